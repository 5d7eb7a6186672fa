// SPDX-License-Identifier: GPL-3.0-or-later
// The classes of the user's own samples: each with its colour, its key and its number of samples; one is
// chosen, has its name in a field, and another can be added. Lives on the window's thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/paint/own_desk.h"

class QButtonGroup;
class QGridLayout;
class QLineEdit;
class QToolButton;

namespace pellucid::ui {

class ClassRow : public QWidget {
  Q_OBJECT

 public:
  enum class Shows { Colours, Names };
  /// `columns` classes per row. The desk must outlive it.
  ClassRow(OwnDesk& desk, Shows shows, int columns, QWidget* parent = nullptr);
  ~ClassRow() override;

  int chosen() const { return m_chosen; }
  /// Does nothing where there is no such class.
  void choose(int label);

 signals:
  void chosenChanged(int label);
  void noted(const QString& message);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void showChosen();
  void fillColours();

  OwnDesk& m_desk;
  Shows m_shows;
  int m_columns;
  int m_chosen = 0;
  std::vector<QToolButton*> m_buttons;
  QButtonGroup* m_group;
  QGridLayout* m_grid;
  QToolButton* m_colour;  ///< of the chosen class, with a menu of all colours
  QLineEdit* m_name;
  QToolButton* m_add;
};

}  // namespace pellucid::ui

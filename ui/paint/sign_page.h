// SPDX-License-Identifier: GPL-3.0-or-later
// The page on which digits or any other signs are drawn, class by class: a sheet, the classes with their
// tally, and the drawings of the chosen class. Lives on the window's thread.
#pragma once

#include <QWidget>

#include "ui/paint/own_desk.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace pellucid::ui {

class ClassRow;
class DrawingPad;
class DrawingStrip;

class SignPage : public QWidget {
  Q_OBJECT

 public:
  /// The desk must outlive it.
  explicit SignPage(OwnDesk& desk, QWidget* parent = nullptr);

  /// The sheet waits for the first drawing.
  void begin();
  DrawingPad& pad() { return *m_pad; }
  ClassRow& classes() { return *m_classes; }
  DrawingStrip& drawings() { return *m_drawings; }

 signals:
  void noted(const QString& message);

 private:
  void refresh();
  void addSign();
  void eraseSign(std::uint32_t number);
  void showSheet();

  OwnDesk& m_desk;
  QWidget* m_beginning;
  QWidget* m_drawing;
  QLabel* m_state;
  DrawingPad* m_pad;
  QToolButton* m_undo;
  QToolButton* m_clear;
  QPushButton* m_add;
  QCheckBox* m_goesOn;
  ClassRow* m_classes;
  QLabel* m_title;
  DrawingStrip* m_drawings;
};

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The ways to choose data, and all their options, as controls: a choice is read and shown at once, and used
// only when the user confirms it. Lives on the window's thread.
#pragma once

#include <QWidget>

#include "ui/dataset/data_on_show.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace pellucid::ui {

class DataNameEditor;
class DataOptionsEditor;
class TableFormEditor;

class DataDoors : public QWidget {
  Q_OBJECT

 public:
  /// `shown` must outlive it.
  explicit DataDoors(DataOnShow& shown, QWidget* parent = nullptr);

 signals:
  /// These data are to replace those in use.
  void wanted(const pellucid::engine::DatasetPtr& data);
  /// The user wants to paint points or make drawings.
  void paintingWanted();
  void drawingWanted();

 protected:
  /// Asks for a table or a folder; empty where the user cancels. Overridden by tests.
  virtual QString askForPlace(bool isFolder);

 private:
  void refresh();
  void openPlace(bool isFolder);

  DataOnShow& m_shown;
  DataNameEditor* m_name;
  DataOptionsEditor* m_options;
  QLabel* m_formTitle;
  TableFormEditor* m_form;
  QWidget* m_trial;
  QLabel* m_state;
  QPushButton* m_use;
  QPushButton* m_back;
  QProgressBar* m_progress;
};

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The ways to data, and everything that can be made of them, as controls: what is chosen is read and shown at
// once, and used only when the user says so. Lives on the window's thread.
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
  /// These data are to take the place of those in use.
  void wanted(const pellucid::engine::DatasetPtr& data);
  /// Points are to be painted, or drawings to be made.
  void paintingWanted();
  void drawingWanted();

 protected:
  /// Asks for a table or a folder; empty where the user cancels. Tests answer in its place.
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

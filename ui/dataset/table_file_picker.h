// SPDX-License-Identifier: GPL-3.0-or-later
// A table of its own for a part of the samples: a button that asks for it and says which it is, and one that
// takes it away. Lives on the window's thread.
#pragma once

#include <QWidget>
#include <string>

class QPushButton;
class QToolButton;

namespace pellucid::ui {

class TableFilePicker : public QWidget {
  Q_OBJECT

 public:
  /// `name` and `tip` tell what its rows are for.
  TableFilePicker(const QString& name, const QString& tip, QWidget* parent = nullptr);

  /// As the option has it, "" for none; `table` is the one that it stands beside.
  void setFile(const std::string& file, const std::string& table);
  /// The file as an option says it, "" where it was taken away: its name where it lies beside the table, else
  /// all of its path. A place that has a comma cannot be said, and is told in shown text instead.
  const std::string& file() const { return m_file; }

 signals:
  /// By the user.
  void edited();

 protected:
  /// Asks for a table; empty where the user cancels. Tests answer in its place.
  virtual QString askForTable();

 private:
  void choose();
  void take(const std::string& file);

  QPushButton* m_choose;
  QToolButton* m_remove;
  QString m_tip;
  std::string m_file;
  std::string m_table;
};

}  // namespace pellucid::ui

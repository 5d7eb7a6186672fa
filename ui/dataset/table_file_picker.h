// SPDX-License-Identifier: GPL-3.0-or-later
// A separate table for a part of the samples: a button that asks for it and shows which it is, and one that
// removes it. Lives on the window's thread.
#pragma once

#include <QWidget>
#include <string>

class QPushButton;
class QToolButton;

namespace pellucid::ui {

class TableFilePicker : public QWidget {
  Q_OBJECT

 public:
  /// `name` and `tip` say what its rows are for.
  TableFilePicker(const QString& name, const QString& tip, QWidget* parent = nullptr);

  /// As the option gives it, "" for none; `table` is the main table.
  void setFile(const std::string& file, const std::string& table);
  /// The file in option form, "" where it was removed: its name where it is in the table's folder, otherwise
  /// its whole path. A path with a comma cannot be given, which the shown text then says.
  const std::string& file() const { return m_file; }

 signals:
  /// By the user only.
  void edited();

 protected:
  /// Asks for a table; empty where the user cancels. Overridden by tests.
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

// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a table: how their numbers lie, what is missing, and what each is for, which can be changed
// for the column that is selected. Lives on the window's thread.
#pragma once

#include <QTableWidget>
#include <QWidget>

#include "engine/data/data_summary.h"

class QComboBox;
class QLabel;

namespace pellucid::ui {

class ColumnTable : public QWidget {
  Q_OBJECT

 public:
  explicit ColumnTable(QWidget* parent = nullptr);

  /// Roles can be changed where the columns are those of a table.
  void setColumns(const std::vector<engine::ColumnSummary>& columns, bool canChange);
  /// The one that is selected, or -1.
  int current() const { return m_table->currentRow(); }

 signals:
  /// By the user.
  void roleChosen(std::size_t column, pellucid::engine::DataColumn::Role role);

 private:
  void showRole();

  QTableWidget* m_table;
  QLabel* m_roleTitle;
  QComboBox* m_role;
  std::vector<engine::ColumnSummary> m_columns;
  bool m_canChange = false;
};

/// "−3.2 … 120", or for words how many there are; empty of a column that is left out.
QString rangeText(const engine::ColumnSummary& column);

}  // namespace pellucid::ui

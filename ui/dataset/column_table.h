// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a table: the distribution of their values, what is missing, and what each is used for and
// how it is read, which can be changed for all selected columns. Lives on the window's thread.
#pragma once

#include <QTableWidget>
#include <QWidget>

#include "engine/data/data_summary.h"

class QComboBox;
class QLabel;

namespace pellucid::ui {

/// "input", "target", "left out"
QString roleText(engine::DataColumn::Role role);

class ColumnTable : public QWidget {
  Q_OBJECT

 public:
  explicit ColumnTable(QWidget* parent = nullptr);

  /// What the network receives for a column.
  enum class Type { Number, OneHot, Pixels };

  /// Roles can only be changed for the columns of a table; for images the inputs are the pixels.
  void setColumns(const std::vector<engine::ColumnSummary>& columns, bool canChange, bool arePixels = false);
  /// The selected column, or -1.
  int current() const { return m_table->currentRow(); }

 signals:
  /// By the user only.
  void roleChosen(const std::vector<std::size_t>& columns, pellucid::engine::DataColumn::Role role);
  void typeChosen(const std::vector<std::size_t>& columns, pellucid::ui::ColumnTable::Type type);

 private:
  void showRole();
  std::vector<std::size_t> selected() const;
  Type typeOf(const engine::DataColumn& column) const;

  QTableWidget* m_table;
  QLabel* m_roleTitle;
  QComboBox* m_role;
  QComboBox* m_type;
  std::vector<engine::ColumnSummary> m_columns;
  bool m_canChange = false;
  bool m_arePixels = false;
};

/// "−3.2 … 120", or for words their number; empty for a column that is left out.
QString rangeText(const engine::ColumnSummary& column);

}  // namespace pellucid::ui

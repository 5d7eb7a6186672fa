// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/data_column.h"

#include "engine/data/table_columns.h"

namespace pellucid::engine {
namespace {

DataColumn::Kind kindOf(const TableColumn& column) {
  if (column.isEmpty()) return DataColumn::Kind::Empty;
  if (isTruthColumn(column)) return DataColumn::Kind::Truths;
  return column.isText() ? DataColumn::Kind::Words : DataColumn::Kind::Numbers;
}

}  // namespace

std::vector<DataColumn> dataColumns(const TableColumns& table) {
  std::vector<DataColumn> columns;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const TableColumn& column = table.column(i);
    columns.push_back({.name = column.name,
                       .kind = kindOf(column),
                       .missing = column.missing,
                       .hasManyWords = column.hasMoreWords});
  }
  return columns;
}

}  // namespace pellucid::engine

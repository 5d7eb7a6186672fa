// SPDX-License-Identifier: GPL-3.0-or-later
// How a table's input columns become values of a sample: one number each, or one for each of a column's
// texts.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/data_name.h"
#include "engine/data/table_columns.h"
#include "engine/data/table_description.h"
#include "engine/data/table_roles.h"

namespace pellucid::engine {

/// A value of a sample: a column's number, or whether the cell is one of the column's words.
struct TableInput {
  std::size_t column = 0;
  std::uint32_t word = 0;  ///< from 1; 0 for numbers
};

/// In the order of the columns. Yes and no become 1 and 0, and each value of the columns that `isOneHot` a
/// separate input. Records the decisions and the inputs' names in `reading`. The error names columns of texts
/// and what to do with them.
Result<std::vector<TableInput>> inputsOf(TableColumns& table, const TableRoles& roles,
                                         const DataOptions& options, const std::string& file,
                                         TableReading& reading);

}  // namespace pellucid::engine

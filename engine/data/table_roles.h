// SPDX-License-Identifier: GPL-3.0-or-later
// The roles of a table's columns: targets, inputs or nothing. Unspecified roles are chosen by a rule, and the
// rule is reported.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/data_name.h"
#include "engine/data/table_columns.h"
#include "engine/data/table_description.h"

namespace pellucid::engine {

struct TableRoles {
  std::vector<bool> isInput;         ///< for each column
  std::vector<std::size_t> targets;  ///< columns, in their order
  std::vector<bool> isOneHot;        ///< whether each value of the column becomes a separate input
};

/// Fills `roles`, as far as possible even where there is an error, which names the column and what to do.
/// `isUnnamed` says for each column whether the file has no name for it. Records the decisions in `reading`.
Result<void> chooseTableRoles(const TableColumns& table, const std::vector<bool>& isUnnamed,
                              const std::string& file, const DataOptions& options, TableReading& reading,
                              TableRoles& roles);

}  // namespace pellucid::engine

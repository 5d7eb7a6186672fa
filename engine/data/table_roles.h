// SPDX-License-Identifier: GPL-3.0-or-later
// What the columns of a table are for: answers, inputs or nothing. What nobody told is chosen by a rule, and
// the rule is told.
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
  std::vector<bool> isOneHot;        ///< whether each value of the column is to be an input of its own
};

/// Fills `roles`, as far as they can be chosen where there is an error: it names the column and what to do.
/// `isUnnamed` says of each column whether the file has no name for it. Notes in `reading` what was decided.
Result<void> chooseTableRoles(const TableColumns& table, const std::vector<bool>& isUnnamed,
                              const std::string& file, const DataOptions& options, TableReading& reading,
                              TableRoles& roles);

}  // namespace pellucid::engine

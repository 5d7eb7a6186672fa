// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a table file, for assigning other roles.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/progress.h"
#include "engine/base/result.h"
#include "engine/data/data_column.h"

namespace pellucid::engine {

/// The options accepted in the name of a table.
std::vector<std::string_view> tableOptions();

/// The columns and their default roles, even where the rows are refused. `name` is a table's with its
/// options, as for loadDataset(). Reads the whole file.
Result<std::vector<DataColumn>> listColumns(const std::string& name, const Progress& progress = {});

}  // namespace pellucid::engine

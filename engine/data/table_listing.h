// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a table file, for whoever gives them other roles.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/progress.h"
#include "engine/base/result.h"
#include "engine/data/data_column.h"

namespace pellucid::engine {

/// The options that the name of a table takes.
std::vector<std::string_view> tableOptions();

/// The columns and what each would be for, also where the rows are refused. `name` is a table's with its
/// options, as loadDataset() takes it. Reads the whole file.
Result<std::vector<DataColumn>> listColumns(const std::string& name, const Progress& progress = {});

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// What a table's columns are for, written into the name of the data. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/data/data_column.h"

namespace pellucid::ui {

/// The name in which this column has the role, and all others keep theirs. A table has at least one input and
/// one target, which the reader checks. Of names that an option cannot write, the number is taken.
std::string withRole(const std::string& name, const std::vector<engine::DataColumn>& columns,
                     std::size_t column, engine::DataColumn::Role role);

}  // namespace pellucid::ui

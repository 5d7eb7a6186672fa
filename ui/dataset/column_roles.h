// SPDX-License-Identifier: GPL-3.0-or-later
// What a table's columns are for, written into the name of the data. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/data/data_column.h"

namespace pellucid::ui {

/// Their numbers.
using ColumnNumbers = std::vector<std::size_t>;

/// The name in which these columns have the role, and all others keep theirs. A table has at least one input
/// and one target, which the reader checks. Of names that an option cannot write, the number is taken.
std::string withRole(const std::string& name, const std::vector<engine::DataColumn>& columns,
                     const ColumnNumbers& which, engine::DataColumn::Role role);

/// Each value of these columns is an input of its own, or they are numbers. Targets among them stay targets.
std::string withOneHot(const std::string& name, const std::vector<engine::DataColumn>& columns,
                       const ColumnNumbers& which, bool isOneHot);

/// These columns are the pixels of an image, as nearly square as their count allows, and the only inputs.
/// Targets among them stay targets.
std::string withPixels(const std::string& name, const std::vector<engine::DataColumn>& columns,
                       const ColumnNumbers& which);

}  // namespace pellucid::ui

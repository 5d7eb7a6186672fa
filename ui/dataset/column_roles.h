// SPDX-License-Identifier: GPL-3.0-or-later
// What a table's columns are used for, written into the name of the data. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/data/data_column.h"

namespace pellucid::ui {

/// Column indices.
using ColumnNumbers = std::vector<std::size_t>;

/// The name in which these columns have the role, and all others keep theirs. The reader checks that a table
/// has at least one input and one target. Where an option cannot contain a column's name, its number is used.
std::string withRole(const std::string& name, const std::vector<engine::DataColumn>& columns,
                     const ColumnNumbers& which, engine::DataColumn::Role role);

/// Makes each value of these columns a separate input, or treats them as numbers again. Targets among them
/// stay targets.
std::string withOneHot(const std::string& name, const std::vector<engine::DataColumn>& columns,
                       const ColumnNumbers& which, bool isOneHot);

/// Makes these columns the pixels of an image, as nearly square as their count allows, and the only inputs.
/// Targets among them stay targets.
std::string withPixels(const std::string& name, const std::vector<engine::DataColumn>& columns,
                       const ColumnNumbers& which);

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// What a target column contains: classes or numbers. Unless specified, this is guessed by a rule, and the
// reason is reported.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/data_name.h"
#include "engine/data/dataset.h"
#include "engine/data/table_columns.h"

namespace pellucid::engine {

struct TableAnswers {
  std::vector<std::string> classNames;  ///< empty where the targets are numbers
  std::vector<std::uint8_t> labels;     ///< for each requested row, likewise
  Message note;  ///< the reason for a guess, words that were treated as equal; or empty
};

/// The targets of these rows, none of which is missing. `leastClasses` is 1 where a model knows the others.
/// Classes are whole numbers in ascending order, or texts in alphabetical order. The error names the column,
/// its content and what to do. `file` is the name for messages.
Result<TableAnswers> answersOf(const TableColumns& table, std::size_t column, std::span<const Index> rows,
                               TargetKind wanted, const std::string& file, std::size_t leastClasses = 2);

}  // namespace pellucid::engine

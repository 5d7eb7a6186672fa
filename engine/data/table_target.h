// SPDX-License-Identifier: GPL-3.0-or-later
// What a column of answers is: classes or numbers. What nobody told is guessed by a rule, and the rule tells
// its reason.
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
  std::vector<std::string> classNames;  ///< empty where the answers are numbers
  std::vector<std::uint8_t> labels;     ///< for each row that was asked for, likewise
  Message note;  ///< the reason of a guess, words that were taken for the same; or nothing
};

/// `leastClasses` is 1 where a model knows the others. The answers of these rows, none of which is missing
/// there. Classes are whole numbers in their order, or texts in that of the alphabet. The error names the
/// column, what is in it and what to do. `file` is the name for messages.
Result<TableAnswers> answersOf(const TableColumns& table, std::size_t column, std::span<const Index> rows,
                               TargetKind wanted, const std::string& file, std::size_t leastClasses = 2);

}  // namespace pellucid::engine

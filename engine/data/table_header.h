// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the first line of a table contains the names of its columns or its first sample, judged by the
// lines below it. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/data/csv.h"

namespace pellucid::engine {

/// The contents of a column in the rows below a line.
struct ColumnBelow {
  std::size_t numbers = 0;
  std::size_t fractions = 0;
  std::size_t words = 0;
  std::vector<std::string> kinds = {};  ///< different cells, sorted
  bool areNumbers() const { return numbers > 0 && words * 4 <= numbers; }
  bool areWords() const { return words > numbers; }
  /// Words that recur, like those of a class.
  bool repeats() const { return areWords() && 2 * kinds.size() <= words; }
  bool has(const std::string& cell) const;
};

/// For the first `columns` columns.
std::vector<ColumnBelow> columnsOf(std::span<const CsvRow> rows, std::size_t columns);

/// `known` are names in use for columns of this table.
bool isHeader(const CsvRow& first, const std::vector<ColumnBelow>& below, std::span<const std::string> known);

/// Whether the cells of the first column only identify rows, like R's row names: all different words, or 1,
/// 2, 3, ….
bool areRowNames(std::span<const CsvRow> rows);

}  // namespace pellucid::engine

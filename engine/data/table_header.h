// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the first line of a table has the names of its columns or is the first of its samples: what stands
// in the lines below it decides. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/data/csv.h"

namespace pellucid::engine {

/// What the rows below a line have in a column.
struct ColumnBelow {
  std::size_t numbers = 0;
  std::size_t fractions = 0;
  std::size_t words = 0;
  std::vector<std::string> kinds = {};  ///< different cells, sorted
  bool areNumbers() const { return numbers > 0 && words * 4 <= numbers; }
  bool areWords() const { return words > numbers; }
  /// Words that come again and again, as those of a class do.
  bool repeats() const { return areWords() && 2 * kinds.size() <= words; }
  bool has(const std::string& cell) const;
};

/// Of the first `columns` columns.
std::vector<ColumnBelow> columnsOf(std::span<const CsvRow> rows, std::size_t columns);

/// `known` are names that somebody uses for columns of this table.
bool isHeader(const CsvRow& first, const std::vector<ColumnBelow>& below, std::span<const std::string> known);

/// Whether the cells of the first column only tell rows apart, as the names of R's rows do: all different
/// words, or 1, 2, 3, ….
bool areRowNames(std::span<const CsvRow> rows);

}  // namespace pellucid::engine

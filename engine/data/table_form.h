// SPDX-License-Identifier: GPL-3.0-or-later
// How a table is written, found from its beginning: what stands between the cells, what stands above the
// table, whether its first line has names, and which decimal mark each column has. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/numeric.h"
#include "engine/base/result.h"
#include "engine/data/csv.h"
#include "engine/data/told_form.h"

namespace pellucid::engine {

struct TableForm {
  CsvForm csv;
  Index linesAbove = 0;          ///< to be skipped as they are: Excel's sep=, comments, empty lines
  Index rowsAbove = 0;           ///< to be skipped behind them: titles, names, units
  Index titles = 0;              ///< lines above the names that are neither comments nor empty
  std::size_t emptyColumns = 0;  ///< behind the last one that has a name or a cell
  bool hasHeader = false;
  bool hasUnits = false;           ///< a second line of texts above columns of numbers
  bool isFirstUnnamed = false;     ///< the header has one name fewer than there are columns, as R writes it
  std::vector<std::string> names;  ///< one for each column that is not empty everywhere; some may be ""
  std::vector<char> decimals;      ///< for each column '.' or ','
};

/// `text` is UTF-8; `known` are names that somebody uses for columns of it; what is `told` is not looked for.
/// The error is one of the first rows': a quote that is not closed, …; or there is no table.
Result<TableForm> findTableForm(std::string_view text, const std::string& file,
                                std::span<const std::string> known = {}, const ToldForm& told = {});

/// The first rows as the form separates them, from the names, or where there are none from the first sample.
std::vector<CsvRow> firstRows(std::string_view text, const std::string& file, const TableForm& form,
                              std::size_t most);

/// Whether the row is a comment in the midst of a table of this many columns.
bool isCommentRow(const CsvRow& row, std::size_t columns);

}  // namespace pellucid::engine

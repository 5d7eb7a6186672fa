// SPDX-License-Identifier: GPL-3.0-or-later
// How a table is written, detected from its beginning: the separator between cells, the lines above the
// table, whether its first line has names, and the decimal mark of each column. Pure.
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
  Index linesAbove = 0;          ///< to be skipped as lines: Excel's sep=, comments, empty lines
  Index rowsAbove = 0;           ///< to be skipped as rows after them: titles, names, units
  Index titles = 0;              ///< lines above the names that are neither comments nor empty
  std::size_t emptyColumns = 0;  ///< after the last one that has a name or a cell
  bool hasHeader = false;
  bool hasUnits = false;           ///< a second line of texts above columns of numbers
  bool isFirstUnnamed = false;     ///< the header has one name fewer than there are columns, as written by R
  std::vector<std::string> names;  ///< one for each column that is not completely empty; some can be ""
  std::vector<char> decimals;      ///< '.' or ',' for each column
};

/// `text` is UTF-8; `known` are names in use for columns of it; what is `told` is not detected. The error is
/// one of the first rows', such as a quote that is not closed, or says that there is no table.
Result<TableForm> findTableForm(std::string_view text, const std::string& file,
                                std::span<const std::string> known = {}, const ToldForm& told = {});

/// The first rows as separated by the form, starting with the names or, where there are none, with the first
/// sample.
std::vector<CsvRow> firstRows(std::string_view text, const std::string& file, const TableForm& form,
                              std::size_t most);

/// Whether the row is a comment in the middle of a table of this many columns.
bool isCommentRow(const CsvRow& row, std::size_t columns);

}  // namespace pellucid::engine

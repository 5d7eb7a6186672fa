// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a table's file, from its bytes to cells in columns: unpacked, decoded and read in the detected
// form. The roles of the columns are decided later.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/base/progress.h"
#include "engine/data/gzip.h"
#include "engine/data/table_columns.h"
#include "engine/data/table_description.h"

namespace pellucid::engine {

struct TableRows {
  TableColumns cells;
  std::vector<bool> isUnnamed;  ///< for each column whether the file has no name for it
};

/// Appends the rows of another file with the same columns, in any order; `told` as for the table. Columns in
/// `spare` may be missing. The error names the file and the missing column.
Result<void> addRowsOf(Bytes bytes, const std::string& file, const std::string& tableFile,
                       const ToldForm& told, const std::vector<bool>& spare, TableColumns& cells,
                       const Progress& progress);

/// Records its decisions in `reading`: form, encoding, comments, names. Empty rows and comments are left out,
/// as are notes below the table. `known` are names in use for its columns. The error names the line, what is
/// wrong and what to do.
Result<TableRows> readTableRows(Bytes bytes, const std::string& file, TableReading& reading,
                                const Progress& progress, std::span<const std::string> known = {},
                                const ToldForm& told = {});

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a table's file, from its bytes to cells in columns: unpacked, decoded, in the form that it was
// found to have. What the columns are for is decided later.
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

/// The rows of another file with the same columns, in any order, go behind those of the table; `told` as for
/// the table. Columns that are in `spare` may be missing. The error names the file and the column that it has
/// not.
Result<void> addRowsOf(Bytes bytes, const std::string& file, const std::string& tableFile,
                       const ToldForm& told, const std::vector<bool>& spare, TableColumns& cells,
                       const Progress& progress);

/// Puts what it decides into `reading`: form, encoding, comments, names. Rows that are empty, and comments,
/// are left out, and so are lines of notes below the table. `known` are names that somebody uses for its
/// columns. The error names the line, what is wrong and what to do.
Result<TableRows> readTableRows(Bytes bytes, const std::string& file, TableReading& reading,
                                const Progress& progress, std::span<const std::string> known = {},
                                const ToldForm& told = {});

}  // namespace pellucid::engine

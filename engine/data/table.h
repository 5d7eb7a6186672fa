// SPDX-License-Identifier: GPL-3.0-or-later
// A data set from a table, as spreadsheets, pandas, R and people write it: read right, or refused with the
// cause and what to do. What had to be guessed is told. A pure function of the file's bytes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/data/data_name.h"
#include "engine/data/dataset.h"
#include "engine/data/gzip.h"

namespace pellucid::engine {

inline constexpr Index kMaxRows = 1'000'000;

/// A table with the same columns, whose rows are all of one part of the samples.
struct TableBeside {
  std::string file;  ///< its name for messages
  Bytes bytes;
};
struct TablesBeside {
  std::optional<TableBeside> test = {};
  std::optional<TableBeside> validation = {};
};

/// The last column, or the columns `options.targets`, is the answer; all others are inputs. Cells may be
/// separated by commas, semicolons, tabs, bars or blanks; names of columns, decimal commas, columns that
/// count the rows and empty ones are found. Takes samples for testing from every class. Dataset::reading says
/// all that was done. The error names line, column, cell, the rule and what to do. `file` is the name for
/// messages; the data set's own name is left to the caller. Takes the bytes, to give back their memory as
/// soon as they are read. What a column is, and which classes there are, is asked of all tables together.
Result<Dataset> datasetFromTable(Bytes bytes, const std::string& file, const DataOptions& options,
                                 const Progress& progress = {}, TablesBeside beside = {});

/// The columns and what each would be for, also where the rows are refused.
Result<std::vector<DataColumn>> columnsOfTable(Bytes bytes, const std::string& file,
                                               const DataOptions& options, const Progress& progress = {});

}  // namespace pellucid::engine

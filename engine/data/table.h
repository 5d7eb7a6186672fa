// SPDX-License-Identifier: GPL-3.0-or-later
// A data set from a table, as written by spreadsheets, pandas, R and people: read correctly, or refused with
// the cause and what to do. Guesses are reported. A pure function of the file's bytes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/data/data_name.h"
#include "engine/data/dataset.h"
#include "engine/data/gzip.h"

namespace pellucid::engine {

inline constexpr Index kMaxRows = 1'000'000;

/// A table with the same columns, whose rows all belong to one part of the samples.
struct TableBeside {
  std::string file;  ///< its name, for messages
  Bytes bytes;
};
struct TablesBeside {
  std::optional<TableBeside> test = {};
  std::optional<TableBeside> validation = {};
};

/// The last column, or the columns `options.targets`, is the target; all others are inputs. Cells can be
/// separated by commas, semicolons, tabs, bars or blanks; column names, decimal commas, row-number columns
/// and empty columns are detected. Takes test samples from every class. Dataset::reading describes everything
/// that was done. The error names line, column, cell, the rule and what to do. `file` is the name for
/// messages; the data set's own name is left to the caller. Takes the bytes by value, to free their memory as
/// soon as they are read. The kind of a column, and the classes, are determined from all tables together.
Result<Dataset> datasetFromTable(Bytes bytes, const std::string& file, const DataOptions& options,
                                 const Progress& progress = {}, TablesBeside beside = {});

/// The columns and their default roles, even where the rows are refused.
Result<std::vector<DataColumn>> columnsOfTable(Bytes bytes, const std::string& file,
                                               const DataOptions& options, const Progress& progress = {});

}  // namespace pellucid::engine

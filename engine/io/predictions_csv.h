// SPDX-License-Identifier: GPL-3.0-or-later
// A model's answers to the rows of a table, as CSV for spreadsheets. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/base/numeric.h"

namespace pellucid::engine {

struct Predictions {
  std::vector<std::string> outputNames;  ///< classes, or what the numbers are of
  std::vector<std::string> classes =
      {};                        ///< the predicted class of each sample; empty where answers are numbers
  Matrix outputs;                ///< a column for each sample, a row for each name
  std::vector<Index> rows = {};  ///< for each line its sample, or -1 where there is none; empty: all samples
};

/// The columns row, from 1, prediction where there are classes, and one for each output. A row without a
/// sample has empty cells.
std::string writePredictionsCsv(const Predictions& predictions);

}  // namespace pellucid::engine

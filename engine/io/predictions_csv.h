// SPDX-License-Identifier: GPL-3.0-or-later
// A model's answers to the rows of a table, as CSV for spreadsheets. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/base/numeric.h"

namespace pellucid::engine {

struct Predictions {
  std::vector<std::string> outputNames;  ///< classes, or the names of the numbers
  std::vector<std::string> classes =
      {};                        ///< the predicted class of each sample; empty where outputs are numbers
  Matrix outputs;                ///< one column per sample, one row per name
  std::vector<Index> rows = {};  ///< the sample of each line, or -1 for none; if empty, all samples
};

/// The columns row (from 1), prediction (if there are classes), and one for each output. A row without a
/// sample has empty cells.
std::string writePredictionsCsv(const Predictions& predictions);

}  // namespace pellucid::engine

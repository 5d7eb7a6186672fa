// SPDX-License-Identifier: GPL-3.0-or-later
// A table that only needs answers, and a model's answers to its rows.
#pragma once

#include <algorithm>
#include <optional>

#include "engine/data/dataset.h"
#include "engine/io/predictions_csv.h"

namespace pellucid::engine {

struct AnsweredTable {
  Dataset data;  ///< Dataset::rows gives the test sample of each row of the table; in the model's order
  Message note;  ///< what the model could not use; or empty
  Predictions predictions;
  bool areShares = false;  ///< the outputs express the model's certainty
};

/// The model's certainty of its answer to this sample, from 0 to 1; nothing where its outputs do not express
/// it.
inline std::optional<double> certaintyOf(const AnsweredTable& table, Index sample) {
  if (!table.areShares || table.predictions.classes.empty()) return std::nullopt;
  const auto outputs = table.predictions.outputs.col(sample);
  const auto most = static_cast<double>(outputs.maxCoeff());
  return outputs.size() == 1 ? std::max(most, 1 - most) : most;
}

}  // namespace pellucid::engine

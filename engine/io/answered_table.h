// SPDX-License-Identifier: GPL-3.0-or-later
// A table that was only to be answered, and what a model answers to its rows.
#pragma once

#include <algorithm>
#include <optional>

#include "engine/data/dataset.h"
#include "engine/io/predictions_csv.h"

namespace pellucid::engine {

struct AnsweredTable {
  Dataset data;  ///< Dataset::rows says which test sample each row of the table is; in the model's order
  Message note;  ///< what the model could not make of it; or nothing
  Predictions predictions;
  bool areShares = false;  ///< the outputs say how sure the model is
};

/// How sure the model is of its answer to this sample, from 0 to 1; nothing where its outputs don't tell.
inline std::optional<double> certaintyOf(const AnsweredTable& table, Index sample) {
  if (!table.areShares || table.predictions.classes.empty()) return std::nullopt;
  const auto outputs = table.predictions.outputs.col(sample);
  const auto most = static_cast<double>(outputs.maxCoeff());
  return outputs.size() == 1 ? std::max(most, 1 - most) : most;
}

}  // namespace pellucid::engine

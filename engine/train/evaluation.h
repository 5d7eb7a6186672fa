// SPDX-License-Identifier: GPL-3.0-or-later
// Loss and accuracy over a whole split, in file order. Changes nothing.
#pragma once

#include "engine/train/batch_input.h"
#include "engine/train/targets.h"

namespace pellucid::engine {

struct Metrics {
  double loss = 0;      ///< mean over the samples
  double accuracy = 0;  ///< share of right answers, 0 … 1; NaN where the targets are numbers, not classes
  friend bool operator==(const Metrics&, const Metrics&) = default;
};

/// Evaluates a split; keep one object so that its matrices keep their memory.
class Evaluator {
 public:
  /// `isSparse` as prefersSparse() says of the data set. With label smoothing the loss compares with the
  /// training's.
  Metrics evaluate(const Network& network, const Vector& weights, const Split& split, Loss loss,
                   bool isSparse = false, double labelSmoothing = 0);

 private:
  Trace m_trace;
  std::vector<std::uint32_t> m_indices;
  Matrix m_targets;
};

}  // namespace pellucid::engine

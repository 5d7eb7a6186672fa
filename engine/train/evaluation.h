// SPDX-License-Identifier: GPL-3.0-or-later
// Loss and accuracy over a whole split, in file order. Changes nothing.
#pragma once

#include <cmath>
#include <limits>

#include "engine/train/batch_input.h"
#include "engine/train/targets.h"

namespace pellucid::engine {

struct Metrics {
  double loss = 0;      ///< mean over the samples
  double accuracy = 0;  ///< share of correct answers, 0 … 1; NaN where the targets are numbers, not classes
  /// For numeric targets, over a whole split; otherwise NaN. R² is the share of the targets' variance that
  /// the answers explain, 1 - Σ(a - y)² / Σ(y - mean)², averaged over the outputs; NaN also where the targets
  /// do not vary.
  double r2 = std::numeric_limits<double>::quiet_NaN();
  double rmse = std::numeric_limits<double>::quiet_NaN();  ///< root mean square of a - y
  double mae = std::numeric_limits<double>::quiet_NaN();   ///< mean of |a - y|
  bool hasErrors() const { return !std::isnan(rmse); }
  bool hasAccuracy() const { return !std::isnan(accuracy); }
  /// r2, rmse and mae follow from the same weights as the loss.
  friend bool operator==(const Metrics& a, const Metrics& b) {
    return a.loss == b.loss && (a.accuracy == b.accuracy || (!a.hasAccuracy() && !b.hasAccuracy()));
  }
};

/// The means over `samples` ≥ 1 samples of this split, from the sums.
Metrics means(const Split& split, double lossSum, Index correct, Index samples);

/// Evaluates a split; reuse one object so that its matrices keep their memory.
class Evaluator {
 public:
  /// `isSparse` is prefersSparse() of the data set. With label smoothing the loss compares with the
  /// training's.
  Metrics evaluate(const Network& network, const Vector& weights, const Split& split, Loss loss,
                   bool isSparse = false, double labelSmoothing = 0);

  /// The sums over a split's first samples.
  struct Sums {
    double loss = 0;
    Index correct = 0;
    Index samples = 0;
    Eigen::ArrayXd squares = {};  ///< of a - y, for each output, where the targets are numbers
    double absolutes = 0;         ///< likewise, over all outputs
  };
  /// The metrics from the sums over the whole split.
  static Metrics metrics(const Split& split, const Sums& sums);
  /// Adds the next samples, a few hundred at most: evaluate() in parts.
  void advance(Sums& sums, const Network& network, const Vector& weights, const Split& split, Loss loss,
               bool isSparse = false, double labelSmoothing = 0);

 private:
  Trace m_trace;
  std::vector<std::uint32_t> m_indices;
  Matrix m_targets;
};

}  // namespace pellucid::engine

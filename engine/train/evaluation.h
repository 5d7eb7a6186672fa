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
  double accuracy = 0;  ///< share of right answers, 0 … 1; NaN where the targets are numbers, not classes
  /// Where they are numbers, of a whole split; else NaN. R² is the share of their variance that the answers
  /// explain, 1 - Σ(a - y)² / Σ(y - mean)², the mean over the outputs; NaN, too, where the targets do not
  /// vary.
  double r2 = std::numeric_limits<double>::quiet_NaN();
  double rmse = std::numeric_limits<double>::quiet_NaN();  ///< the root of the mean of (a - y)²
  double mae = std::numeric_limits<double>::quiet_NaN();   ///< the mean of |a - y|
  bool hasErrors() const { return !std::isnan(rmse); }
  bool hasAccuracy() const { return !std::isnan(accuracy); }
  /// The errors follow from the same weights as the loss.
  friend bool operator==(const Metrics& a, const Metrics& b) {
    return a.loss == b.loss && (a.accuracy == b.accuracy || (!a.hasAccuracy() && !b.hasAccuracy()));
  }
};

/// Of `samples` samples of this split, from the sums over them; ≥ 1.
Metrics means(const Split& split, double lossSum, Index correct, Index samples);

/// Evaluates a split; keep one object so that its matrices keep their memory.
class Evaluator {
 public:
  /// `isSparse` as prefersSparse() says of the data set. With label smoothing the loss compares with the
  /// training's.
  Metrics evaluate(const Network& network, const Vector& weights, const Split& split, Loss loss,
                   bool isSparse = false, double labelSmoothing = 0);

  /// The sums over a split's first samples.
  struct Sums {
    double loss = 0;
    Index correct = 0;
    Index samples = 0;
    Eigen::ArrayXd squares = {};  ///< of a - y, of each output, where the targets are numbers
    double absolutes = 0;         ///< likewise, of all outputs
  };
  /// What the sums over the whole split come to.
  static Metrics metrics(const Split& split, const Sums& sums);
  /// Adds the samples that come next, a few hundred at most: what evaluate() does, in parts.
  void advance(Sums& sums, const Network& network, const Vector& weights, const Split& split, Loss loss,
               bool isSparse = false, double labelSmoothing = 0);

 private:
  Trace m_trace;
  std::vector<std::uint32_t> m_indices;
  Matrix m_targets;
};

}  // namespace pellucid::engine

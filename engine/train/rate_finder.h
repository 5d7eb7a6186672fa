// SPDX-License-Identifier: GPL-3.0-or-later
// Which learning rate? A copy of a run is trained with a rate that grows by the same factor from step to step
// (L. N. Smith, "Cyclical Learning Rates for Training Neural Networks", 2015): where the loss falls fastest,
// the network learns best; behind the valley the steps overshoot. The run itself is not touched.
#pragma once

#include <optional>
#include <vector>

#include "engine/base/progress.h"
#include "engine/train/trainer.h"

namespace pellucid::engine {

struct RateRamp {
  double least = 1e-7;
  double most = 10;
  std::int64_t steps = 200;  ///< ≥ 2
  double smoothing = 0.9;    ///< share of the losses before that each one keeps, 0 ≤ smoothing < 1
  /// Behind its first quarter it ends where the smoothed loss is so many times the least one, and so many
  /// times what batches of that quarter differ by (their standard deviation).
  double tooHigh = 4;
};

struct RateCurve {
  std::vector<double> rates;     ///< rising
  std::vector<double> losses;    ///< of the batch after the step with that rate
  std::vector<double> smoothed;  ///< their exponential mean, without the bias of its beginning
  bool isBroken = false;         ///< training broke down before the last rate
  /// Where the smoothed loss falls fastest over the logarithm of the rate; nothing where it does not fall by
  /// more than batches differ by chance.
  std::optional<double> steepest = {};
  std::optional<double> valley = {};  ///< where it is least, likewise
};

/// From `state`, which fits the experiment. Its schedule, stopping rules and plateau take no part. Refuses
/// what Trainer refuses; after a cancellation the curve is as far as it came.
Result<RateCurve> findRate(const Experiment& experiment, const DatasetPtr& dataset, const RunState& state,
                           const RateRamp& ramp = {}, const Progress& progress = {});

/// Finds both marks of a curve whose rates, losses and smoothed losses are there; it takes those of the first
/// quarter as too small to change anything.
void mark(RateCurve& curve);

}  // namespace pellucid::engine

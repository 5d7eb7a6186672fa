// SPDX-License-Identifier: GPL-3.0-or-later
// Which learning rate? A copy of a run is trained with a rate that grows by the same factor from step to step
// (L. N. Smith, "Cyclical Learning Rates for Training Neural Networks", 2015): where the loss falls fastest,
// the network learns best; beyond the valley the steps overshoot. The run itself is not affected.
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
  double smoothing = 0.9;    ///< weight of the previous losses in the smoothed one, 0 ≤ smoothing < 1
  /// After its first quarter, the ramp ends where the smoothed loss exceeds this many times its minimum and
  /// this many times the standard deviation of the first quarter's batches.
  double tooHigh = 4;
};

struct RateCurve {
  std::vector<double> rates;     ///< ascending
  std::vector<double> losses;    ///< of the batch after the step at that rate
  std::vector<double> smoothed;  ///< their exponential mean, with its initial bias corrected
  bool isBroken = false;         ///< training broke down before the last rate
  /// Where the smoothed loss falls fastest over the logarithm of the rate; nothing where it does not fall by
  /// more than the random differences between batches.
  std::optional<double> steepest = {};
  std::optional<double> valley = {};  ///< where it is lowest, likewise
};

/// Starts from `state`, which fits the experiment. Schedule, stopping rules and plateau are ignored. Refuses
/// what Trainer refuses; after a cancellation the curve is incomplete.
Result<RateCurve> findRate(const Experiment& experiment, const DatasetPtr& dataset, const RunState& state,
                           const RateRamp& ramp = {}, const Progress& progress = {});

/// Finds both marks of a curve whose rates, losses and smoothed losses are filled in; assumes that the rates
/// of the first quarter are too small to change anything.
void mark(RateCurve& curve);

}  // namespace pellucid::engine

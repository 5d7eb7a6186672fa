// SPDX-License-Identifier: GPL-3.0-or-later
// What the curves of a sweep show: medians and bands over the seeds, and a few sentences that claim no more
// than that. Pure functions, any thread.
#pragma once

#include <span>
#include <string_view>

#include "engine/transfer/sweep.h"

namespace pellucid::engine {

/// One arm with one number of samples, over all seeds whose run is complete.
struct SweepCell {
  std::string arm;
  Index samplesPerClass = 0;
  std::vector<std::uint64_t> seeds = {};
  std::vector<double> accuracies = {};  ///< on the target at the last step, one per seed
  double median = 0;                    ///< of the accuracies
  double least = 0;
  double most = 0;
  std::optional<double> sourceAccuracy = {};      ///< median at the last step
  std::vector<std::optional<double>> drift = {};  ///< medians at the last step, one per layer
  Index trainableParameters = 0;
  double millisecondsPerStep = 0;  ///< median
  /// Median of the first measured steps at which 80 % of the best accuracy of any arm with these samples and
  /// this seed was reached; nothing unless every seed reached it.
  std::optional<double> stepsTo80 = {};
  double goal80 = 0;          ///< median of that accuracy
  std::size_t seedsTo80 = 0;  ///< number of seeds that reached it
};

/// In the order of their first curve.
std::vector<SweepCell> summarise(std::span<const ArmCurve> curves);

/// The target's accuracy after this many steps, over the seeds available so far.
struct StepSpread {
  std::int64_t step = 0;
  double median = 0;
  double least = 0;
  double most = 0;
};
/// For one arm with this many samples, in the order of the steps.
std::vector<StepSpread> overSteps(std::span<const ArmCurve> curves, std::string_view arm,
                                  Index samplesPerClass);

/// "With 5 samples per class, frozen wins by 2.4 ± 1.2 points over half. …". The lead is the mean over the
/// seeds and ± half its range. An arm only wins if it is ahead with every seed and its lead is larger than ±;
/// otherwise it "leads, but not clearly". Empty without two arms to compare.
Message conclusion(std::span<const SweepCell> cells);

}  // namespace pellucid::engine

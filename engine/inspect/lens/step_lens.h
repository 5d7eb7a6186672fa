// SPDX-License-Identifier: GPL-3.0-or-later
// The loss along the way of a step, as a function of the learning rate t: L(w - t g) against the gradient g,
// and L(w + t u) along the optimizer's own step, which is proportional to its rate. This shows whether the
// rate in force is too small, right, or too large. A pure function of a recorded step, any thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/base/progress.h"
#include "engine/inspect/step_trace.h"

namespace pellucid::engine {

/// u: the step's change of the weights at the learning rate 1, before any best weights are restored; 0 for
/// frozen layers and for statistics. Likewise -g, not clipped.
Vector ownWay(const StepTrace& step);
Vector gradientWay(const StepTrace& step);

/// Along one way: the loss of the step's batch, and of test samples, at each rate.
struct LensCurve {
  std::vector<double> batch = {};
  std::vector<double> test = {};  ///< empty without test samples
  double best = 0;                ///< the rate with the lowest batch loss, interpolated
  double least = 0;               ///< its loss there
};

struct LensRange {
  double from = 1e-2;  ///< as a multiple of the rate in force
  double to = 1e4;
  int points = 37;  ///< ≥ 3, in geometric progression
};

struct StepLens {
  double rate = 0;  ///< in force; where that is 0, the curves are centred on the experiment's
  std::vector<double> rates = {};
  LensCurve own = {};
  LensCurve gradient = {};
  double batchNow = 0;   ///< the batch's loss before the step
  double batchThen = 0;  ///< and after the optimizer's own step, at the rate in force
  double testNow = 0;    ///< on the test samples; NaN without any
  double testThen = 0;
  Index batchSize = 0;
  Index testSize = 0;
};

/// `testSamples` are indices in the test split. Nothing when cancelled, or where the step cannot be done.
std::optional<StepLens> lensOf(const StepTrace& step, std::span<const std::uint32_t> testSamples,
                               const LensRange& range = {}, const Progress& progress = {});

/// What the batch's own curve says about the rate in force.
enum class RateVerdict {
  NoWayDown,  ///< the loss is nowhere lower along the own step
  TooSmall,   ///< the step gains less than a tenth of what it could, and a larger one would gain more
  Right,
  TooLarge,  ///< it raises the loss, or gains less than four fifths of what a smaller one would
};
RateVerdict verdictOf(const StepLens& lens);

}  // namespace pellucid::engine

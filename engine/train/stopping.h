// SPDX-License-Identifier: GPL-3.0-or-later
// When a run has trained enough, apart from the user's decision. A test here is on the validation samples, or
// on the test split where there are none. Plain values and pure functions; 0 switches a rule off.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>

#include "engine/base/enum_names.h"
#include "engine/base/numeric.h"

namespace pellucid::engine {

struct Stopping {
  std::int64_t epochs = 0;    ///< ≥ 0, from the beginning of the run
  std::int64_t steps = 0;     ///< ≥ 0, likewise
  double targetAccuracy = 0;  ///< 0 … 1: stops once the accuracy is at least this
  std::int64_t patience = 0;  ///< ≥ 0: stops after this many tests in a row without a new lowest loss
  friend bool operator==(const Stopping&, const Stopping&) = default;
};

enum class StopReason { Epochs, Steps, TargetAccuracy, NoImprovement };

template <>
inline constexpr std::array kEnumNames<StopReason> = {
    EnumName<StopReason>{StopReason::Epochs, "epochs"},
    EnumName<StopReason>{StopReason::Steps, "steps"},
    EnumName<StopReason>{StopReason::TargetAccuracy, "target accuracy"},
    EnumName<StopReason>{StopReason::NoImprovement, "no improvement"},
};

/// What early stopping remembers, part of a run's state: the best weights so far, to which it returns.
struct StoppingState {
  double bestLoss = std::numeric_limits<double>::infinity();  ///< the lowest loss of a test
  std::int64_t bestStep = 0;                                  ///< steps done when it was measured
  std::int64_t badTests = 0;                                  ///< tests since then
  Vector bestWeights;                                         ///< of that step; empty before the first test
  friend bool operator==(const StoppingState& a, const StoppingState& b) {
    return a.bestLoss == b.bestLoss && a.bestStep == b.bestStep && a.badTests == b.badTests &&
           a.bestWeights.size() == b.bestWeights.size() && a.bestWeights == b.bestWeights;
  }
};

/// Records the test after an epoch, `step` steps into the run. Does nothing while patience is off. NaN is not
/// better.
void observe(StoppingState& state, const Stopping& stopping, double loss, std::int64_t step,
             const Vector& weights);

/// The reason to stop after `step` steps, checked after each. Given once, when the limit is reached: further
/// training is then intended.
std::optional<StopReason> stopAfterStep(const Stopping& stopping, std::int64_t step,
                                        std::int64_t stepsPerEpoch);

/// The reason to stop after a test, checked after observe().
std::optional<StopReason> stopAfterTest(const Stopping& stopping, const StoppingState& state,
                                        double accuracy);

}  // namespace pellucid::engine

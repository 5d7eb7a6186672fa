// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/stopping.h"

namespace pellucid::engine {

void observe(StoppingState& state, const Stopping& stopping, double loss, std::int64_t step,
             const Vector& weights) {
  if (stopping.patience == 0) return;
  if (!(loss < state.bestLoss)) {
    ++state.badTests;
    return;
  }
  state.bestLoss = loss;
  state.bestStep = step;
  state.badTests = 0;
  state.bestWeights = weights;
}

std::optional<StopReason> stopAfterStep(const Stopping& stopping, std::int64_t step,
                                        std::int64_t stepsPerEpoch) {
  if (stopping.steps > 0 && step == stopping.steps) return StopReason::Steps;
  if (stopping.epochs > 0 && step == stopping.epochs * stepsPerEpoch) return StopReason::Epochs;
  return std::nullopt;
}

std::optional<StopReason> stopAfterTest(const Stopping& stopping, const StoppingState& state,
                                        double accuracy) {
  if (stopping.targetAccuracy > 0 && accuracy >= stopping.targetAccuracy) return StopReason::TargetAccuracy;
  if (stopping.patience > 0 && state.badTests >= stopping.patience) return StopReason::NoImprovement;
  return std::nullopt;
}

}  // namespace pellucid::engine

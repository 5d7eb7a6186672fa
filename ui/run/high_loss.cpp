// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/high_loss.h"

#include <algorithm>
#include <cmath>

namespace pellucid::ui {
namespace {

constexpr double kFarAbove = 4;  // times the loss of guessing
constexpr std::int64_t kLeastSteps = 100;

}  // namespace

std::optional<HighLoss> highLoss(const Moment& moment) {
  const engine::Snapshot& now = *moment.snapshot;
  const engine::Loss loss = now.experiment.training.loss;
  if (loss != engine::Loss::CrossEntropy && loss != engine::Loss::BinaryCrossEntropy) return std::nullopt;
  if (!now.train || !now.test || moment.dataset->classes() < 2) return std::nullopt;
  if (now.state.step < std::max(kLeastSteps, now.stepsPerEpoch)) return std::nullopt;
  // One output for each class, each of which is guessed for itself, costs ln 2 by the binary cross-entropy.
  const double guessing = loss == engine::Loss::BinaryCrossEntropy
                              ? std::log(2.0)
                              : std::log(static_cast<double>(moment.dataset->classes()));
  const double least = std::min(now.train->metrics.loss, now.test->metrics.loss);
  if (!(least > kFarAbove * guessing)) return std::nullopt;
  return HighLoss{.loss = now.test->metrics.loss, .guessing = guessing};
}

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// How long this machine trains until the test accuracy reaches a level, in which the field's records are
// stated. Trains its own run on the calling thread; a measurement depends on the machine and its load, so it
// is never part of a test.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/train/trainer.h"

namespace pellucid::engine {

struct AccuracyCase {
  std::string name;
  Experiment experiment;  ///< its stopping rule sets the number of epochs
};

/// On MNIST, all with a one-cycle schedule: 784–64–10 for 97 %, 784–128–64–10 for 98 %, and a convolutional
/// network for 99 %. Sizes, batches and rates were chosen for speed.
std::vector<AccuracyCase> accuracyCases();

struct Reached {
  std::int64_t step = 0;
  double seconds = 0;  ///< wall-clock time of training alone
};

struct TimeToAccuracy {
  std::vector<std::optional<Reached>> levels;  ///< nothing where the run ended earlier
  double accuracy = 0;                         ///< at its end
  double seconds = 0;                          ///< of the whole run
};

/// Trains the experiment to its end, and measures the whole test split after each quarter of an epoch, which
/// does not count towards the seconds. The stopping rule must count epochs (≥ 1).
Result<TimeToAccuracy> measureTimeToAccuracy(const Experiment& experiment, const DatasetPtr& dataset,
                                             std::span<const double> levels);

}  // namespace pellucid::engine

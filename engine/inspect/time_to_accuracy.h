// SPDX-License-Identifier: GPL-3.0-or-later
// How long this machine trains until the test accuracy reaches a level, which is what the field's records are
// stated in. Trains a run of its own, on the calling thread; a measurement is a matter of the machine and its
// load, and never of a test.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/train/trainer.h"

namespace pellucid::engine {

struct AccuracyCase {
  std::string name;
  Experiment experiment;  ///< its stopping rule says after how many epochs it ends
};

/// On MNIST, all with a one-cycle schedule: 784–64–10 for 97 %, 784–128–64–10 for 98 %, and a convolutional
/// network for 99 %. Sizes, batches and rates are those that were found to be quick.
std::vector<AccuracyCase> accuracyCases();

struct Reached {
  std::int64_t step = 0;
  double seconds = 0;  ///< of the clock on the wall, of training alone
};

struct TimeToAccuracy {
  std::vector<std::optional<Reached>> levels;  ///< nothing where the run ended before
  double accuracy = 0;                         ///< at its end
  double seconds = 0;                          ///< all of them
};

/// Trains the experiment to its end, and measures all of the test split after each quarter of an epoch, which
/// takes none of the seconds. The stopping rule must count epochs (≥ 1).
Result<TimeToAccuracy> measureTimeToAccuracy(const Experiment& experiment, const DatasetPtr& dataset,
                                             std::span<const double> levels);

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// The same run several times, with something changed each time: the seed, or the value of a setting. Each is
// trained as a session trains it, bit for bit, and measured at the same steps. On several threads, which do
// not affect the results.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "engine/base/progress.h"
#include "engine/train/history.h"
#include "engine/train/timeline_map.h"
#include "engine/train/trainer.h"

namespace pellucid::engine {

struct RepeatSpec {
  std::vector<Experiment> experiments;  ///< each is trained once
  DatasetPtr dataset;
  /// The initial weights of all; null where each draws its own from its seed.
  std::shared_ptr<const Vector> initial = nullptr;
  std::int64_t steps = 0;  ///< per experiment, or fewer where its own rule ends it
  /// The changes during each run, by step: a change (see isChange()) takes effect after that number of steps.
  /// One list for each experiment, or no lists at all.
  std::vector<std::vector<TimelineEvent>> changes = {};
};

/// The changes along the whole way of the cursor's lane, in order, so that a repetition can be changed
/// likewise. Where settings were changed, the initial ones come first, at step 0.
std::vector<TimelineEvent> changesOnWay(const TimelineMap& timeline);

struct Repetition {
  std::size_t place = 0;  ///< index of its experiment
  /// At most kMostPoints batches and kMostPoints tests.
  History history = {};
  std::int64_t steps = 0;  ///< number of steps done
  bool isDone = false;     ///< finished rather than stopped
  std::optional<Diverged> diverged = {};

  static constexpr std::size_t kMostPoints = 4000;
};

/// Called a few times a second with the run as it is so far, and when it has ended; from any of the threads,
/// one at a time.
using RepetitionListener = std::function<void(const Repetition&)>;

/// In the order of the experiments; results are incomplete after a cancellation. Refuses what
/// Trainer::create() refuses, before any training.
Result<std::vector<Repetition>> repeat(const RepeatSpec& spec, unsigned threads,
                                       const Progress& progress = {},
                                       const RepetitionListener& listener = {});

/// Tests of several runs after the same step: minimum, median and maximum.
struct TestBand {
  struct Spread {
    double least = 0;
    double median = 0;
    double most = 0;
    friend bool operator==(const Spread&, const Spread&) = default;
  };
  std::int64_t step = 0;
  Spread loss;
  Spread accuracy;     ///< shares, 0 … 1; NaN where unavailable
  double seconds = 0;  ///< time of the steps, the median of the runs; NaN where unknown
};

/// The time of the run's steps up to this one, extrapolated by their mean where it did fewer; nothing where
/// they were not timed.
std::optional<double> secondsOf(const History& run, std::int64_t step);

/// At the steps at which all of these runs were tested, in order. Empty where there are no runs.
std::vector<TestBand> testBands(const std::vector<const History*>& runs);

}  // namespace pellucid::engine

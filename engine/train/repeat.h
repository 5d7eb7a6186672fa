// SPDX-License-Identifier: GPL-3.0-or-later
// The same run several times, with something changed each time: other seeds, other values of a setting. Each
// is trained as a session trains it, bit for bit, and measured at the same steps. On several threads; what
// comes out does not depend on them.
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
  /// What all begin with; null where each draws its own from its seed.
  std::shared_ptr<const Vector> initial = nullptr;
  std::int64_t steps = 0;  ///< of each, or fewer where its own rule ends it
  /// What is changed on the way of each, by step: before the step that comes after so many, as isChange() has
  /// it. One list for each experiment, or none at all.
  std::vector<std::vector<TimelineEvent>> changes = {};
};

/// What was changed on the whole way of the cursor's lane, in its order, so that a repetition can be changed
/// likewise. Where settings were changed, those that the run began with come first, at step 0.
std::vector<TimelineEvent> changesOnWay(const TimelineMap& timeline);

struct Repetition {
  std::size_t place = 0;  ///< of its experiment
  /// At most kMostPoints of the batches and of the tests.
  History history = {};
  std::int64_t steps = 0;  ///< as many as it has done
  bool isDone = false;     ///< it has come to its end, and not been stopped
  std::optional<Diverged> diverged = {};

  static constexpr std::size_t kMostPoints = 4000;
};

/// Called a few times a second with what there is of a run, and when it has ended; from any of the threads,
/// one at a time.
using RepetitionListener = std::function<void(const Repetition&)>;

/// In the order of the experiments; what a cancellation ended is as far as it came. Refuses what
/// Trainer::create() refuses, before any training.
Result<std::vector<Repetition>> repeat(const RepeatSpec& spec, unsigned threads,
                                       const Progress& progress = {},
                                       const RepetitionListener& listener = {});

/// Where several runs were tested after the same step: the least, the median and the most.
struct TestBand {
  struct Spread {
    double least = 0;
    double median = 0;
    double most = 0;
    friend bool operator==(const Spread&, const Spread&) = default;
  };
  std::int64_t step = 0;
  Spread loss;
  Spread accuracy;     ///< shares, 0 … 1; NaN where there is none
  double seconds = 0;  ///< that the steps took, the median of the runs; NaN where it is not known
};

/// What the run's steps up to this one took, or would have taken, by their mean, where it did fewer; nothing
/// where they were not timed.
std::optional<double> secondsOf(const History& run, std::int64_t step);

/// At the steps at which all of these were tested, in their order. Of no runs, none.
std::vector<TestBand> testBands(const std::vector<const History*>& runs);

}  // namespace pellucid::engine

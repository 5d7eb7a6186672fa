// SPDX-License-Identifier: GPL-3.0-or-later
// What the session hands to its views: the newest state, which replaces the previous one, and the history
// since the last poll, which is appended. Skipping a frame therefore never loses a point of a curve.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/model/network.h"
#include "engine/train/experiment.h"
#include "engine/train/history.h"
#include "engine/train/phase.h"
#include "engine/train/run_state.h"
#include "engine/train/timeline_record.h"
#include "engine/train/weight_history.h"

namespace pellucid::engine {

/// The timeline of a run that has been replaced by another.
struct FormerRun {
  std::uint64_t run = 0;
  std::uint64_t revision = 0;  ///< at which it was left
  std::shared_ptr<const TimelineRecord> record;
};

/// One moment of a run, immutable once published.
struct Snapshot {
  std::uint64_t run = 0;          ///< which run; results for a replaced run are discarded
  std::uint64_t lastCommand = 0;  ///< the newest command obeyed at this moment
  /// Counts changes of this run's state: steps, steps back, weights set by hand. Two snapshots of a run with
  /// the same revision have the same state.
  std::uint64_t revision = 0;
  Phase phase;
  std::shared_ptr<const Network> network;  ///< null before the first run
  Experiment experiment;                   ///< with the learning rate and padlocks in force
  DatasetPtr dataset;                      ///< the training data from here on; null before the first run
  /// Snapshots of a run in progress contain its weights, step and learning rate, but not the rest that only
  /// continuing from it needs, which is twice as large; see isWhole.
  RunState state;
  bool isWhole = true;  ///< always at rest, and when Keep requested it
  std::int64_t stepsPerEpoch = 1;
  std::int64_t earliestStep = 0;  ///< how far back StepBack can go
  TimelineMap timeline;           ///< possible destinations, and the present position
  /// For a captured moment, the entire timeline with the histories of its lanes; otherwise null.
  std::shared_ptr<const TimelineRecord> record;
  std::vector<FormerRun> formers;        ///< for a captured moment: those that the session still has
  std::optional<HistoryPoint> train;     ///< the newest batch
  std::optional<HistoryPoint> test;      ///< the newest test; compare its step with state.step
  std::optional<WeightHistory> watched;  ///< of the watched parameter
  double samplesPerSecond = 0;  ///< measured over at least a quarter second of running; 0 when not running
};

struct Update {
  std::shared_ptr<const Snapshot> snapshot;  ///< null when nothing is new; then there is no history either
  History history;                           ///< of the snapshot's lane, since the last poll
  bool isWhole = false;  ///< the history is the lane's entire one: another lane is shown than before
  /// Moments requested by Capture since the last poll, in that order; `lastCommand` is the number of its
  /// command.
  std::vector<std::shared_ptr<const Snapshot>> captured = {};
};

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// What the session hands to its views: the newest state, which replaces the one before, and the history since
// the last look, which is appended. Skipping a frame therefore never loses a point of a curve.
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

/// The timeline of a run that another one has replaced.
struct FormerRun {
  std::uint64_t run = 0;
  std::uint64_t revision = 0;  ///< that it was left with
  std::shared_ptr<const TimelineRecord> record;
};

/// One moment of a run, immutable once it is published.
struct Snapshot {
  std::uint64_t run = 0;          ///< which run; a replaced run's answers are dropped
  std::uint64_t lastCommand = 0;  ///< the newest command that this moment has obeyed
  /// Counts what was done to the state of this run: steps, steps back, weights set by hand. Two snapshots of
  /// a run with the same revision have the same state.
  std::uint64_t revision = 0;
  Phase phase;
  std::shared_ptr<const Network> network;  ///< null before the first run
  Experiment experiment;                   ///< with the learning rate and padlocks in force
  DatasetPtr dataset;                      ///< what it is trained on from here; null before the first run
  /// Pictures of a run that goes on have its weights, step and learning rate, and not what only going on from
  /// it needs, which is twice as large; see isWhole.
  RunState state;
  bool isWhole = true;  ///< always at rest, and when Keep asked for it
  std::int64_t stepsPerEpoch = 1;
  std::int64_t earliestStep = 0;  ///< how far back StepBack can go
  TimelineMap timeline;           ///< where it can go, and where it is
  /// All of the timeline with the histories of its lanes, of a moment that was captured; else null.
  std::shared_ptr<const TimelineRecord> record;
  std::vector<FormerRun> formers;        ///< of a moment that was captured: those that the session still has
  std::optional<HistoryPoint> train;     ///< the newest batch
  std::optional<HistoryPoint> test;      ///< the newest test; compare its step with state.step
  std::optional<WeightHistory> watched;  ///< of the parameter that is watched
  double samplesPerSecond = 0;  ///< measured over at least a quarter second of running; 0 when not running
};

struct Update {
  std::shared_ptr<const Snapshot> snapshot;  ///< null when nothing is new; then there is no history either
  History history;                           ///< of the snapshot's lane, since the last poll
  bool isWhole = false;  ///< the history is all of the lane's: another lane is shown than before
  /// What Capture asked for since the last poll, in that order; `lastCommand` is the number of its command.
  std::vector<std::shared_ptr<const Snapshot>> captured = {};
};

}  // namespace pellucid::engine

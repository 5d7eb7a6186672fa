// SPDX-License-Identifier: GPL-3.0-or-later
// A timeline (timeline.h) as a value: what a file stores of it, and what a session continues from. Whole
// states are shared, because they are never modified, so copying a record is cheap.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/train/history.h"
#include "engine/train/run_state.h"
#include "engine/train/timeline_map.h"

namespace pellucid::engine {

/// A whole state, including all changes made at its step.
struct KeptState {
  std::shared_ptr<const RunState> state;  ///< never null
  bool isEvent = false;                   ///< something was changed there, or the cursor was there
  bool isRecomputed = false;  ///< trained again by another arithmetic (base/arithmetic.h) than at first
};

struct LaneRecord {
  std::optional<std::size_t> parent;  ///< none for the first
  std::int64_t begin = 0;             ///< where it left its parent, or where the run began
  std::int64_t end = 0;               ///< the last step done on it
  std::vector<TimelineEvent> events;  ///< its own, in order
  std::vector<KeptState> kept;        ///< by step
  /// The last step first done with another arithmetic, or other data; below `begin` for none.
  std::int64_t elsewhere = -1;
  /// Its test of the lowest loss, at the end, preceded by those that would count again if it were dropped.
  std::vector<TestMark> records = {};
  std::string name = {};   ///< given by the user, or empty
  bool isRemoved = false;  ///< removed itself; see isGone()
};

struct TimelineRecord {
  std::shared_ptr<const Experiment> first;  ///< the setting at the beginning
  std::vector<LaneRecord> lanes;            ///< parents before their children
  std::size_t lane = 0;                     ///< the cursor's
  std::int64_t step = 0;                    ///< likewise
  bool isRecomputed = false;                ///< of the state at the cursor, as in KeptState
  std::vector<History> histories;  ///< the points of each lane from the run's beginning; empty where unknown
};

/// Whether the lane, or one that it comes from, was removed.
bool isGone(const TimelineRecord& record, std::size_t lane);
/// For drawing.
TimelineMap mapOf(const TimelineRecord& record);

/// The settings in force after `step` steps of a lane, including changes made there.
const std::shared_ptr<const Experiment>& settingAt(const TimelineRecord& record, std::size_t lane,
                                                   std::int64_t step);

/// Marks all steps so far as done with another arithmetic, or with other data: training again here may give
/// different bits.
void markElsewhere(TimelineRecord& record);
/// Moves the cursor to a step that was trained to from it with these settings but without a timeline: the
/// lane continues or, from the past, another one begins.
void goOn(TimelineRecord& record, const Experiment& experiment, std::int64_t step);

}  // namespace pellucid::engine

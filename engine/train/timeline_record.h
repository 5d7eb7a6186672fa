// SPDX-License-Identifier: GPL-3.0-or-later
// A timeline (timeline.h) as a value: what a file keeps of it, and what a session goes on with. Whole states
// are shared, because nobody changes them, so a copy of it is cheap.
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

/// A whole state, with everything that was changed at its step.
struct KeptState {
  std::shared_ptr<const RunState> state;  ///< never null
  bool isEvent = false;                   ///< something was changed there, or the cursor was there
  bool isRecomputed = false;  ///< trained again by another arithmetic (base/arithmetic.h) than the first time
};

struct LaneRecord {
  std::optional<std::size_t> parent;  ///< none of the first
  std::int64_t begin = 0;             ///< where it left its parent, or where the run began
  std::int64_t end = 0;               ///< the last step that was done on it
  std::vector<TimelineEvent> events;  ///< its own, in their order
  std::vector<KeptState> kept;        ///< by step
  /// The last step that another arithmetic, or other data, came to the first time; below `begin` for none.
  std::int64_t elsewhere = -1;
  /// The test of the lowest loss on it, at the end, and those before it that still count when it goes.
  std::vector<TestMark> records = {};
  std::string name = {};   ///< given by somebody, or empty
  bool isRemoved = false;  ///< taken away itself; see isGone()
};

struct TimelineRecord {
  std::shared_ptr<const Experiment> first;  ///< the setting at the beginning
  std::vector<LaneRecord> lanes;            ///< parents before their children
  std::size_t lane = 0;                     ///< the cursor's
  std::int64_t step = 0;                    ///< likewise
  bool isRecomputed = false;                ///< of the state at the cursor, as KeptState has it
  std::vector<History> histories;  ///< the points of each lane from the run's beginning; empty where not told
};

/// The lane, or one that it comes from, was taken away.
bool isGone(const TimelineRecord& record, std::size_t lane);
/// For those who draw it.
TimelineMap mapOf(const TimelineRecord& record);

/// The settings in force after `step` steps of a lane, with what was changed there.
const std::shared_ptr<const Experiment>& settingAt(const TimelineRecord& record, std::size_t lane,
                                                   std::int64_t step);

/// All that was done so far was done by another arithmetic, or with other data: what is trained again here
/// may come to other bits.
void markElsewhere(TimelineRecord& record);
/// To a step that was trained to from the cursor, with these settings, by someone who kept no timeline: the
/// lane goes on, or, from the past, another one.
void goOn(TimelineRecord& record, const Experiment& experiment, std::int64_t step);

}  // namespace pellucid::engine

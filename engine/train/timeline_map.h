// SPDX-License-Identifier: GPL-3.0-or-later
// What there is of a timeline (timeline.h), as values for those who draw it or go somewhere. Steps are steps
// done.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "engine/train/experiment.h"

namespace pellucid::engine {

/// From here on the run had this learning rate, these padlocks and whatever else acts at once.
struct SettingChange {
  std::shared_ptr<const Experiment> before;
  std::shared_ptr<const Experiment> experiment;
};
/// A parameter, by its number in the flat vector, that was set by hand.
struct ParameterChange {
  Index index = 0;
  Scalar value = 0;
};
/// What was done after so many steps.
struct TimelineEvent {
  std::int64_t step = 0;
  std::variant<SettingChange, ParameterChange> change;
};

/// One lane, for those who draw it.
struct LaneMap {
  std::optional<std::size_t> parent;  ///< none of the first
  std::int64_t begin = 0;             ///< where it left its parent, or where the run began
  std::int64_t end = 0;               ///< the last step that was done on it
  std::vector<TimelineEvent> events;  ///< its own, in their order
  std::vector<std::int64_t> kept;     ///< steps whose states are kept as they were, between begin and end
  std::int64_t elsewhere =
      -1;  ///< the last step that another arithmetic or other data came to; see LaneRecord
};
struct TimelineMap {
  std::vector<LaneMap> lanes;  ///< parents before their children
  std::size_t lane = 0;        ///< the cursor's
  std::int64_t step = 0;       ///< likewise
  bool isThinned = false;      ///< memory is full: states stand wider apart than they would
  /// The moment at the cursor was trained again by another arithmetic than the first time, so its bits may
  /// differ.
  bool isRecomputed = false;
};

/// Whether the cursor is before the end of its lane.
inline bool isPast(const TimelineMap& timeline) {
  return !timeline.lanes.empty() && timeline.step < timeline.lanes[timeline.lane].end;
}

/// From the first lane to this one. Of each but the last, what lies between its beginning and that of the
/// next one belongs to the way. Of lanes with a parent and a begin, as LaneMap has them.
template <class Lane>
std::vector<std::size_t> wayTo(const std::vector<Lane>& lanes, std::size_t lane) {
  std::vector<std::size_t> way = {lane};
  while (const auto parent = lanes[way.front()].parent) way.insert(way.begin(), *parent);
  return way;
}

/// The lane on the way to `lane` that has the step.
template <class Lane>
std::size_t ownerOf(const std::vector<Lane>& lanes, std::size_t lane, std::int64_t step) {
  while (lanes[lane].parent && step < lanes[lane].begin) lane = *lanes[lane].parent;
  return lane;
}

}  // namespace pellucid::engine

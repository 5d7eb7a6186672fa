// SPDX-License-Identifier: GPL-3.0-or-later
// The content of a timeline (timeline.h), as values for drawing and navigating. Steps are steps done.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/train/experiment.h"
#include "engine/train/phase.h"

namespace pellucid::engine {

/// From here on the run had this learning rate, these padlocks and other settings that take effect at once.
struct SettingChange {
  std::shared_ptr<const Experiment> before;
  std::shared_ptr<const Experiment> experiment;
};
/// A parameter that was set by hand, by its index in the flat vector.
struct ParameterChange {
  Index index = 0;
  Scalar value = 0;
};
/// A user's note on this step.
struct Bookmark {
  std::string note;
};
/// An event after `step` steps. A divergence is that of the next step.
struct TimelineEvent {
  std::int64_t step = 0;
  std::variant<SettingChange, ParameterChange, Diverged, Bookmark> change;
};
/// Whether it changes how the run continues.
inline bool isChange(const TimelineEvent& event) {
  return std::holds_alternative<SettingChange>(event.change) ||
         std::holds_alternative<ParameterChange>(event.change);
}

/// A test of the weights after a step.
struct TestMark {
  std::int64_t step = 0;
  double loss = 0;
};

/// One lane, for drawing.
struct LaneMap {
  std::optional<std::size_t> parent;  ///< none for the first
  std::int64_t begin = 0;             ///< where it left its parent, or where the run began
  std::int64_t end = 0;               ///< the last step done on it
  std::vector<TimelineEvent> events;  ///< its own, in order
  std::vector<std::int64_t> kept;     ///< steps whose original states are kept, between begin and end
  std::int64_t elsewhere =
      -1;  ///< the last step first done with another arithmetic or with other data; see LaneRecord
  std::optional<TestMark> best = {};  ///< the test with the lowest loss on it
  std::string name = {};              ///< given by the user, or empty
  bool isRemoved = false;             ///< it, or one that it comes from, was removed and can be restored
};
struct TimelineMap {
  std::vector<LaneMap> lanes;  ///< parents before their children
  std::size_t lane = 0;        ///< the cursor's
  std::int64_t step = 0;       ///< likewise
  bool isThinned = false;      ///< memory is full: states are further apart than otherwise
  /// The moment at the cursor was trained again with another arithmetic than the first time, so its bits may
  /// differ.
  bool isRecomputed = false;
};

/// One per step of a lane; an empty note removes it.
struct SetBookmark {
  std::size_t lane = 0;
  std::int64_t step = 0;
  std::optional<std::string> note;
};
/// Empty for the default name.
struct NameLane {
  std::size_t lane = 0;
  std::string name;
};
/// Removes a lane, with those that began on it, or restores it. The first one stays.
struct RemoveLane {
  std::size_t lane = 0;
  bool isRemoved = true;
};
/// Edits of a timeline that do not change what was trained.
using TimelineEdit = std::variant<SetBookmark, NameLane, RemoveLane>;

/// Whether the cursor is before the end of its lane.
inline bool isPast(const TimelineMap& timeline) {
  return !timeline.lanes.empty() && timeline.step < timeline.lanes[timeline.lane].end;
}

/// From the first lane to this one. Of each but the last, the part between its beginning and that of the next
/// one belongs to the way. For lanes with a parent and a begin, like LaneMap.
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

/// The step at which a setting or a parameter was last changed on the way to the cursor.
inline std::int64_t settingsSince(const TimelineMap& timeline) {
  std::int64_t since = 0;
  if (timeline.lanes.empty()) return since;
  for (const std::size_t lane : wayTo(timeline.lanes, timeline.lane))
    for (const TimelineEvent& event : timeline.lanes[lane].events)
      if (isChange(event) && event.step <= timeline.step &&
          ownerOf(timeline.lanes, timeline.lane, event.step) == lane)
        since = std::max(since, event.step);
  return since;
}

}  // namespace pellucid::engine

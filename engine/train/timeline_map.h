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
  std::vector<std::int64_t> kept;     ///< steps whose states are kept, between begin and end
};
struct TimelineMap {
  std::vector<LaneMap> lanes;  ///< parents before their children
  std::size_t lane = 0;        ///< the cursor's
  std::int64_t step = 0;       ///< likewise
  bool isThinned = false;      ///< memory is full: states stand wider apart than they would
};

}  // namespace pellucid::engine

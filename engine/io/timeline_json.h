// SPDX-License-Identifier: GPL-3.0-or-later
// A timeline as JSON: its lanes with their changes, and the position of each kept state and everything about
// it except arrays of numbers. The arrays are stored elsewhere (timeline_entries.h). Internal to io/; pure,
// any thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/io/json.h"
#include "engine/io/project.h"
#include "engine/train/timeline_record.h"

namespace pellucid::engine {

/// The location of a kept state's arrays.
enum class KeptPlace {
  States,   ///< the next ones of the file's states
  Cursor,   ///< the project's own
  Initial,  ///< the initial weights, before the first step
};

template <>
inline constexpr std::array kEnumNames<KeptPlace> = {
    EnumName<KeptPlace>{KeptPlace::States, "states"},
    EnumName<KeptPlace>{KeptPlace::Cursor, "cursor"},
    EnumName<KeptPlace>{KeptPlace::Initial, "initial"},
};

/// More would only be made on purpose, and would be slow wherever they are drawn.
inline constexpr std::size_t kMostLanes = 1000;

/// A state that is still without its arrays.
struct KeptPromise {
  std::size_t lane = 0;
  RunState state;
  KeptPlace place = KeptPlace::States;
  bool isEvent = false;
  bool hasBest = false;  ///< there are best weights
};

/// `places` has one element for each kept state, in the order of the lanes and steps.
Json timelineToJson(const TimelineRecord& record, const Network& network,
                    const std::vector<KeptPlace>& places);

struct TimelineFromJson {
  TimelineRecord record;  ///< without kept states and histories
  std::vector<KeptPromise> kept;
};
/// Checks everything, also against the project, which must be complete except for the arrays, and which gives
/// the step of the cursor. The error names the key.
Result<TimelineFromJson> timelineFromJson(const Json& json, const Project& project, const Network& network);

}  // namespace pellucid::engine

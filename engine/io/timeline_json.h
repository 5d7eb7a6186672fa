// SPDX-License-Identifier: GPL-3.0-or-later
// A timeline as JSON: its lanes, what was changed on them, and of each kept state where it stands and what is
// no array of numbers. The arrays lie elsewhere (timeline_entries.h). Internal to io/; pure, any thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/io/json.h"
#include "engine/io/project.h"
#include "engine/train/timeline_record.h"

namespace pellucid::engine {

/// Where the arrays of a kept state are.
enum class KeptPlace {
  States,   ///< the next ones of the file's states
  Cursor,   ///< those of the project
  Initial,  ///< the initial weights, before the first step
};

template <>
inline constexpr std::array kEnumNames<KeptPlace> = {
    EnumName<KeptPlace>{KeptPlace::States, "states"},
    EnumName<KeptPlace>{KeptPlace::Cursor, "cursor"},
    EnumName<KeptPlace>{KeptPlace::Initial, "initial"},
};

/// More could be made only on purpose, and would take its time wherever they are drawn.
inline constexpr std::size_t kMostLanes = 1000;

/// A state that is still without its arrays.
struct KeptPromise {
  std::size_t lane = 0;
  RunState state;
  KeptPlace place = KeptPlace::States;
  bool isEvent = false;
  bool hasBest = false;  ///< there are best weights
};

/// `places` has one for each kept state, in the order of the lanes and steps.
Json timelineToJson(const TimelineRecord& record, const Network& network,
                    const std::vector<KeptPlace>& places);

struct TimelineFromJson {
  TimelineRecord record;  ///< without kept states and histories
  std::vector<KeptPromise> kept;
};
/// Everything checked, also against the project, of which all but the arrays must be there, and which tells
/// the step of the cursor. The error names the key.
Result<TimelineFromJson> timelineFromJson(const Json& json, const Project& project, const Network& network);

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// A run's timeline as entries of a project file: its lanes with their changes as JSON (timeline_json.h), the
// kept states as a safetensors file with one row per state, and the points of the lanes that are not in the
// project's own curves. Timelines of other runs can follow in separate folders. Internal to io/; pure, any
// thread.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "engine/io/project.h"
#include "engine/io/zip_writer.h"

namespace pellucid::engine {

inline constexpr std::array kTimelineEntries = {"timeline/lanes.json", "timeline/states.safetensors",
                                                "timeline/history.csv"};

/// Appends those of the project's timeline, whose cursor is at `state`. The appended parts keep the kept
/// states alive and nothing else. Refuses more lanes and events than can be read again.
Result<void> addTimeline(const Project& project, const RunState& state, const Network& network,
                         std::vector<ZipPart>& parts);

/// For a project of which everything else has been read; null where there is no timeline.
Result<std::shared_ptr<const TimelineRecord>> readTimeline(const ZipReader& archive, const Project& project,
                                                           const Network& network);

}  // namespace pellucid::engine

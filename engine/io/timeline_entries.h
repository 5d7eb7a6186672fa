// SPDX-License-Identifier: GPL-3.0-or-later
// A run's timeline as entries of a project file: its lanes with what was changed on them as JSON
// (timeline_json.h), the kept states as a safetensors file, a row a state, and the points of the lanes that
// the project's own curves do not have. Timelines of other runs can follow in folders of their own. Internal
// to io/; pure, any thread.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "engine/io/project.h"
#include "engine/io/zip_writer.h"

namespace pellucid::engine {

inline constexpr std::array kTimelineEntries = {"timeline/lanes.json", "timeline/states.safetensors",
                                                "timeline/history.csv"};

/// Appends those of the project's timeline, whose cursor is at `state`. What is appended keeps hold of the
/// kept states and of nothing else. Refuses more lanes and events than can be read again.
Result<void> addTimeline(const Project& project, const RunState& state, const Network& network,
                         std::vector<ZipPart>& parts);

/// Of a project of which everything else has been read; null where it has none.
Result<std::shared_ptr<const TimelineRecord>> readTimeline(const ZipReader& archive, const Project& project,
                                                           const Network& network);

}  // namespace pellucid::engine

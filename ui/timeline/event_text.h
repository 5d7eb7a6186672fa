// SPDX-License-Identifier: GPL-3.0-or-later
// What was changed during a run, in a few words that serve as names of lanes and events on the timeline.
// Pure.
#pragma once

#include <QString>

#include "engine/train/timeline_map.h"

namespace pellucid::ui {

/// "rate × 10", "Hidden 1 frozen", "momentum 0.9", "a weight set by hand", "diverged"; for several changes
/// the first and the number of others; for a bookmark its note.
QString eventText(const engine::TimelineEvent& event);
/// The same with the step: "rate × 10 at 1,200".
QString textOfChange(const engine::TimelineEvent& event, std::int64_t step);
/// The bookmark of a lane's step, if there is one.
const engine::Bookmark* bookmarkAt(const engine::TimelineMap& timeline, std::size_t lane, std::int64_t step);
/// The name it was given, or else its difference from its parent lane with the step: "rate × 10 at 1,200".
/// The first is "as it began".
QString laneText(const engine::TimelineMap& timeline, std::size_t lane);

}  // namespace pellucid::ui

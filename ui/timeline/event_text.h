// SPDX-License-Identifier: GPL-3.0-or-later
// What was changed in mid-run, in a few words, by which lanes and events of the timeline are called. Pure.
#pragma once

#include <QString>

#include "engine/train/timeline_map.h"

namespace pellucid::ui {

/// "rate × 10", "Hidden 1 frozen", "momentum 0.9", "a weight set by hand"; of several changes the first and
/// how many there are.
QString eventText(const engine::TimelineEvent& event);
/// What a lane differs by from its parent, with the step: "rate × 10 at 1,200". The first is "as it began".
QString laneText(const engine::TimelineMap& timeline, std::size_t lane);

}  // namespace pellucid::ui

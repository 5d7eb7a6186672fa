// SPDX-License-Identifier: GPL-3.0-or-later
// How a moment of the timeline is had when somebody goes there: kept, or trained again from where, and how
// long that takes. Pure.
#pragma once

#include <QString>
#include <optional>

#include "engine/train/timeline_map.h"

namespace pellucid::ui {

/// In whole sentences. Of a step takes `secondsPerStep`, where that is known.
QString momentText(const engine::TimelineMap& timeline, std::size_t lane, std::int64_t step,
                   std::optional<double> secondsPerStep);

}  // namespace pellucid::ui

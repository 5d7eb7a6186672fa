// SPDX-License-Identifier: GPL-3.0-or-later
// How a moment of the timeline is obtained when the user goes there: kept, or retrained from where, and how
// long that takes. Pure.
#pragma once

#include <QString>
#include <optional>

#include "engine/train/timeline_map.h"

namespace pellucid::ui {

/// In whole sentences. A step takes `secondsPerStep`, if known.
QString momentText(const engine::TimelineMap& timeline, std::size_t lane, std::int64_t step,
                   std::optional<double> secondsPerStep);

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The signs on the time bar: their appearance and their width.
#pragma once

#include <QPointF>

#include "engine/train/timeline_map.h"
#include "ui/theme/theme.h"

class QPainter;

namespace pellucid::ui {

/// Half of a sign's height.
inline constexpr double kEventMark = 3.5;

/// A diamond for settings, a triangle for a weight, a cross where the run diverged, and a flag for a
/// bookmark.
void paintEventMark(QPainter& painter, const Theme& theme, const engine::TimelineEvent& event, QPointF at);
/// A star at the lowest test loss of a lane, filled where no other lane has a lower one.
void paintBestMark(QPainter& painter, const Theme& theme, bool isBestOfAll, QPointF at);

}  // namespace pellucid::ui

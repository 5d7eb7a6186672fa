// SPDX-License-Identifier: GPL-3.0-or-later
// The sign that a unit or a map is switched off for inspection: it is pale, and crossed out. Pure painting.
#pragma once

#include <QPainter>

#include "engine/inspect/units/held_channels.h"
#include "ui/canvas/canvas_layout.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// Marks those that are in the layout.
void paintSwitchedOff(QPainter& painter, const engine::HeldChannels& held, const CanvasLayout& layout,
                      const Theme& theme);

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Paints feature maps with their kernels, and on the maps and the image what a unit above them sees. Values
// come from the Moment.
#pragma once

#include <QPainter>

#include "ui/canvas/canvas_view.h"

namespace pellucid::ui {

/// Of a unit that is not the one looked at alone.
inline constexpr double kFadedUnit = 0.25;

/// The maps of a layer, whose values these are; a convolution's kernels stand before them where there is
/// room.
void paintMaps(QPainter& painter, const Moment& moment, const CanvasView& view, std::size_t layer,
               const engine::Vector& values);

/// Of `column`, which layer `above` takes: what the unit pointed at sees of it, in the column before it and
/// in the input, and what the selected unit sees, in all columns.
void paintFields(QPainter& painter, const Moment& moment, const CanvasView& view, const ColumnLayout& column,
                 std::size_t above);

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Paints feature maps with their kernels, and on the maps and the image the receptive field of a unit above
// them. Values come from the Moment.
#pragma once

#include <QPainter>

#include "ui/canvas/canvas_view.h"

namespace pellucid::ui {

/// The opacity of units other than the one looked at alone.
inline constexpr double kFadedUnit = 0.25;

/// The maps of a layer with these values; a convolution's kernels are to their left where there is room.
void paintMaps(QPainter& painter, const Moment& moment, const CanvasView& view, std::size_t layer,
               const engine::Vector& values);

/// Marks on `column`, the input of layer `above`: the receptive field of the pointed-at unit, in the column
/// before it and in the input, and that of the selected unit, in all columns.
void paintFields(QPainter& painter, const Moment& moment, const CanvasView& view, const ColumnLayout& column,
                 std::size_t above);

}  // namespace pellucid::ui

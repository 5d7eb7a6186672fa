// SPDX-License-Identifier: GPL-3.0-or-later
// A small picture of all columns where the canvas shows only some of them, with a frame around these. A press
// or a drag in it moves the view.
#pragma once

#include <QPainter>

#include "ui/canvas/camera.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// Its place, in the lower middle of the body; empty where everything is visible.
QRectF overviewRect(const Camera& camera, const CanvasLayout& whole);

void paintOverview(QPainter& painter, const Camera& camera, const CanvasLayout& whole, const Theme& theme);

/// The camera centred on the place under x within the overview.
Camera lookedAt(double x, const Camera& camera, const CanvasLayout& whole);

}  // namespace pellucid::ui

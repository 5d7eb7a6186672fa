// SPDX-License-Identifier: GPL-3.0-or-later
// A small picture of all columns where the canvas shows only some of them, with a frame around these. A press
// or a drag in it goes there.
#pragma once

#include <QPainter>

#include "ui/canvas/camera.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// Where it lies, in the lower middle of the body; empty where nothing is out of sight.
QRectF overviewRect(const Camera& camera, const CanvasLayout& whole);

void paintOverview(QPainter& painter, const Camera& camera, const CanvasLayout& whole, const Theme& theme);

/// The camera with the place under x, within the overview, in the middle.
Camera lookedAt(double x, const Camera& camera, const CanvasLayout& whole);

}  // namespace pellucid::ui

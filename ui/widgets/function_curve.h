// SPDX-License-Identifier: GPL-3.0-or-later
// The curve of an activation function with the point where a unit is on it.
#pragma once

#include <QPainter>

#include "engine/model/activation.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// Draws a = f(z) into `area`, with the axes and a dot at `z`; with the tangent at the dot, too, where it is
/// asked for. Not for softmax, which is no function of one number; nothing where f leaves the numbers.
void paintFunction(QPainter& painter, const QRectF& area, engine::Activation f, double z, bool hasTangent,
                   const Theme& theme);

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The curve of an activation function: with the point where a unit is, or with its derivative.
#pragma once

#include <QPainter>

#include "engine/model/activation.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// Where z and the function's values are on the screen.
struct CurveFrame {
  QPointF origin;       ///< z = 0 and the value 0
  double perZ = 0;      ///< pixels
  double perValue = 0;  ///< pixels, upwards
  QPointF at(double z, double value) const { return origin + QPointF(z * perZ, -value * perValue); }
};

/// Draws a = f(z) into `area`, with the axes and a dot at `z`, and the tangent at the dot on request. Not for
/// softmax, which is not a function of one number; draws nothing where f is not finite.
void paintFunction(QPainter& painter, const QRectF& area, engine::Activation f, double z, bool hasTangent,
                   const Theme& theme);

/// f as a line and f′ as a dashed one, over z from -`reach` to `reach`; unbounded growth is clipped. Draws
/// nothing for softmax.
CurveFrame paintActivation(QPainter& painter, const QRectF& area, engine::Activation f, double reach,
                           const Theme& theme);

}  // namespace pellucid::ui

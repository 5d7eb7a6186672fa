// SPDX-License-Identifier: GPL-3.0-or-later
// The axes beside a picture of the plane: round numbers in the units of the data, and labels.
#pragma once

#include <QPainter>
#include <QString>

#include "ui/plane/plane_frame.h"
#include "ui/plane/plane_meaning.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

struct PlaneAxis {
  QString name;
  ShownScale scale = {};
  friend bool operator==(const PlaneAxis& a, const PlaneAxis& b) {
    return a.name == b.name && a.scale.mean == b.scale.mean && a.scale.deviation == b.scale.deviation;
  }
};

/// The room they need beside the picture, in pixels.
inline constexpr int kAxisLeft = 58;
inline constexpr int kAxisBottom = 33;

/// To the left of and below `frame.place`.
void paintAxes(QPainter& painter, const PlaneFrame& frame, const PlaneAxis& across, const PlaneAxis& up,
               const QFont& font, const Theme& theme);

}  // namespace pellucid::ui

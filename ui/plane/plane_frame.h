// SPDX-License-Identifier: GPL-3.0-or-later
// Where a point of the plane is in its picture, and back.
#pragma once

#include <QPointF>
#include <QRectF>

namespace pellucid::ui {

struct PlaneFrame {
  QRectF place;  ///< of the picture
  double left = -1;
  double right = 1;
  double bottom = -1;
  double top = 1;

  QPointF at(double x, double y) const {
    return {place.left() + place.width() * (x - left) / (right - left),
            place.top() + place.height() * (top - y) / (top - bottom)};
  }
  /// Also outside the picture.
  QPointF valueAt(QPointF at) const {
    return {left + (right - left) * (at.x() - place.left()) / place.width(),
            top - (top - bottom) * (at.y() - place.top()) / place.height()};
  }
};

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Where maps stand beside each other, and where points stand in a map. Pure functions, in pixels of a widget.
#pragma once

#include <QPointF>
#include <QRectF>
#include <vector>

#include "engine/base/numeric.h"

namespace pellucid::ui {

struct MapPlace {
  QRectF title;
  QRectF plot;
  QRectF footer;
  QRectF whole() const { return title.united(footer); }
};

/// In rows as equally long as they can be, from left to right, so that the maps become as large as they can.
/// Titles and footers have these heights; `count` ≥ 1.
std::vector<MapPlace> placeMaps(const QRectF& room, int count, double titleHeight, double footerHeight);

/// What part of a map is seen: how many times larger than all of it, and what is in the middle, in shares of
/// the map's longer side from its own middle.
struct MapZoom {
  double factor = 1;
  QPointF middle;
  friend bool operator==(const MapZoom&, const MapZoom&) = default;
};
inline constexpr double kMostMapZoom = 64;

/// From the points of a map (2×N, N ≥ 1; up is positive) to a plot, at the same scale in both directions.
class MapProjection {
 public:
  MapProjection(const engine::Matrix& points, const QRectF& plot, const MapZoom& zoom);

  QPointF at(engine::Scalar x, engine::Scalar y) const;
  /// The zoom in which the factor is multiplied and what is at this pixel stays there.
  MapZoom zoomedAt(QPointF pixel, double times) const;
  /// The zoom in which all has moved by so many pixels.
  MapZoom moved(QPointF pixels) const;

 private:
  QRectF m_plot;
  MapZoom m_zoom;
  QPointF m_middle;     ///< of the points
  double m_longer = 1;  ///< side of what they take, in their numbers
  double m_scale = 1;   ///< pixels of one of their numbers
};

}  // namespace pellucid::ui

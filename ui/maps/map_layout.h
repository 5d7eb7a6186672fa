// SPDX-License-Identifier: GPL-3.0-or-later
// How maps are arranged side by side, and where points are in a map. Pure functions, in widget pixels.
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

/// In rows of lengths as equal as possible, from left to right, so that the maps become as large as possible.
/// Titles and footers have these heights; `count` ≥ 1.
std::vector<MapPlace> placeMaps(const QRectF& room, int count, double titleHeight, double footerHeight);

/// The visible part of a map: the magnification relative to the whole map, and the centre, as a share of the
/// map's longer side from its own centre.
struct MapZoom {
  double factor = 1;
  QPointF middle;
  friend bool operator==(const MapZoom&, const MapZoom&) = default;
};
inline constexpr double kMostMapZoom = 64;

/// From the points of a map (2×N, N ≥ 1; positive is up) to a plot, at the same scale in both directions.
class MapProjection {
 public:
  MapProjection(const engine::Matrix& points, const QRectF& plot, const MapZoom& zoom);

  QPointF at(engine::Scalar x, engine::Scalar y) const;
  /// The zoom multiplied by this factor, keeping the point at this pixel in place.
  MapZoom zoomedAt(QPointF pixel, double times) const;
  /// The zoom after moving everything by these pixels.
  MapZoom moved(QPointF pixels) const;

 private:
  QRectF m_plot;
  MapZoom m_zoom;
  QPointF m_middle;     ///< of the points' extent
  double m_longer = 1;  ///< side of their extent, in map coordinates
  double m_scale = 1;   ///< pixels per map unit
};

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the samples of one map as points in the colours of their classes, and as thumbnails where there is
// room for them. Any thread that may paint on the device.
#pragma once

#include <QHash>
#include <QImage>
#include <QPainter>
#include <vector>

#include "ui/maps/map_look.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// The colour of each sample of a look, by position: that of its class, or of the size of its answer.
std::vector<QColor> sampleColours(const MapLook& look, const Theme& theme);

/// A sample whose data are images, at one pixel per data pixel.
QImage sampleThumbnail(const MapLook& look, std::size_t place);

/// The radius for a plot of this size with this number of points at this zoom.
double scatterRadius(QSizeF plot, std::size_t points, double zoom);

class ScatterPainter {
 public:
  ScatterPainter(const MapLook& look, const Theme& theme);

  /// The points at their places, wrong ones ringed. Points outside `plot` are left out.
  void paint(QPainter& painter, const QRectF& plot, const std::vector<QPointF>& places, double radius);
  /// Thumbnails of as many of the points inside as possible without overlap, each with a frame in its colour.
  /// Returns their number.
  int paintThumbnails(QPainter& painter, const QRectF& plot, const std::vector<QPointF>& places);

  static constexpr double kThumbnail = 26;  // pixels

 private:
  /// A disc or a ring, cached: thousands of each are needed.
  const QPixmap& disc(QRgb colour, double radius, double scale, bool isRing);

  const MapLook& m_look;
  const Theme& m_theme;
  std::vector<QColor> m_colours;
  QHash<QRgb, QPixmap> m_discs;
  QPixmap m_ring;
  double m_radius = 0;
};

}  // namespace pellucid::ui

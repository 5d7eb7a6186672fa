// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the samples of one map as points of their classes' colours, and as thumbnails where there is room
// for them. Any thread that may paint on the device.
#pragma once

#include <QHash>
#include <QImage>
#include <QPainter>
#include <vector>

#include "ui/maps/map_look.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// The colour of each sample of a look, by its place: of its class, or of how large its answer is.
std::vector<QColor> sampleColours(const MapLook& look, const Theme& theme);

/// A sample whose data are images, one pixel for each of its own.
QImage sampleThumbnail(const MapLook& look, std::size_t place);

/// Of a plot of this size with so many points of which so much is seen.
double scatterRadius(QSizeF plot, std::size_t points, double zoom);

class ScatterPainter {
 public:
  ScatterPainter(const MapLook& look, const Theme& theme);

  /// The points at their places, wrong ones ringed. What lies outside `plot` is left out.
  void paint(QPainter& painter, const QRectF& plot, const std::vector<QPointF>& places, double radius);
  /// Thumbnails of as many of the points inside as don't cover each other, each with a frame of its colour.
  /// How many.
  int paintThumbnails(QPainter& painter, const QRectF& plot, const std::vector<QPointF>& places);

  static constexpr double kThumbnail = 26;  // pixels

 private:
  /// A disc, or a ring, painted once: thousands are needed of each.
  const QPixmap& disc(QRgb colour, double radius, double scale, bool isRing);

  const MapLook& m_look;
  const Theme& m_theme;
  std::vector<QColor> m_colours;
  QHash<QRgb, QPixmap> m_discs;
  QPixmap m_ring;
  double m_radius = 0;
};

}  // namespace pellucid::ui

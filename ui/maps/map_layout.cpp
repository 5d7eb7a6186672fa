// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/map_layout.h"

#include <algorithm>
#include <cmath>

namespace pellucid::ui {
namespace {

constexpr double kBetween = 12;  // maps
constexpr double kAround = 8;    // around the points of a map, so that none is cut off

}  // namespace

std::vector<MapPlace> placeMaps(const QRectF& room, int count, double titleHeight, double footerHeight) {
  int columns = 1;
  double largest = -1;
  for (int candidate = 1; candidate <= count; ++candidate) {
    const int rows = (count + candidate - 1) / candidate;
    const double width = (room.width() - kBetween * (candidate - 1)) / candidate;
    const double height = (room.height() - kBetween * (rows - 1)) / rows - titleHeight - footerHeight;
    if (const double side = std::min(width, height); side > largest) {
      largest = side;
      columns = candidate;
    }
  }
  const int rows = (count + columns - 1) / columns;
  columns = (count + rows - 1) / rows;  // no short last row where avoidable
  const double width = (room.width() - kBetween * (columns - 1)) / columns;
  const double height = (room.height() - kBetween * (rows - 1)) / rows;
  std::vector<MapPlace> places;
  for (int i = 0; i < count; ++i) {
    const double left = room.left() + (i % columns) * (width + kBetween);
    const double top = room.top() + (i / columns) * (height + kBetween);
    places.push_back(
        {.title = QRectF(left, top, width, titleHeight),
         .plot = QRectF(left, top + titleHeight, width, std::max(1.0, height - titleHeight - footerHeight)),
         .footer = QRectF(left, top + height - footerHeight, width, footerHeight)});
  }
  return places;
}

MapProjection::MapProjection(const engine::Matrix& points, const QRectF& plot, const MapZoom& zoom)
    : m_plot(plot), m_zoom(zoom) {
  const auto least = points.rowwise().minCoeff();
  const auto most = points.rowwise().maxCoeff();
  const double width = static_cast<double>(most[0] - least[0]);
  const double height = static_cast<double>(most[1] - least[1]);
  m_middle = {static_cast<double>(most[0] + least[0]) / 2, static_cast<double>(most[1] + least[1]) / 2};
  m_longer = std::max({width, height, 1e-30});
  const double fitted = std::min((plot.width() - 2 * kAround) / std::max(width, 1e-3 * m_longer),
                                 (plot.height() - 2 * kAround) / std::max(height, 1e-3 * m_longer));
  m_scale = std::max(fitted, 1e-30) * zoom.factor;
}

QPointF MapProjection::at(engine::Scalar x, engine::Scalar y) const {
  const double right = static_cast<double>(x) - m_middle.x() - m_zoom.middle.x() * m_longer;
  const double up = static_cast<double>(y) - m_middle.y() - m_zoom.middle.y() * m_longer;
  return {m_plot.center().x() + right * m_scale, m_plot.center().y() - up * m_scale};
}

MapZoom MapProjection::zoomedAt(QPointF pixel, double times) const {
  const double factor = std::clamp(m_zoom.factor * times, 1.0, kMostMapZoom);
  if (factor == 1) return {};
  const QPointF away = pixel - m_plot.center();
  // The pixel keeps its point: its offset from the middle grows with the scale.
  const double share = (1 - m_zoom.factor / factor) / (m_scale * m_longer);
  return {.factor = factor, .middle = m_zoom.middle + QPointF(away.x() * share, -away.y() * share)};
}

MapZoom MapProjection::moved(QPointF pixels) const {
  const double share = 1 / (m_scale * m_longer);
  const QPointF middle = m_zoom.middle - QPointF(pixels.x() * share, -pixels.y() * share);
  return {.factor = m_zoom.factor,
          .middle = {std::clamp(middle.x(), -0.5, 0.5), std::clamp(middle.y(), -0.5, 0.5)}};
}

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/scatter_painter.h"

#include <QPixmap>
#include <algorithm>
#include <cmath>

#include "ui/theme/class_colours.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {
namespace {

constexpr double kRingWidth = 1.1;
constexpr double kRingAway = 1.6;  // between the ring and the disc inside

}  // namespace

std::vector<QColor> sampleColours(const MapLook& look, const Theme& theme) {
  std::vector<QColor> colours;
  const engine::Split& split = look.split();
  const engine::Index classes = look.of.dataset->classes();
  if (classes > 0) {
    for (const std::uint32_t sample : look.samples)
      colours.push_back(
          classColour(theme, split.labels[sample], classes, engine::chosenColours(*look.of.dataset)));
    return colours;
  }
  // The first number relative to its mean, in steps that the eye can distinguish.
  constexpr double kSteps = 12;
  const auto targets = split.targets.row(0).cast<double>();
  const double mean = targets.mean();
  const double deviation = std::sqrt((targets.array() - mean).square().mean());
  for (const std::uint32_t sample : look.samples) {
    const double away =
        (static_cast<double>(split.targets(0, sample)) - mean) / std::max(2 * deviation, 1e-30);
    colours.push_back(theme.diverging(std::round(std::clamp(away, -1.0, 1.0) * kSteps) / kSteps));
  }
  return colours;
}

QImage sampleThumbnail(const MapLook& look, std::size_t place) {
  const engine::Dataset& dataset = *look.of.dataset;
  return pictureOf(dataset, engine::sample(look.split(), dataset.inputs(), look.samples[place]));
}

double scatterRadius(QSizeF plot, std::size_t points, double zoom) {
  const double room =
      std::sqrt(plot.width() * plot.height() / static_cast<double>(std::max<std::size_t>(points, 1)));
  return std::clamp(0.26 * room * std::sqrt(zoom), 1.4, 4.2);
}

ScatterPainter::ScatterPainter(const MapLook& look, const Theme& theme)
    : m_look(look), m_theme(theme), m_colours(sampleColours(look, theme)) {}

const QPixmap& ScatterPainter::disc(QRgb colour, double radius, double scale, bool isRing) {
  if (radius != m_radius) {
    m_discs.clear();
    m_ring = {};
    m_radius = radius;
  }
  QPixmap& pixmap = isRing ? m_ring : m_discs[colour];
  if (!pixmap.isNull()) return pixmap;
  const double outer = radius + kRingAway + kRingWidth;
  const int side = 2 * static_cast<int>(std::ceil(outer)) + 2;
  pixmap = QPixmap(QSize(side, side) * scale);
  pixmap.setDevicePixelRatio(scale);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  const QPointF middle(side / 2.0, side / 2.0);
  if (isRing) {
    painter.setPen(QPen(QColor(colour), kRingWidth));
    painter.drawEllipse(middle, radius + kRingAway, radius + kRingAway);
  } else {
    QColor fill(colour);
    fill.setAlphaF(0.85F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawEllipse(middle, radius, radius);
  }
  return pixmap;
}

void ScatterPainter::paint(QPainter& painter, const QRectF& plot, const std::vector<QPointF>& places,
                           double radius) {
  const double scale = painter.device()->devicePixelRatioF();
  const auto put = [&](const QPixmap& pixmap, const QPointF& at) {
    const double half = pixmap.width() / pixmap.devicePixelRatio() / 2;
    painter.drawPixmap(at - QPointF(half, half), pixmap);
  };
  painter.save();
  painter.setClipRect(plot);
  for (std::size_t i = 0; i < places.size(); ++i)
    if (plot.contains(places[i])) put(disc(m_colours[i].rgb(), radius, scale, false), places[i]);
  for (std::size_t i = 0; i < places.size() && marksWrong(m_look); ++i)
    if (m_look.said[i].isWrong && plot.contains(places[i]))
      put(disc(m_theme.text.rgb(), radius, scale, true), places[i]);
  painter.restore();
}

int ScatterPainter::paintThumbnails(QPainter& painter, const QRectF& plot,
                                    const std::vector<QPointF>& places) {
  // The minimum distance; searched by squares that have room for one.
  constexpr double kApart = kThumbnail + 3;
  QHash<std::pair<int, int>, QPointF> taken;
  const auto isFree = [&](const QPointF& at, std::pair<int, int> square) {
    for (int dx = -1; dx <= 1; ++dx)
      for (int dy = -1; dy <= 1; ++dy) {
        const auto other = taken.constFind({square.first + dx, square.second + dy});
        if (other == taken.constEnd()) continue;
        const QPointF away = *other - at;
        if (std::max(std::abs(away.x()), std::abs(away.y())) < kApart) return false;
      }
    return true;
  };
  int painted = 0;
  const QRectF inside = plot.adjusted(kThumbnail / 2, kThumbnail / 2, -kThumbnail / 2, -kThumbnail / 2);
  painter.save();
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!inside.contains(places[i])) continue;
    const std::pair square(static_cast<int>(places[i].x() / kApart),
                           static_cast<int>(places[i].y() / kApart));
    if (!isFree(places[i], square)) continue;
    taken.insert(square, places[i]);
    ++painted;
    QRectF frame(0, 0, kThumbnail, kThumbnail);
    frame.moveCenter(places[i]);
    painter.drawImage(frame, sampleThumbnail(m_look, i));
    const bool isWrong = m_look.said[i].isWrong && marksWrong(m_look);
    painter.setPen(QPen(m_colours[i], 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(frame);
    if (isWrong) {
      painter.setPen(QPen(m_theme.text, kRingWidth));
      painter.drawRect(frame.adjusted(-2, -2, 2, 2));
    }
  }
  painter.restore();
  return painted;
}

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/function_curve.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/inspect/arithmetic.h"

namespace pellucid::ui {
namespace {

constexpr double kLeastReach = 3;  // of z, to both sides of 0
constexpr int kPoints = 96;

}  // namespace

void paintFunction(QPainter& painter, const QRectF& area, engine::Activation f, double z, bool hasTangent,
                   const Theme& theme) {
  const double reach = std::max(kLeastReach, 1.25 * std::abs(z));
  std::vector<QPointF> points;
  double low = 0;
  double high = 0;
  for (int i = 0; i <= kPoints; ++i) {
    const double at = reach * (2.0 * i / kPoints - 1);
    const double value = engine::valueOf(f, at);
    points.emplace_back(at, value);
    low = std::min(low, value);
    high = std::max(high, value);
  }
  if (!std::isfinite(low) || !std::isfinite(high)) return;
  const double margin = 0.08 * std::max(high - low, 1e-9);
  const auto toScreen = [&](double at, double value) {
    return QPointF(area.left() + (at + reach) / (2 * reach) * area.width(),
                   area.bottom() - (value - low + margin) / (high - low + 2 * margin) * area.height());
  };

  painter.setPen(theme.border);
  painter.drawLine(toScreen(-reach, 0), toScreen(reach, 0));
  painter.drawLine(QPointF(toScreen(0, 0).x(), area.top()), QPointF(toScreen(0, 0).x(), area.bottom()));
  QPainterPath curve(toScreen(points.front().x(), points.front().y()));
  for (const QPointF& point : points) curve.lineTo(toScreen(point.x(), point.y()));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.forward, 2));
  painter.drawPath(curve);

  const double a = engine::valueOf(f, z);
  if (hasTangent) {
    const double slope = engine::slopeOf(f, z);
    const double half = reach / 3;
    painter.save();
    painter.setClipRect(area);
    painter.setPen(QPen(theme.gradient, 1.5, Qt::DashLine));
    painter.drawLine(toScreen(z - half, a - slope * half), toScreen(z + half, a + slope * half));
    painter.restore();
  }
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.text);
  painter.drawEllipse(toScreen(z, a), 3.5, 3.5);
}

}  // namespace pellucid::ui

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
constexpr int kPointsOfPair = 64;

/// `value`(z) for z from -`reach` to `reach` in this many steps.
template <class Value>
std::vector<QPointF> sampled(double reach, int steps, const Value& value) {
  std::vector<QPointF> points;
  for (int i = 0; i <= steps; ++i) {
    const double z = reach * (2.0 * i / steps - 1);
    points.emplace_back(z, value(z));
  }
  return points;
}

/// A frame in which values from `low` to `high` fill the area except for `margin` at both ends.
CurveFrame frameOf(const QRectF& area, double reach, double low, double high, double margin) {
  CurveFrame frame;
  frame.perZ = area.width() / (2 * reach);
  frame.perValue = area.height() / (high - low + 2 * margin);
  frame.origin = {area.center().x(), area.bottom() + (low - margin) * frame.perValue};
  return frame;
}

void paintAxes(QPainter& painter, const QRectF& area, const CurveFrame& frame, const Theme& theme) {
  painter.setPen(theme.border);
  painter.drawLine(QPointF(area.left(), frame.origin.y()), QPointF(area.right(), frame.origin.y()));
  painter.drawLine(QPointF(frame.origin.x(), area.top()), QPointF(frame.origin.x(), area.bottom()));
}

void paintLine(QPainter& painter, const CurveFrame& frame, const std::vector<QPointF>& points,
               const QPen& pen) {
  QPainterPath line(frame.at(points.front().x(), points.front().y()));
  for (const QPointF& point : points) line.lineTo(frame.at(point.x(), point.y()));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(pen);
  painter.drawPath(line);
}

}  // namespace

void paintFunction(QPainter& painter, const QRectF& area, engine::Activation f, double z, bool hasTangent,
                   const Theme& theme) {
  const double reach = std::max(kLeastReach, 1.25 * std::abs(z));
  const auto points = sampled(reach, kPoints, [f](double at) { return engine::valueOf(f, at); });
  double low = 0;
  double high = 0;
  for (const QPointF& point : points) {
    low = std::min(low, point.y());
    high = std::max(high, point.y());
  }
  if (!std::isfinite(low) || !std::isfinite(high)) return;
  const CurveFrame frame = frameOf(area, reach, low, high, 0.08 * std::max(high - low, 1e-9));
  paintAxes(painter, area, frame, theme);
  paintLine(painter, frame, points, QPen(theme.forward, 2));

  const double a = engine::valueOf(f, z);
  if (hasTangent) {
    const double slope = engine::slopeOf(f, z);
    const double half = reach / 3;
    painter.save();
    painter.setClipRect(area);
    painter.setPen(QPen(theme.gradient, 1.5, Qt::DashLine));
    painter.drawLine(frame.at(z - half, a - slope * half), frame.at(z + half, a + slope * half));
    painter.restore();
  }
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.text);
  painter.drawEllipse(frame.at(z, a), 3.5, 3.5);
}

CurveFrame paintActivation(QPainter& painter, const QRectF& area, engine::Activation f, double reach,
                           const Theme& theme) {
  if (f == engine::Activation::Softmax) return {};
  const auto values = sampled(reach, kPointsOfPair, [f](double z) { return engine::valueOf(f, z); });
  const auto slopes = sampled(reach, kPointsOfPair, [f](double z) { return engine::slopeOf(f, z); });
  double low = 0;
  double high = 1;
  for (const auto* points : {&values, &slopes})
    for (const QPointF& point : *points) {
      low = std::min(low, point.y());
      high = std::max(high, std::min(point.y(), reach));  // so that the part around 0 is seen
    }
  const CurveFrame frame = frameOf(area, reach, low, high, 0.06 * (high - low));
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  paintAxes(painter, area, frame, theme);
  painter.setClipRect(area);
  paintLine(painter, frame, slopes, QPen(theme.gradient, 1, Qt::DashLine));
  paintLine(painter, frame, values, QPen(theme.forward, 1.8));
  painter.restore();
  return frame;
}

}  // namespace pellucid::ui

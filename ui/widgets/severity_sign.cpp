// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/severity_sign.h"

#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace pellucid::ui {
namespace {

/// Draws the background of a unit's sign, so that it is visible over whatever the unit shows.
void paintGround(QPainter& painter, const Theme& theme, const QRectF& place) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.field);
  painter.drawEllipse(place.adjusted(-1, -1, 1, 1));
}

}  // namespace

QColor signColour(const Theme& theme, SignKind kind) {
  switch (kind) {
    case SignKind::Alarm:
      return theme.wrong;
    case SignKind::Warning:
      return theme.positive;
    case SignKind::Note:
      break;
  }
  return theme.mutedText;
}

void paintSign(QPainter& painter, const Theme& theme, SignKind kind, const QRectF& place) {
  const double radius = std::min(place.width(), place.height()) / 2 - 0.5;
  const QPointF c = place.center();
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.panel, 1));
  painter.setBrush(signColour(theme, kind));
  double top = -0.55 * radius;
  double bottom = 0.12 * radius;
  double dot = 0.5 * radius;
  if (kind == SignKind::Alarm) {
    const double half = radius * 0.92;
    painter.drawRoundedRect(QRectF(c.x() - half, c.y() - half, 2 * half, 2 * half), half * 0.25, half * 0.25);
  } else if (kind == SignKind::Warning) {
    painter.drawPolygon(QPolygonF({c + QPointF(0, -radius), c + QPointF(radius * 1.08, radius * 0.85),
                                   c + QPointF(-radius * 1.08, radius * 0.85)}));
    top = -0.3 * radius;
    bottom = 0.22 * radius;
    dot = 0.56 * radius;
  } else {
    painter.drawEllipse(c, radius, radius);
    // An i, whose dot is above.
    top = -0.05 * radius;
    bottom = 0.5 * radius;
    dot = -0.5 * radius;
  }
  const double width = std::max(1.2, radius * 0.24);
  painter.setPen(QPen(theme.panel, width, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(c + QPointF(0, top), c + QPointF(0, bottom));
  painter.drawPoint(c + QPointF(0, dot));
  painter.restore();
}

void paintDeadSign(QPainter& painter, const Theme& theme, const QRectF& place) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  paintGround(painter, theme, place);
  const double radius = std::min(place.width(), place.height()) / 2 - 0.75;
  painter.setPen(QPen(theme.wrong, std::clamp(radius * 0.3, 1.0, 2.0)));
  painter.setBrush(Qt::NoBrush);
  painter.drawEllipse(place.center(), radius, radius);
  const QPointF corner(radius * std::numbers::sqrt2 / 2, -radius * std::numbers::sqrt2 / 2);
  painter.drawLine(place.center() - corner, place.center() + corner);
  painter.restore();
}

void paintSaturatedSign(QPainter& painter, const Theme& theme, const QRectF& place) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  paintGround(painter, theme, place);
  const double r = std::min(place.width(), place.height()) / 2 - 0.75;
  const QPointF c = place.center();
  QPainterPath curve(c + QPointF(-r, r * 0.7));
  curve.lineTo(c + QPointF(-r * 0.35, r * 0.7));
  curve.cubicTo(c + QPointF(r * 0.15, r * 0.7), c + QPointF(-r * 0.15, -r * 0.7),
                c + QPointF(r * 0.35, -r * 0.7));
  curve.lineTo(c + QPointF(r, -r * 0.7));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.positive, std::clamp(r * 0.3, 1.0, 2.0), Qt::SolidLine, Qt::FlatCap));
  painter.drawPath(curve);
  painter.restore();
}

}  // namespace pellucid::ui

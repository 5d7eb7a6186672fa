// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/event_marks.h"

#include <QPainter>
#include <QPolygonF>
#include <cmath>
#include <numbers>

namespace pellucid::ui {

void paintEventMark(QPainter& painter, const Theme& theme, const engine::TimelineEvent& event, QPointF at) {
  constexpr double k = kEventMark;
  painter.setPen(QPen(theme.panel, 1));
  painter.setBrush(theme.text);
  if (std::holds_alternative<engine::Diverged>(event.change)) {
    painter.setPen(QPen(theme.wrong, 2));
    painter.drawLine(at + QPointF(-k, -k), at + QPointF(k, k));
    painter.drawLine(at + QPointF(-k, k), at + QPointF(k, -k));
  } else if (std::holds_alternative<engine::Bookmark>(event.change)) {
    // Its pole is on the lane.
    painter.setPen(QPen(theme.accent, 1));
    painter.setBrush(theme.accent);
    painter.drawPolygon(
        QPolygonF({at + QPointF(0, -2.5 * k), at + QPointF(2 * k, -1.75 * k), at + QPointF(0, -k)}));
    painter.drawLine(at + QPointF(0, 2), at + QPointF(0, -2.5 * k));
  } else if (std::holds_alternative<engine::ParameterChange>(event.change)) {
    painter.drawPolygon(QPolygonF({at + QPointF(0, -k), at + QPointF(k, k), at + QPointF(-k, k)}));
  } else {
    painter.drawPolygon(
        QPolygonF({at + QPointF(0, -k), at + QPointF(k, 0), at + QPointF(0, k), at + QPointF(-k, 0)}));
  }
}

void paintBestMark(QPainter& painter, const Theme& theme, bool isBestOfAll, QPointF at) {
  constexpr double kOuter = kEventMark + 1.5;
  constexpr double kInner = kOuter * 0.45;
  QPolygonF star;
  for (int i = 0; i < 10; ++i) {
    const double angle = std::numbers::pi * (i / 5.0 - 0.5);
    const double radius = i % 2 == 0 ? kOuter : kInner;
    star << at + QPointF(radius * std::cos(angle), radius * std::sin(angle));
  }
  painter.setPen(QPen(isBestOfAll ? theme.panel : theme.right, 1));
  painter.setBrush(isBestOfAll ? theme.right : theme.panel);
  painter.drawPolygon(star);
}

}  // namespace pellucid::ui

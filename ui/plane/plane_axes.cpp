// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_axes.h"

#include "ui/plane/nice_ticks.h"
#include "ui/theme/type_scale.h"

namespace pellucid::ui {
namespace {

constexpr int kTickLength = 4;
constexpr int kPixelsAcross = 70;  // per tick
constexpr int kPixelsUp = 34;

std::vector<double> ticksOf(const ShownScale& scale, double from, double to, double pixels, int each) {
  return niceTicks(scale.shown(from), scale.shown(to), std::max(1, static_cast<int>(pixels / each)));
}

}  // namespace

void paintAxes(QPainter& painter, const PlaneFrame& frame, const PlaneAxis& across, const PlaneAxis& up,
               const QFont& font, const Theme& theme) {
  const QRectF& place = frame.place;
  painter.setFont(typeFont(font, TypeSize::Small));
  const QFontMetricsF metrics(painter.font());
  painter.setBrush(Qt::NoBrush);
  painter.setPen(theme.border);
  painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5));
  painter.setPen(theme.mutedText);
  const std::vector<double> columns =
      ticksOf(across.scale, frame.left, frame.right, place.width(), kPixelsAcross);
  for (const double tick : columns) {
    const double x = frame.at(across.scale.scaled(tick), frame.top).x();
    painter.drawLine(QPointF(x, place.bottom() + 1), QPointF(x, place.bottom() + 1 + kTickLength));
    const double width = metrics.horizontalAdvance(tickText(tick, columns)) + 4;
    painter.drawText(QRectF(x - width / 2, place.bottom() + kTickLength, width, metrics.height()),
                     Qt::AlignHCenter | Qt::AlignTop, tickText(tick, columns));
  }
  const std::vector<double> rows = ticksOf(up.scale, frame.bottom, frame.top, place.height(), kPixelsUp);
  for (const double tick : rows) {
    const double y = frame.at(frame.left, up.scale.scaled(tick)).y();
    painter.drawLine(QPointF(place.left() - 1 - kTickLength, y), QPointF(place.left() - 1, y));
    painter.drawText(QRectF(place.left() - kAxisLeft + metrics.height(), y - metrics.height() / 2,
                            kAxisLeft - metrics.height() - kTickLength - 3, metrics.height()),
                     Qt::AlignRight | Qt::AlignVCenter, tickText(tick, rows));
  }
  painter.setPen(theme.text);
  painter.drawText(
      QRectF(place.left(), place.bottom() + kAxisBottom - metrics.height(), place.width(), metrics.height()),
      Qt::AlignHCenter | Qt::AlignVCenter, metrics.elidedText(across.name, Qt::ElideRight, place.width()));
  painter.save();
  painter.translate(place.left() - kAxisLeft, place.bottom());
  painter.rotate(-90);
  painter.drawText(QRectF(0, 0, place.height(), metrics.height()), Qt::AlignHCenter | Qt::AlignVCenter,
                   metrics.elidedText(up.name, Qt::ElideRight, place.height()));
  painter.restore();
}

}  // namespace pellucid::ui

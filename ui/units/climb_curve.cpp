// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/climb_curve.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {

ClimbCurve::ClimbCurve(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("How its sum grows"));
  setToolTip(
      tr("The sum of the unit before each step of the ascent. The steps get shorter, so that it settles."));
}

void ClimbCurve::show(std::vector<double> values, int steps) {
  m_values = std::move(values);
  m_steps = std::max(1, steps);
  if (!m_values.empty())
    setAccessibleDescription(
        tr("From %1 to %2").arg(valueText(m_values.front()), valueText(m_values.back())));
  update();
}

void ClimbCurve::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = themeOf(*this);
  painter.setFont(typeFont(font(), TypeSize::Small));
  const int line = painter.fontMetrics().height();
  const QRectF plot = QRectF(rect()).adjusted(2, line + 2, -2, -line - 2);
  painter.fillRect(plot, theme.field);
  painter.setPen(QPen(theme.border, 1));
  painter.drawRect(plot);
  if (m_values.empty()) return;
  const auto [least, most] = std::ranges::minmax(m_values);
  painter.setPen(theme.mutedText);
  painter.drawText(QRectF(2, 0, width() - 4, line), Qt::AlignLeft, valueText(most));
  painter.drawText(QRectF(2, height() - line, width() - 4, line), Qt::AlignLeft, valueText(least));
  painter.drawText(QRectF(2, height() - line, width() - 4, line), Qt::AlignRight,
                   tr("step %1").arg(m_values.size() - 1));
  const double span = most > least ? most - least : 1;
  QPolygonF curve;
  for (std::size_t i = 0; i < m_values.size(); ++i)
    curve << QPointF(plot.left() + plot.width() * static_cast<double>(i) / m_steps,
                     plot.bottom() - plot.height() * (m_values[i] - least) / span);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.forward, 1.6));
  painter.drawPolyline(curve);
  painter.setBrush(theme.forward);
  painter.drawEllipse(curve.back(), 2.5, 2.5);
}

}  // namespace pellucid::ui

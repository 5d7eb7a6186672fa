// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/function_plot.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "engine/inspect/arithmetic.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {
namespace {

constexpr int kPoints = 96;
constexpr double kLeastReach = 3;  // of z, to both sides of 0

}  // namespace

FunctionPlot::FunctionPlot() {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setToolTip(
      tr("The activation function. The dot is this unit now; the tangent's slope f'(z) is what the "
         "gradient is multiplied by on its way back."));
}

void FunctionPlot::showFunction(engine::Activation f, double z) {
  m_function = f;
  m_z = z;
  setAccessibleName(tr("Activation function at z = %1").arg(z));
  update();
}

void FunctionPlot::paintEvent(QPaintEvent*) {
  const Theme& theme = themeOf(*this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF area = QRectF(rect()).adjusted(8, 4, -8, -4);

  const double reach = std::max(kLeastReach, 1.25 * std::abs(m_z));
  std::vector<QPointF> points;
  double low = 0;
  double high = 0;
  for (int i = 0; i <= kPoints; ++i) {
    const double z = reach * (2.0 * i / kPoints - 1);
    const double a = engine::valueOf(m_function, z);
    points.emplace_back(z, a);
    low = std::min(low, a);
    high = std::max(high, a);
  }
  if (!std::isfinite(low) || !std::isfinite(high)) return;
  const double margin = 0.08 * std::max(high - low, 1e-9);
  const auto toScreen = [&](double z, double a) {
    return QPointF(area.left() + (z + reach) / (2 * reach) * area.width(),
                   area.bottom() - (a - low + margin) / (high - low + 2 * margin) * area.height());
  };

  painter.setPen(theme.border);
  painter.drawLine(toScreen(-reach, 0), toScreen(reach, 0));
  painter.drawLine(QPointF(toScreen(0, 0).x(), area.top()), QPointF(toScreen(0, 0).x(), area.bottom()));
  QPainterPath curve(toScreen(points.front().x(), points.front().y()));
  for (const QPointF& point : points) curve.lineTo(toScreen(point.x(), point.y()));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.forward, 2));
  painter.drawPath(curve);

  const double a = engine::valueOf(m_function, m_z);
  const double slope = engine::slopeOf(m_function, m_z);
  const double half = reach / 3;
  painter.save();
  painter.setClipRect(area);
  painter.setPen(QPen(theme.gradient, 1.5, Qt::DashLine));
  painter.drawLine(toScreen(m_z - half, a - slope * half), toScreen(m_z + half, a + slope * half));
  painter.restore();
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.text);
  painter.drawEllipse(toScreen(m_z, a), 3.5, 3.5);
}

}  // namespace pellucid::ui

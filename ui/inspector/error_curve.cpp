// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/error_curve.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace pellucid::ui {
namespace {

constexpr double kLeastError = 1e-12;  // an error of 0 has no logarithm

double logError(const engine::DifferenceQuotient& at) {
  return std::log10(std::max(at.error(), kLeastError));
}

}  // namespace

ErrorCurve::ErrorCurve() {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setAccessibleName(tr("Error of the difference quotient against epsilon"));
  setToolTip(
      tr("ε runs from 10⁻⁶ to 1, left to right; the error grows upwards. A large ε misses the curvature of "
         "the loss; a small one subtracts two nearly equal numbers, and little but rounding error is left."));
}

void ErrorCurve::showCurve(std::vector<engine::DifferenceQuotient> curve) {
  m_curve = std::move(curve);
  update();
}

void ErrorCurve::setEpsilon(double epsilon) {
  m_epsilon = epsilon;
  update();
}

void ErrorCurve::paintEvent(QPaintEvent*) {
  if (m_curve.size() < 2) return;
  const Theme& theme = themeOf(*this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF area = QRectF(rect()).adjusted(8, 6, -8, -6);
  double low = logError(m_curve.front());
  double high = low;
  for (const auto& point : m_curve) {
    if (!std::isfinite(point.error())) return;
    low = std::min(low, logError(point));
    high = std::max(high, logError(point));
  }
  const double left = std::log10(m_curve.front().epsilon);
  const double right = std::log10(m_curve.back().epsilon);
  const auto xOf = [&](double epsilon) {
    return area.left() + (std::log10(epsilon) - left) / (right - left) * area.width();
  };
  const auto yOf = [&](double error) {
    return area.bottom() - (error - low) / std::max(high - low, 1e-9) * area.height();
  };
  painter.setPen(theme.border);
  painter.drawLine(area.bottomLeft(), area.bottomRight());
  painter.setPen(QPen(theme.accent, 1.5, Qt::DashLine));
  painter.drawLine(QPointF(xOf(m_epsilon), area.top()), QPointF(xOf(m_epsilon), area.bottom()));
  QPainterPath path;
  for (std::size_t i = 0; i < m_curve.size(); ++i) {
    const QPointF point(xOf(m_curve[i].epsilon), yOf(logError(m_curve[i])));
    i == 0 ? path.moveTo(point) : path.lineTo(point);
  }
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.gradient, 2));
  painter.drawPath(path);
}

}  // namespace pellucid::ui

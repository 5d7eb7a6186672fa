// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/weight_plot.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

using engine::WeightPoint;

constexpr double kPlotMargin = 8;
constexpr double kLeastStep = 0.5;  // pixels: points closer together become one vertical stroke

/// One of the three curves.
struct Curve {
  QString name;
  QColor colour;
  bool showsZero;
  std::optional<double> (*valueOf)(const WeightPoint& point);
};

std::optional<double> weightOf(const WeightPoint& point) {
  return point.weight;
}
std::optional<double> gradientOf(const WeightPoint& point) {
  return point.gradient;
}
std::optional<double> changeOf(const WeightPoint& point) {
  return point.change;
}

/// The least and the largest value, and 0 where it is shown; never an empty range.
std::pair<double, double> rangeOf(const std::vector<WeightPoint>& points, const Curve& curve) {
  std::optional<double> low;
  std::optional<double> high;
  const auto include = [&](double value) {
    low = std::min(low.value_or(value), value);
    high = std::max(high.value_or(value), value);
  };
  if (curve.showsZero) include(0);
  for (const WeightPoint& point : points)
    if (const auto value = curve.valueOf(point); value && std::isfinite(*value)) include(*value);
  if (!low) return {-1, 1};
  const double least = std::max(1e-12, 1e-6 * std::max(std::abs(*low), std::abs(*high)));
  if (*high - *low < least) return {*low - least, *high + least};
  return {*low, *high};
}

/// From point to point, with a gap where there is no value; where many share a pixel, a stroke from their
/// least to their largest.
template <class X, class Y>
QPainterPath pathThrough(const std::vector<WeightPoint>& points, const Curve& curve, const X& xOf,
                         const Y& yOf) {
  QPainterPath path;
  bool isOpen = false;
  double low = 0;
  double high = 0;
  for (const WeightPoint& point : points) {
    const auto value = curve.valueOf(point);
    if (!value) {
      isOpen = false;
      continue;
    }
    const QPointF at(xOf(point.step), yOf(*value));
    if (!isOpen) {
      path.moveTo(at);
    } else if (at.x() - path.currentPosition().x() >= kLeastStep) {
      path.lineTo(at);
    } else if (at.y() < low || at.y() > high) {
      path.lineTo(path.currentPosition().x(), at.y());
      low = std::min(low, at.y());
      high = std::max(high, at.y());
      continue;
    } else {
      continue;
    }
    isOpen = true;
    low = high = at.y();
  }
  return path;
}

}  // namespace

WeightPlot::WeightPlot() {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("The weight over the steps"));
  setToolTip(tr(
      "This weight while you train, from the step at which you selected it: its value, the batch's gradient, "
      "and what each step did to it. Point at a step, or use the arrow keys, to read it off."));
}

void WeightPlot::showHistory(const engine::WeightHistory& history) {
  if (m_history == history) return;
  if (m_cursor && (!m_history || m_history->parameter() != history.parameter())) m_cursor.reset();
  m_history = history;
  if (m_cursor) m_cursor = std::min(*m_cursor, points().size() - 1);
  setAccessibleDescription(text());
  update();
}

void WeightPlot::setFrozen(bool isFrozen) {
  if (isFrozen == m_isFrozen) return;
  m_isFrozen = isFrozen;
  update();
}

const WeightPoint& WeightPlot::point() const {
  return m_cursor ? points()[*m_cursor] : points().back();
}

QString WeightPlot::text() const {
  if (!m_history) return {};
  const auto shown = [](const std::optional<double>& value) {
    return value ? valueText(*value) : QStringLiteral("–");
  };
  return tr("step %1: w %2, dL/dw %3, Δw %4")
      .arg(countText(point().step))
      .arg(valueText(point().weight), shown(point().gradient), shown(point().change));
}

double WeightPlot::xOf(std::int64_t step) const {
  const std::int64_t first = points().front().step;
  const std::int64_t last = std::max(points().back().step, first + 1);
  return kPlotMargin +
         (width() - 2 * kPlotMargin) * static_cast<double>(step - first) / static_cast<double>(last - first);
}

QString WeightPlot::axisText() const {
  if (points().size() == 1) return tr("recorded from here");
  if (m_isFrozen) return tr("frozen: training computes no dL/dw");
  if (m_history->spacing() > 1) return tr("one step in %1").arg(m_history->spacing());
  return tr("every step");
}

void WeightPlot::paintEvent(QPaintEvent*) {
  if (!m_history) return;
  const Theme& theme = themeOf(*this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(typeFont(font(), TypeSize::Small));
  const double line = QFontMetricsF(painter.font()).height();
  const double strip = (height() - line) / 3;
  const double inner = width() - 2 * kPlotMargin;
  const Curve curves[] = {{tr("w"), theme.accent, false, weightOf},
                          {tr("dL/dw"), theme.gradient, true, gradientOf},
                          {tr("Δw"), theme.forward, true, changeOf}};
  double top = 0;
  for (const Curve& curve : curves) {
    const QRectF words(kPlotMargin, top, inner, line);
    const auto now = curve.valueOf(point());
    painter.setPen(curve.colour);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, curve.name);
    painter.setPen(theme.text);
    painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, now ? valueText(*now) : QStringLiteral("–"));

    const auto [low, high] = rangeOf(points(), curve);
    const QRectF area(kPlotMargin, top + line + 1, inner, strip - line - 5);
    const auto yOf = [&, low = low, high = high](double value) {
      return area.bottom() - (value - low) / (high - low) * area.height();
    };
    painter.setPen(theme.border);
    const double floor = curve.showsZero ? yOf(0) : area.bottom() + 1;
    painter.drawLine(QPointF(area.left(), floor), QPointF(area.right(), floor));
    if (m_cursor) {
      painter.setPen(QPen(theme.mutedText, 1, Qt::DotLine));
      painter.drawLine(QPointF(xOf(point().step), area.top()), QPointF(xOf(point().step), area.bottom()));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(curve.colour, 1.5));
    painter.drawPath(pathThrough(
        points(), curve, [this](std::int64_t step) { return xOf(step); }, yOf));
    if (now) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(curve.colour);
      painter.drawEllipse(QPointF(xOf(point().step), yOf(*now)), 2.5, 2.5);
    }
    top += strip;
  }
  painter.setPen(theme.mutedText);
  const QRectF axis(kPlotMargin, height() - line, inner, line);
  painter.drawText(axis, Qt::AlignLeft | Qt::AlignVCenter,
                   tr("step %1").arg(countText(points().front().step)));
  painter.drawText(axis, Qt::AlignHCenter | Qt::AlignVCenter, axisText());
  if (points().size() > 1)
    painter.drawText(axis, Qt::AlignRight | Qt::AlignVCenter, countText(points().back().step));
  if (hasFocus()) {
    painter.setPen(theme.accent);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
}

void WeightPlot::setCursorAt(std::optional<std::size_t> point) {
  if (point == m_cursor) return;
  m_cursor = point;
  setAccessibleDescription(text());
  update();
}

void WeightPlot::mouseMoveEvent(QMouseEvent* event) {
  if (!m_history) return;
  std::size_t nearest = 0;
  const double x = event->position().x();
  for (std::size_t i = 1; i < points().size(); ++i)
    if (std::abs(xOf(points()[i].step) - x) <= std::abs(xOf(points()[nearest].step) - x)) nearest = i;
  setCursorAt(nearest);
}

void WeightPlot::leaveEvent(QEvent*) {
  setCursorAt(std::nullopt);
}

void WeightPlot::focusOutEvent(QFocusEvent* event) {
  setCursorAt(std::nullopt);
  QWidget::focusOutEvent(event);
}

void WeightPlot::keyPressEvent(QKeyEvent* event) {
  if (!m_history) return QWidget::keyPressEvent(event);
  const std::size_t last = points().size() - 1;
  const std::size_t at = m_cursor.value_or(last);
  switch (event->key()) {
    case Qt::Key_Left:
      return setCursorAt(at - std::min<std::size_t>(at, 1));
    case Qt::Key_Right:
      return setCursorAt(std::min(at + 1, last));
    case Qt::Key_Home:
      return setCursorAt(0);
    case Qt::Key_End:
      return setCursorAt(last);
    default:
      QWidget::keyPressEvent(event);
  }
}

}  // namespace pellucid::ui

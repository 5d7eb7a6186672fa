// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/value_bars.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {

ValueBars::ValueBars(const QString& name, const QString& toolTip, QWidget* parent) : QWidget(parent) {
  setAccessibleName(name);
  setToolTip(toolTip);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void ValueBars::show(std::vector<Bar> bars, double range, bool isSigned) {
  const bool hasOtherCount = bars.size() != m_bars.size();
  m_bars = std::move(bars);
  m_range = range > 0 ? range : 1;
  m_isSigned = isSigned;
  if (hasOtherCount) {
    point(std::nullopt);
    updateGeometry();
  }
  update();
}

int ValueBars::rowHeight() const {
  return QFontMetrics(typeFont(font(), TypeSize::Small)).lineSpacing() + 4;
}

int ValueBars::rows() const {
  return std::min(static_cast<int>(m_bars.size()), height() / rowHeight());
}

QSize ValueBars::sizeHint() const {
  return {220, std::max(1, static_cast<int>(m_bars.size())) * rowHeight()};
}

QSize ValueBars::minimumSizeHint() const {
  return {160, std::min(3, std::max(1, static_cast<int>(m_bars.size()))) * rowHeight()};
}

void ValueBars::paintEvent(QPaintEvent*) {
  const Theme& theme = themeOf(*this);
  QPainter painter(this);
  const QFont small = typeFont(font(), TypeSize::Small);
  painter.setFont(small);
  const QFontMetrics metrics(small);
  int nameWidth = 0;
  int textWidth = 0;
  const auto textOf = [](const Bar& bar) { return bar.text.isEmpty() ? valueText(bar.value) : bar.text; };
  for (const Bar& bar : m_bars) {
    nameWidth = std::max(nameWidth, metrics.horizontalAdvance(bar.name) + 2);
    textWidth = std::max(textWidth, metrics.horizontalAdvance(textOf(bar)));
  }
  nameWidth = std::min(nameWidth, width() * 2 / 5);
  textWidth = std::max(textWidth, metrics.horizontalAdvance(valueText(-1.234)));
  const QRectF field(nameWidth + 8, 0, std::max(10, width() - nameWidth - textWidth - 18), height());
  const double zero = m_isSigned ? field.center().x() : field.left();
  const double reach = m_isSigned ? field.width() / 2 : field.width();
  const int shown = rows();
  const int line = rowHeight();
  for (int i = 0; i < shown; ++i) {
    const Bar& bar = m_bars[static_cast<std::size_t>(i)];
    const QRectF row(0, i * line, width(), line);
    if (m_pointed == i) {
      painter.setPen(QPen(theme.accent, 1));
      painter.setBrush(theme.field);
      painter.drawRect(row.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    painter.setPen(theme.text);
    painter.drawText(QRectF(2, row.top(), nameWidth, line), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(bar.name, Qt::ElideRight, nameWidth));
    const auto placeOf = [&](double value) {
      return zero + std::clamp(value / m_range, m_isSigned ? -1.0 : 0.0, 1.0) * reach;
    };
    if (std::isfinite(bar.value)) {
      const double end = placeOf(bar.value);
      painter.fillRect(QRectF(std::min(zero, end), row.top() + 3, std::abs(end - zero), line - 6),
                       bar.value < 0 ? theme.negative : theme.positive);
    }
    if (bar.before && std::isfinite(*bar.before)) {
      painter.setPen(QPen(theme.text, 2));
      const double at = placeOf(*bar.before);
      painter.drawLine(QPointF(at, row.top() + 2), QPointF(at, row.bottom() - 2));
    }
    painter.setPen(theme.text);
    painter.drawText(QRectF(width() - textWidth - 4, row.top(), textWidth + 2, line),
                     Qt::AlignRight | Qt::AlignVCenter, textOf(bar));
  }
  painter.setPen(QPen(theme.border, 1));
  painter.drawLine(QPointF(zero, 0), QPointF(zero, shown * line));
  if (hasFocus()) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 1));
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
  }
}

std::optional<int> ValueBars::barAt(double y) const {
  const int bar = static_cast<int>(y) / rowHeight();
  return y >= 0 && bar < rows() ? std::optional(bar) : std::nullopt;
}

void ValueBars::point(std::optional<int> bar) {
  if (bar == m_pointed) return;
  m_pointed = bar;
  update();
  emit pointedAt(bar);
}

void ValueBars::mouseMoveEvent(QMouseEvent* event) {
  point(barAt(event->position().y()));
}

void ValueBars::mousePressEvent(QMouseEvent* event) {
  if (const auto bar = barAt(event->position().y())) emit chosen(*bar);
}

void ValueBars::leaveEvent(QEvent*) {
  point(std::nullopt);
}

void ValueBars::keyPressEvent(QKeyEvent* event) {
  const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
  if (step != 0 && rows() > 0)
    return point(std::clamp(m_pointed.value_or(step > 0 ? -1 : rows()) + step, 0, rows() - 1));
  const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (isEnter && m_pointed) {
    emit chosen(*m_pointed);
    return;
  }
  QWidget::keyPressEvent(event);
}

void ValueBars::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  point(std::nullopt);
  update();
}

}  // namespace pellucid::ui

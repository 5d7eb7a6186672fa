// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/spread_plot.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/wrapped_tool_tips.h"

namespace pellucid::ui {
namespace {

constexpr int kEdge = 4;

}  // namespace

SpreadPlot::SpreadPlot(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
}

void SpreadPlot::show(SpreadPicture picture) {
  m_picture = std::move(picture);
  if (m_chosen && *m_chosen >= m_picture.now.size()) m_chosen.reset();
  setAccessibleName(m_picture.title);
  setAccessibleDescription(m_picture.warning.isEmpty()
                               ? m_picture.summary
                               : QStringLiteral("%1 %2").arg(m_picture.summary, m_picture.warning));
  update();
}

void SpreadPlot::choose(std::optional<std::size_t> bar) {
  m_chosen = bar;
  update();
}

QRectF SpreadPlot::area() const {
  const int line = QFontMetrics(typeFont(font(), TypeSize::Small)).height();
  const int lines = m_picture.warning.isEmpty() ? 1 : 2;
  return QRectF(rect()).adjusted(kEdge, lines * line + 2, -kEdge, -line - 3);
}

QRectF SpreadPlot::barColumn(std::size_t bar) const {
  const QRectF whole = area();
  const double width = whole.width() / static_cast<double>(std::max<std::size_t>(m_picture.now.size(), 1));
  return {whole.left() + static_cast<double>(bar) * width, whole.top(), width, whole.height()};
}

std::optional<std::size_t> SpreadPlot::barAt(QPointF point) const {
  const QRectF whole = area();
  if (m_picture.now.empty() || !m_picture.bands.empty() || point.x() < whole.left() ||
      point.x() >= whole.right())
    return std::nullopt;
  const double share = (point.x() - whole.left()) / whole.width();
  return std::min(static_cast<std::size_t>(share * static_cast<double>(m_picture.now.size())),
                  m_picture.now.size() - 1);
}

QString SpreadPlot::barText(std::size_t bar) const {
  const double width = (m_picture.high - m_picture.low) / static_cast<double>(m_picture.now.size());
  const double from = m_picture.low + static_cast<double>(bar) * width;
  const qint64 all = std::accumulate(m_picture.now.begin(), m_picture.now.end(), qint64{0});
  return tr("From %1 to %2: %3 of %4 values")
      .arg(shortValueText(from), shortValueText(from + width), countText(m_picture.now[bar]), countText(all));
}

void SpreadPlot::paintBars(QPainter& painter) const {
  const Theme& theme = themeOf(*this);
  const QRectF whole = area();
  engine::Index most = 1;
  for (const auto* counts : {&m_picture.now, &m_picture.compared})
    for (const engine::Index count : *counts) most = std::max(most, count);
  const auto top = [&](engine::Index count) {
    return whole.bottom() - static_cast<double>(count) / static_cast<double>(most) * whole.height();
  };
  QColor fill = theme.test;
  fill.setAlphaF(0.35F);
  for (std::size_t bar = 0; bar < m_picture.now.size(); ++bar) {
    QRectF column = barColumn(bar);
    const bool isChosen = bar == m_chosen;
    // Keeps a few among many visible.
    const double height =
        m_picture.now[bar] > 0 ? std::min(top(m_picture.now[bar]), whole.bottom() - 1) : whole.bottom();
    painter.fillRect(QRectF(QPointF(column.left(), height), QPointF(column.right() - 0.5, whole.bottom())),
                     isChosen ? theme.forward : fill);
    if (bar < m_picture.isFlat.size() && m_picture.isFlat[bar])
      painter.fillRect(QRectF(column.left(), whole.bottom(), column.width(), 2.5), theme.wrong);
  }
  if (!m_picture.compared.empty()) {
    QPainterPath outline(whole.bottomLeft());
    for (std::size_t bar = 0; bar < m_picture.compared.size(); ++bar) {
      const QRectF column = barColumn(bar);
      outline.lineTo(column.left(), top(m_picture.compared[bar]));
      outline.lineTo(column.right(), top(m_picture.compared[bar]));
    }
    outline.lineTo(whole.bottomRight());
    painter.setPen(QPen(theme.mutedText, 1, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(outline);
  }
  painter.setPen(theme.border);
  painter.drawLine(whole.bottomLeft(), whole.bottomRight());
  painter.setPen(theme.mutedText);
  const QRectF marks(whole.left(), whole.bottom() + 3, whole.width(), height() - whole.bottom() - 3);
  painter.drawText(marks, Qt::AlignLeft | Qt::AlignVCenter, shortValueText(m_picture.low));
  painter.drawText(marks, Qt::AlignRight | Qt::AlignVCenter, shortValueText(m_picture.high));
  if (m_picture.low < 0) painter.drawText(marks, Qt::AlignHCenter | Qt::AlignVCenter, QStringLiteral("0"));
}

void SpreadPlot::paintBands(QPainter& painter) const {
  const Theme& theme = themeOf(*this);
  const QRectF whole = area();
  const double first = m_picture.bands.front().step;
  const double last = m_picture.bands.back().step;
  const auto place = [&](double step, double value) {
    const double across = last > first ? (step - first) / (last - first) : 0.5;
    const double up = (value - m_picture.low) / (m_picture.high - m_picture.low);
    return QPointF(whole.left() + across * whole.width(), whole.bottom() - up * whole.height());
  };
  QColor fill = theme.test;
  fill.setAlphaF(0.2F);
  painter.setRenderHint(QPainter::Antialiasing);
  for (std::size_t inner = 0; inner < 4; ++inner) {
    QPolygonF band;
    for (const SpreadPicture::Band& at : m_picture.bands) band << place(at.step, at.values[inner]);
    for (auto at = m_picture.bands.rbegin(); at != m_picture.bands.rend(); ++at)
      band << place(at->step, at->values[8 - inner]);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(band);
  }
  QPolygonF middle;
  for (const SpreadPicture::Band& at : m_picture.bands) middle << place(at.step, at.values[4]);
  painter.setPen(QPen(theme.test, 1.5));
  painter.setBrush(Qt::NoBrush);
  painter.drawPolyline(middle);
  if (m_picture.cursor && *m_picture.cursor >= first && *m_picture.cursor <= last) {
    painter.setPen(QPen(theme.forward, 1));
    const double x = std::floor(place(*m_picture.cursor, m_picture.low).x()) + 0.5;
    painter.drawLine(QPointF(x, whole.top()), QPointF(x, whole.bottom()));
  }
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(theme.border);
  painter.drawLine(whole.bottomLeft(), whole.bottomRight());
  painter.setPen(theme.mutedText);
  const QRectF marks(whole.left(), whole.bottom() + 3, whole.width(), height() - whole.bottom() - 3);
  painter.drawText(marks, Qt::AlignLeft | Qt::AlignVCenter, tr("step %1").arg(shortCountText(first)));
  painter.drawText(marks, Qt::AlignRight | Qt::AlignVCenter, shortCountText(last));
  painter.drawText(whole, Qt::AlignLeft | Qt::AlignTop, shortValueText(m_picture.high));
  painter.drawText(whole, Qt::AlignLeft | Qt::AlignBottom, shortValueText(m_picture.low));
}

void SpreadPlot::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = themeOf(*this);
  const QFont small = typeFont(font(), TypeSize::Small);
  const int line = QFontMetrics(small).height();
  const QRect words(kEdge, 0, width() - 2 * kEdge, line);
  painter.setFont(typeFont(font(), TypeSize::Small, true));
  painter.setPen(theme.text);
  painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(m_picture.title, Qt::ElideRight, words.width()));
  painter.setFont(small);
  if (!m_picture.warning.isEmpty()) {
    painter.setPen(theme.wrong);
    painter.drawText(words.translated(0, line), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_picture.warning, Qt::ElideRight, words.width()));
  }
  if (m_picture.now.empty()) {
    painter.setPen(theme.mutedText);
    painter.drawText(area(), Qt::AlignCenter | Qt::TextWordWrap, m_picture.summary);
  } else if (!m_picture.bands.empty()) {
    paintBands(painter);
  } else {
    paintBars(painter);
  }
  if (hasFocus()) {
    painter.setPen(theme.accent);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
}

void SpreadPlot::mousePressEvent(QMouseEvent* event) {
  const auto bar = barAt(event->position());
  if (!bar || !m_isChoosable) return;
  choose(bar == m_chosen ? std::nullopt : bar);
  emit barChosen(m_chosen);
}

void SpreadPlot::keyPressEvent(QKeyEvent* event) {
  const int direction = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
  const bool hasBars = !m_picture.now.empty() && m_picture.bands.empty() && m_isChoosable;
  if (event->key() == Qt::Key_Escape && m_chosen) {
    choose(std::nullopt);
    emit barChosen(std::nullopt);
  } else if (direction != 0 && hasBars) {
    const int last = static_cast<int>(m_picture.now.size()) - 1;
    const int bar = m_chosen ? static_cast<int>(*m_chosen) + direction : last / 2;
    choose(static_cast<std::size_t>(std::clamp(bar, 0, last)));
    emit barChosen(m_chosen);
  } else {
    QWidget::keyPressEvent(event);
  }
}

bool SpreadPlot::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto bar = barAt(help->pos());
    QStringList lines = {m_picture.summary};
    if (!m_picture.warning.isEmpty()) lines << m_picture.warning;
    if (bar) lines << barText(*bar);
    if (bar && m_isChoosable)
      lines << tr(
          "Click to light up the units or weights of this bar on the canvas, in the Network workspace.");
    QToolTip::showText(help->globalPos(), wrappedText(lines.join(QLatin1Char('\n'))), this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace pellucid::ui

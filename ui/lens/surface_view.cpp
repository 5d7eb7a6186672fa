// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/surface_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/lens/surface_painter.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kLevels = 12;
constexpr double kStateHit = 9;  // pixels within which a state is pointed at

}  // namespace

SurfaceView::SurfaceView(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Height map of the loss"));
}

void SurfaceView::setLook(const SurfaceLookPtr& look) {
  if (look == m_look) return;
  m_look = look;
  m_image = look ? surfaceImage(look->surface, themeOf(*this)) : QImage();
  m_lines = look ? heightLines(look->surface, kLevels) : std::vector<QLineF>{};
  if (!look || (m_marked && *m_marked >= look->way.size())) m_marked.reset();
  m_pointedLoss.reset();
  update();
}

void SurfaceView::setHere(const std::optional<Eigen::Vector2d>& here) {
  if (here == m_here) return;
  m_here = here;
  update();
}

void SurfaceView::setEmptyText(const QString& text) {
  if (text == m_emptyText) return;
  m_emptyText = text;
  update();
}

QRectF SurfaceView::mapPlace() const {
  const QRectF room = QRectF(rect()).adjusted(1, 1, -1, -1);
  if (!m_look) return room;
  const engine::SurfaceFrame& frame = m_look->surface.frame;
  // At the same scale in both directions, because both are distances between weights.
  const QSizeF size =
      QSizeF(frame.right - frame.left, frame.top - frame.bottom).scaled(room.size(), Qt::KeepAspectRatio);
  QRectF place(QPointF(0, 0), size);
  place.moveCenter(room.center());
  return place;
}

QPointF SurfaceView::placeOf(const Eigen::Vector2d& point) const {
  const QRectF place = mapPlace();
  const engine::SurfaceFrame& frame = m_look->surface.frame;
  return {place.left() + (point[0] - frame.left) / (frame.right - frame.left) * place.width(),
          place.top() + (frame.top - point[1]) / (frame.top - frame.bottom) * place.height()};
}

void SurfaceView::paintMap(QPainter& painter) {
  const Theme& theme = themeOf(*this);
  const QRectF place = mapPlace();
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(place, m_image);
  painter.setRenderHint(QPainter::Antialiasing);
  QColor line = theme.text;
  line.setAlphaF(0.3F);
  painter.setPen(QPen(line, 0));
  const double x = place.width() / static_cast<double>(m_look->surface.columns);
  const double y = place.height() / static_cast<double>(m_look->surface.rows);
  for (const QLineF& each : m_lines)
    painter.drawLine(place.topLeft() + QPointF(each.x1() * x, each.y1() * y),
                     place.topLeft() + QPointF(each.x2() * x, each.y2() * y));
}

void SurfaceView::paintWay(QPainter& painter) {
  const Theme& theme = themeOf(*this);
  painter.setClipRect(mapPlace());
  QPainterPath path;
  for (std::size_t i = 0; i < m_look->way.size(); ++i) {
    const QPointF at = placeOf(m_look->way[i].place);
    i == 0 ? path.moveTo(at) : path.lineTo(at);
  }
  painter.setBrush(Qt::NoBrush);
  for (const QPen& pen : {QPen(theme.field, 4), QPen(theme.text, 1.6)}) {  // with its own outline
    painter.setPen(pen);
    painter.drawPath(path);
  }
  painter.setPen(QPen(theme.field, 1));
  for (std::size_t i = 0; i < m_look->way.size(); ++i) {
    painter.setBrush(theme.text);
    painter.drawEllipse(placeOf(m_look->way[i].place), 3, 3);
  }
  if (m_marked) {
    painter.setBrush(Qt::NoBrush);
    for (const QPen& pen : {QPen(theme.field, 4.5), QPen(theme.accent, 2.2)}) {
      painter.setPen(pen);
      painter.drawEllipse(placeOf(m_look->way[*m_marked].place), 7, 7);
    }
  }
  if (m_here) {
    painter.setPen(QPen(theme.field, 2));
    painter.setBrush(theme.forward);
    painter.drawEllipse(placeOf(*m_here), 6, 6);
  }
  painter.setClipping(false);
}

void SurfaceView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = themeOf(*this);
  if (!m_look) {
    painter.setPen(theme.mutedText);
    painter.drawText(rect().adjusted(12, 6, -12, -6), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    return;
  }
  paintMap(painter);
  paintWay(painter);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(hasFocus() ? theme.accent : theme.border, hasFocus() ? 1.8 : 1));
  painter.drawRect(mapPlace());
}

std::optional<std::size_t> SurfaceView::stateAt(QPointF at) const {
  std::optional<std::size_t> hit;
  double nearest = kStateHit;
  for (std::size_t i = 0; m_look && i < m_look->way.size(); ++i) {
    const QPointF away = placeOf(m_look->way[i].place) - at;
    if (const double distance = std::hypot(away.x(), away.y()); distance < nearest) {
      nearest = distance;
      hit = i;
    }
  }
  return hit;
}

void SurfaceView::setPointed(std::optional<double> loss, std::optional<std::size_t> state) {
  if (loss == m_pointedLoss && state == m_marked) return;
  m_pointedLoss = loss;
  m_marked = state;
  if (state) setAccessibleDescription(tr("Step %1 of the way").arg(countText(m_look->way[*state].step)));
  update();
  emit pointedChanged();
}

void SurfaceView::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  const QRectF place = mapPlace();
  if (!m_look || !place.contains(at)) return setPointed(std::nullopt, std::nullopt);
  const engine::LossSurface& surface = m_look->surface;
  const auto column = static_cast<engine::Index>((at.x() - place.left()) / place.width() *
                                                 static_cast<double>(surface.columns));
  const auto row =
      static_cast<engine::Index>((at.y() - place.top()) / place.height() * static_cast<double>(surface.rows));
  const auto state = stateAt(at);
  setCursor(state ? Qt::PointingHandCursor : Qt::ArrowCursor);
  setPointed(surface.lossAt(std::clamp<engine::Index>(row, 0, surface.rows - 1),
                            std::clamp<engine::Index>(column, 0, surface.columns - 1)),
             state);
}

void SurfaceView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  if (const auto state = stateAt(event->position())) emit stepChosen(m_look->way[*state].step);
}

void SurfaceView::leaveEvent(QEvent*) {
  setPointed(std::nullopt, std::nullopt);
}

void SurfaceView::keyPressEvent(QKeyEvent* event) {
  const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (isReturn && m_marked) return emit stepChosen(m_look->way[*m_marked].step);
  const bool isLeft = event->key() == Qt::Key_Left;
  if (!m_look || (!isLeft && event->key() != Qt::Key_Right)) return QWidget::keyPressEvent(event);
  const std::size_t last = m_look->way.size() - 1;
  const std::size_t from = m_marked.value_or(last);
  setPointed(m_pointedLoss, isLeft ? from - (from > 0 ? 1 : 0) : std::min(from + 1, last));
}

void SurfaceView::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}

void SurfaceView::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  setPointed(std::nullopt, std::nullopt);
  update();
}

void SurfaceView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && m_look)
    m_image = surfaceImage(m_look->surface, themeOf(*this));
}

}  // namespace pellucid::ui

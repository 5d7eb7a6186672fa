// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/value_picture.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {

ValuePicture::ValuePicture(const QString& name, const QString& toolTip, QWidget* parent) : QWidget(parent) {
  setAccessibleName(name);
  setToolTip(toolTip);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ValuePicture::setSide(int pixels) {
  m_side = pixels;
  updateGeometry();
}

void ValuePicture::showValues(const engine::Vector& values, QSize size, double range) {
  m_values = values;
  m_size = size;
  m_range = range > 0 ? range : 1;
  m_isStale = true;
  update();
}

void ValuePicture::showImage(const QImage& image) {
  m_values.resize(0);
  m_size = image.size();
  m_image = image;
  m_isStale = false;
  update();
}

void ValuePicture::clear() {
  m_size = {};
  m_frames.clear();
  point(std::nullopt);
  update();
}

void ValuePicture::setFrames(std::vector<QRect> frames) {
  if (frames == m_frames) return;
  m_frames = std::move(frames);
  update();
}

void ValuePicture::setPointed(std::optional<QPoint> square) {
  if (square == m_pointed) return;
  m_pointed = square;
  update();
}

QRectF ValuePicture::place() const {
  if (m_size.isEmpty()) return {};
  const double fits = std::min(static_cast<double>(width() - 2) / m_size.width(),
                               static_cast<double>(height() - 2) / m_size.height());
  const double side = fits >= 1 ? std::floor(fits) : fits;
  const QSizeF size(m_size.width() * side, m_size.height() * side);
  return {QPointF(std::floor((width() - size.width()) / 2), std::floor((height() - size.height()) / 2)),
          size};
}

std::optional<QPoint> ValuePicture::squareAt(QPointF point) const {
  const QRectF picture = place();
  if (!picture.contains(point)) return std::nullopt;
  const double side = picture.width() / m_size.width();
  return QPoint(std::min(m_size.width() - 1, static_cast<int>((point.x() - picture.left()) / side)),
                std::min(m_size.height() - 1, static_cast<int>((point.y() - picture.top()) / side)));
}

void ValuePicture::point(std::optional<QPoint> square) {
  if (square == m_pointed) return;
  m_pointed = square;
  update();
  emit pointedAt(square);
}

void ValuePicture::paintEvent(QPaintEvent*) {
  if (m_size.isEmpty()) return;
  const Theme& theme = themeOf(*this);
  if (m_isStale) {
    m_isStale = false;
    m_image = signedImage(m_values, m_size.width(), m_size.height(), m_range, theme);
  }
  QPainter painter(this);
  const QRectF picture = place();
  const double side = picture.width() / m_size.width();
  painter.setRenderHint(QPainter::SmoothPixmapTransform, side < 1);
  painter.drawImage(picture, m_image);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(hasFocus() ? QPen(theme.accent, 2) : QPen(theme.border, 1));
  painter.drawRect(picture.adjusted(-0.5, -0.5, 0.5, 0.5));
  const auto drawFrame = [&](const QRect& frame) {
    painter.drawRect(QRectF(picture.left() + frame.left() * side, picture.top() + frame.top() * side,
                            frame.width() * side, frame.height() * side));
  };
  painter.setPen(QPen(theme.forward, 2));
  for (const QRect& frame : m_frames) drawFrame(frame);
  if (m_pointed) {
    painter.setPen(QPen(theme.accent, 2));
    drawFrame({*m_pointed, QSize(1, 1)});
  }
}

void ValuePicture::mouseMoveEvent(QMouseEvent* event) {
  point(squareAt(event->position()));
}

void ValuePicture::mousePressEvent(QMouseEvent* event) {
  if (const auto square = squareAt(event->position())) emit clicked(*square);
}

void ValuePicture::leaveEvent(QEvent*) {
  point(std::nullopt);
}

void ValuePicture::keyPressEvent(QKeyEvent* event) {
  QPoint step;
  if (event->key() == Qt::Key_Left) step = {-1, 0};
  if (event->key() == Qt::Key_Right) step = {1, 0};
  if (event->key() == Qt::Key_Up) step = {0, -1};
  if (event->key() == Qt::Key_Down) step = {0, 1};
  if (m_size.isEmpty() || step.isNull()) return QWidget::keyPressEvent(event);
  const QPoint from = m_pointed.value_or(QPoint(m_size.width() / 2, m_size.height() / 2) - step);
  point(QPoint(std::clamp(from.x() + step.x(), 0, m_size.width() - 1),
               std::clamp(from.y() + step.y(), 0, m_size.height() - 1)));
}

void ValuePicture::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  point(std::nullopt);
  update();
}

void ValuePicture::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange && m_values.size() > 0) m_isStale = true;
  QWidget::changeEvent(event);
}

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/value_picture.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
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

void ValuePicture::setNames(QStringList names) {
  m_names = std::move(names);
  update();
}

QSizeF ValuePicture::margins() const {
  if (m_names.isEmpty()) return {1, 1};
  const QFontMetrics metrics(typeFont(font(), TypeSize::Small));
  int widest = 0;
  for (const QString& name : m_names) widest = std::max(widest, metrics.horizontalAdvance(name));
  return {static_cast<double>(std::min(widest, width() / 4) + 6), static_cast<double>(metrics.height() + 4)};
}

QRectF ValuePicture::place() const {
  if (m_size.isEmpty()) return {};
  const QSizeF margin = margins();
  const double fits = std::min((width() - margin.width() - 1) / m_size.width(),
                               (height() - margin.height() - 1) / m_size.height());
  // Squares of whole pixels, unless that would leave much of the room empty.
  const double side = fits >= 3 ? std::floor(fits) : std::max(fits, 0.0);
  return {QPointF(margin.width(), margin.height()), QSizeF(m_size.width() * side, m_size.height() * side)};
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
  paintNames(painter, picture, side);
  painter.setPen(QPen(theme.forward, 2));
  for (const QRect& frame : m_frames) drawFrame(frame);
  if (m_pointed) {
    painter.setPen(QPen(theme.accent, 2));
    drawFrame({*m_pointed, QSize(1, 1)});
  }
}

void ValuePicture::paintNames(QPainter& painter, const QRectF& picture, double side) const {
  painter.setFont(typeFont(font(), TypeSize::Small));
  painter.setPen(themeOf(*this).mutedText);
  const QFontMetrics metrics = painter.fontMetrics();
  for (int i = 0; i < m_names.size(); ++i) {
    const double at = i * side;
    if (side >= metrics.height())
      painter.drawText(QRectF(0, picture.top() + at, picture.left() - 4, side),
                       Qt::AlignRight | Qt::AlignVCenter,
                       metrics.elidedText(m_names[i], Qt::ElideRight, static_cast<int>(picture.left()) - 4));
    painter.drawText(QRectF(picture.left() + at, 0, side, picture.top() - 2),
                     Qt::AlignHCenter | Qt::AlignBottom,
                     metrics.elidedText(m_names[i], Qt::ElideRight, static_cast<int>(side)));
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

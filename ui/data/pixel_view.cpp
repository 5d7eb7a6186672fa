// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/pixel_view.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/theme/theme.h"

namespace pellucid::ui {

QRectF fitted(const QRectF& area, const QSizeF& aspect) {
  QRectF rect(QPointF(), aspect.scaled(area.size(), Qt::KeepAspectRatio));
  rect.moveCenter(area.center());
  return rect;
}

PixelView::PixelView(QWidget* parent) : QWidget(parent) {
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  setMinimumSize(112, 112);
}

void PixelView::show(const engine::Vector& pixels, engine::Index height, engine::Index width) {
  if (m_image.width() == width && m_image.height() == height && m_pixels == pixels) return;
  m_pixels = pixels;
  m_image = QImage(static_cast<int>(width), static_cast<int>(height), QImage::Format_Grayscale8);
  for (int y = 0; y < m_image.height(); ++y)
    for (int x = 0; x < m_image.width(); ++x)
      m_image.scanLine(y)[x] = static_cast<uchar>(qBound(0, qRound(pixels[y * width + x] * 255), 255));
  update();
}

void PixelView::clear() {
  m_pixels.resize(0);
  m_image = QImage();
  update();
}

void PixelView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QRectF area = QRectF(rect());
  painter.fillRect(area, themeOf(*this).field);
  if (!m_image.isNull()) painter.drawImage(fitted(area, m_image.size()), m_image);
  painter.setPen(themeOf(*this).border);
  painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
}

bool PixelView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip || m_image.isNull()) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QToolTip::showText(help->globalPos(), textAt(help->pos()), this);
  return true;
}

QString PixelView::textAt(const QPointF& position) const {
  const QRectF area = fitted(QRectF(rect()), m_image.size());
  const int x = static_cast<int>(std::floor((position.x() - area.x()) / area.width() * m_image.width()));
  const int y = static_cast<int>(std::floor((position.y() - area.y()) / area.height() * m_image.height()));
  if (!m_image.valid(x, y)) return {};
  return tr("Pixel in row %1, column %2: %3\n(0 is black, 1 is white)")
      .arg(y + 1)
      .arg(x + 1)
      .arg(static_cast<double>(m_pixels[y * m_image.width() + x]), 0, 'f', 2);
}

}  // namespace pellucid::ui

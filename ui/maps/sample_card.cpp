// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/sample_card.h"

#include <QPainter>
#include <QWidget>
#include <algorithm>

#include "ui/maps/map_text.h"
#include "ui/maps/scatter_painter.h"
#include "ui/theme/type_scale.h"

namespace pellucid::ui {

void paintSampleCard(QPainter& painter, const MapLook& look, std::size_t sample, QPointF at,
                     const QWidget& widget) {
  const Theme& theme = themeOf(widget);
  const QFont& font = widget.font();
  constexpr double kPicture = 56;
  constexpr double kPad = 8;
  const bool hasPicture = look.of.dataset->shape.isImage();
  const QFont bold = typeFont(font, TypeSize::Small, true);
  const QFont plain = typeFont(font, TypeSize::Small);
  const QString name = mapSampleName(look, sample);
  const QString verdict = mapVerdict(look, sample);
  constexpr double kMostWords = 250;
  const double line = QFontMetricsF(plain).lineSpacing();
  const QRectF wrapped =
      QFontMetricsF(plain).boundingRect(QRectF(0, 0, kMostWords, 500), Qt::TextWordWrap, verdict);
  const double words = std::max(QFontMetricsF(bold).horizontalAdvance(name), wrapped.width()) + 2;
  const double left = hasPicture ? kPicture + kPad : 0;
  QRectF card(0, 0, words + left + 2 * kPad,
              std::max(line + wrapped.height() + 2, hasPicture ? kPicture : 0.0) + 2 * kPad);
  card.moveTopLeft(at + QPointF(14, 14));
  if (card.right() > widget.width() - 2) card.moveRight(at.x() - 10);
  if (card.bottom() > widget.height() - 2) card.moveBottom(at.y() - 10);
  card.moveLeft(std::max(card.left(), 2.0));
  card.moveTop(std::max(card.top(), 2.0));
  painter.setPen(QPen(theme.border, 1));
  painter.setBrush(theme.panel);
  painter.drawRoundedRect(card, 5, 5);
  if (hasPicture) {
    const QImage image = sampleThumbnail(look, sample);
    QRectF place(QPointF(0, 0), QSizeF(image.size()).scaled(kPicture, kPicture, Qt::KeepAspectRatio));
    place.moveCenter(card.topLeft() + QPointF(kPad + kPicture / 2, kPad + kPicture / 2));
    painter.drawImage(place, image);
  }
  const QPointF corner = card.topLeft() + QPointF(kPad + left, kPad);
  painter.setFont(bold);
  painter.setPen(theme.text);
  painter.drawText(QRectF(corner, QSizeF(words, line)), Qt::AlignLeft | Qt::AlignVCenter, name);
  painter.setFont(plain);
  painter.setPen(look.said[sample].isWrong ? theme.wrong : theme.text);
  painter.drawText(QRectF(corner + QPointF(0, line + 2), QSizeF(words, wrapped.height() + 2)),
                   Qt::AlignLeft | Qt::TextWordWrap, verdict);
}

}  // namespace pellucid::ui

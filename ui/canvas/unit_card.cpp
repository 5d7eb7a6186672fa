// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/unit_card.h"

#include <algorithm>
#include <cmath>

#include "ui/theme/type_scale.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/function_curve.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr double kCorner = 7;
constexpr double kInset = 6;
constexpr double kStripe = 4;          // the colour of the value, along the left side
constexpr double kCardPicture = 0.36;  // of the card's width
constexpr double kLinesHigh = 4.4;     // card height in lines of the numbers' font

/// A dash stands for what is not known yet.
QString numberText(const std::optional<double>& value) {
  return value ? valueText(*value) : QStringLiteral("—");
}

}  // namespace

QRectF unitCardPicture(const QRectF& place) {
  const double side = std::min(place.height() - 2 * kInset, place.width() * kCardPicture);
  return {place.right() - kInset - side, place.center().y() - side / 2, side, side};
}

void paintUnitCard(QPainter& painter, const QRectF& place, const UnitCard& card, const Theme& theme) {
  painter.setRenderHint(QPainter::Antialiasing);
  const std::optional<double> value = card.isGradient ? card.delta : card.a;
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.panel);
  painter.drawRoundedRect(place, kCorner, kCorner);
  painter.save();
  painter.setClipRect(QRectF(place.topLeft(), QSizeF(kStripe, place.height())), Qt::IntersectClip);
  painter.setBrush(value ? theme.diverging(*value / card.range) : theme.neutral);
  painter.drawRoundedRect(place, kCorner, kCorner);
  painter.restore();
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(card.isSelected ? theme.forward : (card.isHovered ? theme.accent : theme.mutedText),
                      card.isSelected || card.isHovered ? 2 : 1));
  painter.drawRoundedRect(place, kCorner, kCorner);

  const QRectF picture = unitCardPicture(place);
  if (!card.picture.isNull()) {
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(picture, card.picture);
    painter.setPen(theme.border);
    painter.drawRect(picture);
  } else if (card.z && card.activation != engine::Activation::Softmax) {
    paintFunction(painter, picture, card.activation, *card.z, false, theme);
  }

  const QFont font = painter.font();
  // QFont counts points, the card pixels: a line is slightly taller than its font.
  const double points = std::clamp(place.height() / kLinesHigh * 0.62, pointsOf(TypeSize::Tiny) - 1,
                                   pointsOf(TypeSize::Largest));
  const QRectF words(place.left() + kStripe + kInset, place.top() + kInset - 2,
                     picture.left() - place.left() - kStripe - 1.5 * kInset, place.height() - 2 * kInset + 4);
  struct Line {
    QString name;
    std::optional<double> value;
    QColor colour;
  };
  std::vector<Line> lines;
  const auto signColour = [&](const std::optional<double>& of) {
    return !of || *of == 0 ? theme.text : (*of < 0 ? theme.negative : theme.positive);
  };
  if (card.isGradient) {
    lines.push_back({QStringLiteral("δ"), card.delta, signColour(card.delta)});
  } else {
    lines.push_back({QStringLiteral("z"), card.z, theme.text});
    lines.push_back({QStringLiteral("a"), card.a, signColour(card.a)});
  }
  const double head = scaledFont(font, points * 0.9).pointSizeF() * 1.5;
  const bool hasHead = words.height() > head + static_cast<double>(lines.size()) * points * 1.6;
  double top = words.top();
  if (hasHead) {
    painter.setFont(scaledFont(font, points * 0.9));
    painter.setPen(theme.mutedText);
    const QString name = nameText(card.activation);
    const QString full = QStringLiteral("Σ, ") + name;
    const QFontMetricsF metrics(painter.font());
    const QString text = metrics.horizontalAdvance(full) <= words.width() ? full : name;
    painter.drawText(QRectF(words.left(), top, words.width(), head), Qt::AlignVCenter,
                     metrics.elidedText(text, Qt::ElideRight, words.width()));
    top += head;
  }
  const double height = (words.bottom() - top) / static_cast<double>(lines.size());
  const double nameWidth = QFontMetricsF(scaledFont(font, points)).horizontalAdvance(QStringLiteral("z")) + 5;
  for (const Line& line : lines) {
    const QRectF row(words.left(), top, words.width(), height);
    painter.setFont(scaledFont(font, points));
    painter.setPen(theme.mutedText);
    painter.drawText(row, Qt::AlignVCenter, line.name);
    QFont bold = scaledFont(font, points, true);
    const double room = row.width() - nameWidth;
    // With fewer digits where there is no room for all, then smaller.
    QString number = numberText(line.value);
    const auto widthOf = [&bold](const QString& text) { return QFontMetricsF(bold).horizontalAdvance(text); };
    if (line.value && widthOf(number) > room) number = shortValueText(*line.value);
    const double width = widthOf(number);
    if (width > room)
      bold = scaledFont(bold, std::max(pointsOf(TypeSize::Least), points * room / width), true);
    painter.setFont(bold);
    painter.setPen(line.colour);
    painter.drawText(row.adjusted(nameWidth, 0, 0, 0), Qt::AlignVCenter, number);
    top += height;
  }
  painter.setFont(font);
}

}  // namespace pellucid::ui

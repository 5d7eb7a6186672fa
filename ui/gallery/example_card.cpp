// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/example_card.h"

#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>
#include <algorithm>

#include "ui/gallery/example_texts.h"
#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"

namespace pellucid::ui {
namespace {

constexpr int kBorder = 10;
constexpr int kMostLines = 4;  // of a sentence

/// As many lines as there is room for; the last one ends in … if there is more.
void drawWrapped(QPainter& painter, const QRectF& rect, const QString& text) {
  const QFontMetricsF metrics(painter.font());
  QTextLayout layout(text, painter.font());
  layout.beginLayout();
  for (double y = 0;;) {
    QTextLine line = layout.createLine();
    if (!line.isValid()) break;
    line.setLineWidth(rect.width());
    const bool isLast = y + 2 * metrics.lineSpacing() > rect.height() + 1;
    QString words = text.mid(line.textStart(), line.textLength());
    if (isLast) words = metrics.elidedText(text.mid(line.textStart()), Qt::ElideRight, rect.width());
    painter.drawText(rect.topLeft() + QPointF(0, y + metrics.ascent()), words);
    if (isLast) break;
    y += metrics.lineSpacing();
  }
  layout.endLayout();
}

}  // namespace

ExampleCard::ExampleCard(engine::StoredExample stored, QWidget* parent)
    : QAbstractButton(parent),
      m_stored(std::move(stored)),
      m_title(exampleText(example().title)),
      m_sentence(exampleText(example().sentence)) {
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(m_title);
  setAccessibleDescription(m_sentence);
  const QString tryThis = exampleText(example().tryThis);
  setToolTip(tryThis.isEmpty() ? m_sentence : tr("%1\nTry this: %2").arg(m_sentence, tryThis));
}

bool ExampleCard::matches(const QStringList& words) const {
  const QString text = m_title + ' ' + m_sentence + ' ' + familyText(example().family) + ' ' +
                       QString::fromStdString(example().experiment.data.name);
  return std::ranges::all_of(words,
                             [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

void ExampleCard::setPicture(const QImage& picture) {
  m_picture = picture;
  update();
}

void ExampleCard::setMarked(bool isMarked) {
  m_isMarked = isMarked;
  update();
}

QSize ExampleCard::sizeHint() const {
  const QFontMetrics title(typeFont(font(), TypeSize::Heading, true));
  const QFontMetrics words(typeFont(font(), TypeSize::Body));
  return {kPicture.width(),
          kPicture.height() + title.lineSpacing() + kMostLines * words.lineSpacing() + 2 * kBorder + 2};
}

void ExampleCard::focusInEvent(QFocusEvent* event) {
  QAbstractButton::focusInEvent(event);
  emit focused();
}

void ExampleCard::paintEvent(QPaintEvent*) {
  const Theme& theme = themeOf(*this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  const QRectF whole = QRectF(rect()).adjusted(1, 1, -1, -1);
  QPainterPath outline;
  outline.addRoundedRect(whole, 8, 8);
  painter.fillPath(outline, theme.panel);
  const QRectF picture(whole.left(), whole.top(), whole.width(), kPicture.height());
  painter.setClipPath(outline);
  painter.fillRect(picture, theme.field);
  if (!m_picture.isNull()) {
    // Keeps its shape, centred: the surroundings have the same colour.
    QSizeF size = QSizeF(m_picture.size()).scaled(picture.size(), Qt::KeepAspectRatio);
    QRectF place(QPointF(), size);
    place.moveCenter(picture.center());
    painter.drawImage(place, m_picture);
  }
  painter.setPen(theme.border);
  painter.drawLine(picture.bottomLeft(), picture.bottomRight());
  painter.setClipping(false);

  painter.setFont(typeFont(font(), TypeSize::Heading, true));
  const QFontMetricsF metrics = painter.fontMetrics();
  const QRectF texts = whole.adjusted(kBorder, kPicture.height() + kBorder - 3, -kBorder, -kBorder + 4);
  painter.setPen(theme.text);
  painter.drawText(texts.topLeft() + QPointF(0, metrics.ascent()),
                   metrics.elidedText(m_title, Qt::ElideRight, texts.width()));
  painter.setFont(typeFont(font(), TypeSize::Body));
  painter.setPen(theme.mutedText);
  drawWrapped(painter, texts.adjusted(0, metrics.lineSpacing() + 2, 0, 0), m_sentence);

  const bool isMarked = m_isMarked || hasFocus();
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(isMarked       ? theme.accent
                      : underMouse() ? theme.mutedText
                                     : theme.border,
                      isMarked ? 2 : 1));
  painter.drawRoundedRect(whole, 8, 8);
}

}  // namespace pellucid::ui

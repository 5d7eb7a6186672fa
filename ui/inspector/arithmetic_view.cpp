// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/arithmetic_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace pellucid::ui {
namespace {

constexpr int kMargin = 8;
constexpr int kBarHeight = 2;
constexpr int kGap = 8;  // between text and value

/// Sentences take as many lines as needed; numbers are on one.
bool isSentence(const ArithmeticRow& row) {
  return row.kind == ArithmeticRow::Kind::Note && row.value.isEmpty() && row.text.endsWith('.');
}

}  // namespace

ArithmeticView::ArithmeticView(Selection& selection) : m_selection(selection) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Arithmetic"));
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  connect(&selection, &Selection::pointedChanged, this, qOverload<>(&QWidget::update));
}

void ArithmeticView::showRows(std::vector<ArithmeticRow> rows) {
  m_rows = std::move(rows);
  if (m_cursor && *m_cursor >= m_rows.size()) m_cursor.reset();
  placeRows();
  update();
}

int ArithmeticView::heightOf(const ArithmeticRow& row) const {
  constexpr int kLeading = 5;
  const int line = fontMetrics().lineSpacing() + kLeading;
  if (!isSentence(row)) return line;
  const QRect room(0, 0, width() - 2 * kMargin, 0);
  return std::max(line, fontMetrics().boundingRect(room, Qt::TextWordWrap, row.text).height() + kLeading);
}

void ArithmeticView::placeRows() {
  const int before = sizeHint().height();
  m_ends.clear();
  int end = 0;
  for (const ArithmeticRow& row : m_rows) m_ends.push_back(end += heightOf(row));
  if (sizeHint().height() != before) updateGeometry();
}

void ArithmeticView::resizeEvent(QResizeEvent*) {
  placeRows();
}

void ArithmeticView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::FontChange) placeRows();
  QWidget::changeEvent(event);
}

QSize ArithmeticView::sizeHint() const {
  return {250, (m_ends.empty() ? 0 : m_ends.back()) + 4};
}

QRect ArithmeticView::rowRect(std::size_t row) const {
  const int top = row == 0 ? 0 : m_ends[row - 1];
  return {0, top, width(), m_ends[row] - top};
}

std::optional<std::size_t> ArithmeticView::rowAt(QPoint point) const {
  const auto end = std::upper_bound(m_ends.begin(), m_ends.end(), std::max(0, point.y()));
  if (!rect().contains(point) || end == m_ends.end()) return std::nullopt;
  return static_cast<std::size_t>(end - m_ends.begin());
}

void ArithmeticView::setCursorRow(std::optional<std::size_t> row) {
  m_cursor = row;
  m_selection.setPointed(row ? m_rows[*row].place : std::nullopt);
  update();
}

void ArithmeticView::mouseMoveEvent(QMouseEvent* event) {
  const auto row = rowAt(event->pos());
  setCursor(row && m_rows[*row].place ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (row == m_cursor) return;
  const bool isCut =
      row && !isSentence(m_rows[*row]) &&
      fontMetrics().horizontalAdvance(m_rows[*row].text + m_rows[*row].value) > width() - 2 * kMargin - kGap;
  setToolTip(isCut ? m_rows[*row].text : QString());
  setCursorRow(row);
}

void ArithmeticView::mousePressEvent(QMouseEvent* event) {
  const auto row = rowAt(event->pos());
  if (row && m_rows[*row].place) m_selection.setPlace(m_rows[*row].place);
}

void ArithmeticView::leaveEvent(QEvent*) {
  setCursorRow(std::nullopt);
}

void ArithmeticView::focusOutEvent(QFocusEvent* event) {
  setCursorRow(std::nullopt);
  QWidget::focusOutEvent(event);
}

void ArithmeticView::keyPressEvent(QKeyEvent* event) {
  const bool isDown = event->key() == Qt::Key_Down;
  if ((isDown || event->key() == Qt::Key_Up) && !m_rows.empty()) {
    const std::size_t last = m_rows.size() - 1;
    if (!m_cursor)
      setCursorRow(isDown ? 0 : last);
    else
      setCursorRow(isDown ? std::min(*m_cursor + 1, last) : *m_cursor - std::min<std::size_t>(*m_cursor, 1));
    return;
  }
  if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_cursor &&
      m_rows[*m_cursor].place) {
    m_selection.setPlace(m_rows[*m_cursor].place);
    return;
  }
  QWidget::keyPressEvent(event);
}

void ArithmeticView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  for (std::size_t i = 0; i < m_rows.size(); ++i) paintRow(painter, i);
}

void ArithmeticView::paintRow(QPainter& painter, std::size_t index) const {
  const Theme& theme = themeOf(*this);
  const ArithmeticRow& row = m_rows[index];
  const QRect place = rowRect(index);
  const bool isPointed = row.place && m_selection.pointed() == row.place;
  if (isPointed || m_cursor == index) {
    QColor background = theme.accent;
    background.setAlphaF(isPointed ? 0.22F : 0.08F);
    painter.fillRect(place, background);
  }
  if (row.share != 0) {
    QColor colour = theme.diverging(row.share < 0 ? -1 : 1);
    painter.fillRect(QRectF(kMargin, place.bottom() - kBarHeight + 1,
                            (place.width() - 2 * kMargin) * std::min(1.0, std::abs(row.share)), kBarHeight),
                     colour);
  }
  QFont textFont = font();
  textFont.setBold(row.kind == ArithmeticRow::Kind::Heading || row.kind == ArithmeticRow::Kind::Result);
  painter.setFont(textFont);
  const QRect inner = place.adjusted(kMargin, 0, -kMargin, -1);
  const QFontMetrics metrics(textFont);
  const int valueWidth = row.value.isEmpty() ? 0 : metrics.horizontalAdvance(row.value) + kGap;
  const bool isMuted = row.kind == ArithmeticRow::Kind::Note;
  painter.setPen(row.kind == ArithmeticRow::Kind::Heading ? theme.accent
                                                          : (isMuted ? theme.mutedText : theme.text));
  if (isSentence(row)) {
    painter.drawText(inner, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextWordWrap, row.text);
    return;
  }
  painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(row.text, Qt::ElideRight, inner.width() - valueWidth));
  painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, row.value);
}

}  // namespace pellucid::ui

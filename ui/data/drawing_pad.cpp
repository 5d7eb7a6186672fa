// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/drawing_pad.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/data/digit_frame.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {
namespace {

constexpr int kDetail = 10;  // pixels of the sheet for one of a sample
// A stroke of MNIST is 2.4 of its pixels wide with a soft edge (measured on upright ones); drawings are
// larger than the box of 20 pixels that they will be scaled to.
constexpr double kCore = 2.2 * kDetail;
constexpr double kEdge = 3.4 * kDetail;
constexpr double kEraser = 4.0 * kDetail;

constexpr int kEdgeSteps = 5;

// Grey values of data, not colours of the window.
constexpr uint kPaper = 0;

/// The largest rectangle of this aspect in the middle of `area`.
QRectF fitted(const QRectF& area, const QSizeF& aspect) {
  QRectF rect(QPointF(), aspect.scaled(area.size(), Qt::KeepAspectRatio));
  rect.moveCenter(area.center());
  return rect;
}

}  // namespace

DrawingPad::DrawingPad(QWidget* parent) : QWidget(parent) {
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  setMinimumSize(112, 112);
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::CrossCursor);
  setAccessibleName(tr("Drawing sheet"));
  setToolTip(
      tr("Draw with the left mouse button, erase with the right one. Delete clears the sheet, Ctrl+Z undoes "
         "a stroke.\nThe drawing is centred and scaled like the training images before the network sees it, "
         "because "
         "a network only knows what it was trained on."));
  setShape(28, 28);
}

void DrawingPad::setShape(engine::Index height, engine::Index width) {
  const QSize size(static_cast<int>(width) * kDetail, static_cast<int>(height) * kDetail);
  if (m_sheet.size() == size) return;
  m_sheet = QImage(size, QImage::Format_RGB32);
  m_sheet.fill(kPaper);
  m_strokes.clear();
  m_isDrawing = false;
  update();
}

engine::Vector DrawingPad::pixels() const {
  return frameDigit(m_sheet, m_sheet.height() / kDetail, m_sheet.width() / kDetail);
}

void DrawingPad::clear() {
  if (isEmpty()) return;
  m_isDrawing = false;
  m_strokes.clear();
  m_sheet.fill(kPaper);
  update();
  emit drawn(pixels());
}

void DrawingPad::undoStroke() {
  if (isEmpty()) return;
  m_isDrawing = false;
  m_strokes.pop_back();
  m_sheet.fill(kPaper);
  for (const Stroke& stroke : m_strokes) paintStroke(stroke, 0);
  update();
  emit drawn(pixels());
}

QRectF DrawingPad::sheetArea() const {
  return fitted(QRectF(rect()), m_sheet.size());
}

QPointF DrawingPad::onSheet(const QPointF& position) const {
  const QRectF area = sheetArea();
  return (position - area.topLeft()) * (m_sheet.width() / area.width());
}

void DrawingPad::paintStroke(const Stroke& stroke, qsizetype firstPoint) {
  QPainter painter(&m_sheet);
  painter.setRenderHint(QPainter::Antialiasing);
  const auto draw = [&](const QColor& colour, double width) {
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPolygonF points = stroke.points.sliced(firstPoint);
    if (points.size() == 1)
      painter.drawPoint(points.front());
    else
      painter.drawPolyline(points);
  };
  if (stroke.erases) {
    draw(kPaper, kEraser);
    return;
  }
  // The lighter of old and new ink, so that pieces of a stroke do not add up where they meet.
  painter.setCompositionMode(QPainter::CompositionMode_Lighten);
  for (int i = 1; i <= kEdgeSteps; ++i) {
    const int grey = 255 * i / kEdgeSteps;
    draw(QColor(grey, grey, grey), kEdge + (kCore - kEdge) * (i - 1) / (kEdgeSteps - 1));
  }
}

void DrawingPad::extendStroke(const QPointF& position) {
  Stroke& stroke = m_strokes.back();
  stroke.points << onSheet(position);
  paintStroke(stroke, std::max<qsizetype>(0, stroke.points.size() - 2));
  update();
  emit drawn(pixels());
}

void DrawingPad::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton && event->button() != Qt::RightButton) return;
  const bool erases = event->button() == Qt::RightButton;
  if (erases && isEmpty()) return;
  m_strokes.push_back({.points = {}, .erases = erases});
  m_isDrawing = true;
  extendStroke(event->position());
}

void DrawingPad::mouseMoveEvent(QMouseEvent* event) {
  if (m_isDrawing) extendStroke(event->position());
}

void DrawingPad::mouseReleaseEvent(QMouseEvent* event) {
  if (!(event->buttons() & (Qt::LeftButton | Qt::RightButton))) m_isDrawing = false;
}

void DrawingPad::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
    clear();
  else if (event->matches(QKeySequence::Undo) && !isEmpty())
    undoStroke();
  else
    QWidget::keyPressEvent(event);
}

bool DrawingPad::event(QEvent* event) {
  // While there are strokes and the sheet has the focus, these keys are its own and not the window's actions.
  if (event->type() == QEvent::ShortcutOverride && !isEmpty()) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->matches(QKeySequence::Undo) || key->key() == Qt::Key_Delete || key->key() == Qt::Key_Backspace) {
      event->accept();
      return true;
    }
  }
  return QWidget::event(event);
}

void DrawingPad::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  const Theme& theme = themeOf(*this);
  const QRectF area = rect();
  painter.fillRect(area, theme.field);
  painter.drawImage(sheetArea(), m_sheet);
  if (isEmpty()) {
    painter.setPen(darkTheme().mutedText);  // the sheet is black in both themes
    painter.drawText(sheetArea(), Qt::AlignCenter, tr("Draw a digit here"));
  }
  painter.setPen(hasFocus() ? theme.accent : theme.border);
  painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
}

}  // namespace pellucid::ui

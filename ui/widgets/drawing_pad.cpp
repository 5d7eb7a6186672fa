// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/drawing_pad.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/digit_frame.h"
#include "ui/widgets/own_keys.h"

namespace pellucid::ui {
namespace {

constexpr int kDetail = 10;  // pixels of the sheet for each of a sample's
// A stroke of MNIST is 2.4 of its pixels wide with a soft edge (measured on upright ones); drawings are
// larger than the 20-pixel box they are scaled to.
constexpr double kCore = 2.2 * kDetail;
constexpr double kEdge = 3.4 * kDetail;
constexpr double kEraser = 4.0 * kDetail;

constexpr int kEdgeSteps = 5;
constexpr double kPenStep = kDetail;  // of an arrow key
constexpr double kPenRing = 7;        // pixels of the screen

// Grey values of data, not colours of the window.
constexpr uint kPaper = 0;

/// The largest rectangle of this aspect ratio, centred in `area`.
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
  m_isDrawing = m_isPenDown = false;
  m_pen = QRectF(m_sheet.rect()).center();
  m_strokes.clear();
  m_sheet.fill(kPaper);
  update();
  emit drawn(pixels());
}

void DrawingPad::undoStroke() {
  if (isEmpty()) return;
  m_isDrawing = m_isPenDown = false;
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

void DrawingPad::extendStroke(const QPointF& point) {
  Stroke& stroke = m_strokes.back();
  stroke.points << point;
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
  m_isPenDown = m_isPenShown = false;
  extendStroke(onSheet(event->position()));
}

void DrawingPad::mouseMoveEvent(QMouseEvent* event) {
  if (m_isDrawing) extendStroke(onSheet(event->position()));
}

void DrawingPad::mouseReleaseEvent(QMouseEvent* event) {
  if (!(event->buttons() & (Qt::LeftButton | Qt::RightButton))) m_isDrawing = false;
}

void DrawingPad::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
    clear();
  else if (event->matches(QKeySequence::Undo) && !isEmpty())
    undoStroke();
  else if (!m_hasPen)
    QWidget::keyPressEvent(event);
  else
    usePenKey(*event);
}

void DrawingPad::usePenKey(QKeyEvent& event) {
  const double step = kPenStep * (event.modifiers() & Qt::ShiftModifier ? 3 : 1);
  switch (event.key()) {
    case Qt::Key_Left:
      return movePen({-step, 0});
    case Qt::Key_Right:
      return movePen({step, 0});
    case Qt::Key_Up:
      return movePen({0, -step});
    case Qt::Key_Down:
      return movePen({0, step});
    case Qt::Key_Space:
      return usePen();
    case Qt::Key_Return:
    case Qt::Key_Enter:
      return emit accepted();
    default:
      QWidget::keyPressEvent(&event);
  }
}

void DrawingPad::setKeyboardPen(bool hasPen) {
  m_hasPen = hasPen;
  m_pen = QRectF(m_sheet.rect()).center();
  if (!hasPen) return;
  setToolTip(tr(
      "Draw with the left mouse button, erase with the right one. Or move the pen with the arrow keys; Space "
      "lets it down and lifts it.\nDelete clears the sheet, Ctrl+Z undoes a stroke, Return takes the "
      "drawing. "
      "It is centred and scaled as the images of MNIST are."));
}

void DrawingPad::movePen(const QPointF& by) {
  m_isPenShown = true;
  m_pen = {std::clamp(m_pen.x() + by.x(), 0.0, m_sheet.width() - 1.0),
           std::clamp(m_pen.y() + by.y(), 0.0, m_sheet.height() - 1.0)};
  if (m_isPenDown) extendStroke(m_pen);
  update();
}

void DrawingPad::usePen() {
  m_isPenShown = true;
  m_isPenDown = !m_isPenDown;
  if (m_isPenDown) {
    m_strokes.push_back({.points = {}, .erases = false});
    extendStroke(m_pen);
  }
  update();
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
  const bool isPens = m_hasPen && claimsKey(*event, {Qt::Key_Space, Qt::Key_Left, Qt::Key_Right, Qt::Key_Up,
                                                     Qt::Key_Down, Qt::Key_Return, Qt::Key_Enter});
  return isPens || QWidget::event(event);
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
    painter.drawText(sheetArea(), Qt::AlignCenter, m_hasPen ? tr("Draw here") : tr("Draw a digit here"));
  }
  if (m_isPenShown && hasFocus()) {
    const QRectF sheet = sheetArea();
    const QPointF at = sheet.topLeft() + m_pen * (sheet.width() / m_sheet.width());
    painter.setPen(QPen(darkTheme().accent, m_isPenDown ? 3 : 1.5));
    painter.drawEllipse(at, kPenRing, kPenRing);
  }
  painter.setPen(hasFocus() ? theme.accent : theme.border);
  painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
}

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/easel.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/class_colours.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/own_keys.h"

namespace pellucid::ui {
namespace {

using engine::SheetPlace;

constexpr double kPickRadius = 8;  // pixels
constexpr double kDotRadius = 4;
constexpr double kCursorStep = 0.2;  // units of the plane
constexpr double kLongCursorStep = 1;
constexpr double kDabsApart = 0.6;    // of the radius
constexpr double kPointsPerArea = 8;  // of a dab of the brush, per square unit
constexpr double kJitterShare = 0.4;  // of the radius

double distance(SheetPlace a, SheetPlace b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

}  // namespace

Easel::Easel(OwnDesk& desk, QWidget* parent) : QWidget(parent), m_desk(desk) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("The sheet to paint on"));
  setAccessibleDescription(tr(
      "Arrow keys move the cursor, Space uses the tool there, Delete erases, a digit chooses the class, and "
      "Escape goes back to looking."));
  connect(&m_desk, &OwnDesk::changed, this, [this] {
    dropStroke();
    m_selected.clear();
    update();
  });
}

void Easel::setSheet(const QRectF& sheet) {
  m_sheet = sheet;
  update();
}

void Easel::setTool(PaintTool tool) {
  dropStroke();
  m_tool = tool;
  if (tool != PaintTool::Move) m_selected.clear();
  setCursor(tool == PaintTool::Move ? Qt::ArrowCursor : Qt::CrossCursor);
  update();
}

void Easel::setRadius(double radius) {
  m_radius = radius;
  update();
}

void Easel::setAnswer(engine::PaintedAnswer answer) {
  m_answer = answer;
  update();
}

QPointF Easel::at(SheetPlace place) const {
  return {m_sheet.left() + m_sheet.width() * (place.x + engine::kSheetReach) / (2 * engine::kSheetReach),
          m_sheet.bottom() - m_sheet.height() * (place.y + engine::kSheetReach) / (2 * engine::kSheetReach)};
}

SheetPlace Easel::placeAt(QPointF at) const {
  const auto along = [](double value) {
    return std::clamp(value, -engine::kSheetReach, engine::kSheetReach);
  };
  return {
      .x = along((at.x() - m_sheet.left()) / m_sheet.width() * 2 * engine::kSheetReach - engine::kSheetReach),
      .y = along((m_sheet.bottom() - at.y()) / m_sheet.height() * 2 * engine::kSheetReach -
                 engine::kSheetReach)};
}

engine::SampleNumbers Easel::pickAt(SheetPlace place) const {
  const engine::PaintedPoint* nearest = nullptr;
  double least = kPickRadius;
  for (const engine::PaintedPoint& point : m_desk.samples().points) {
    const QPointF away = at(engine::placeOf(point)) - at(place);
    const double pixels = std::hypot(away.x(), away.y());
    if (pixels > least) continue;
    least = pixels;
    nearest = &point;
  }
  return nearest == nullptr ? engine::SampleNumbers() : engine::SampleNumbers{nearest->number};
}

void Easel::beginStroke(PaintTool tool, SheetPlace at) {
  m_pending = m_desk.samples();
  m_strokeTool = tool;
  m_begun = m_last = at;
  m_isBand = false;
  if (tool == PaintTool::Move) {
    const engine::SampleNumbers picked = pickAt(at);
    m_isBand = picked.empty();
    const bool isSelected = !picked.empty() && std::ranges::binary_search(m_selected, picked.front());
    if (!isSelected) m_selected = picked;
  } else {
    dab(at);
  }
  update();
}

/// One touch of the tool.
void Easel::dab(SheetPlace at) {
  engine::OwnSamples& own = *m_pending;
  bool hasRoom = true;
  switch (m_strokeTool) {
    case PaintTool::Put:
      hasRoom = engine::putPoint(own, at, m_answer);
      break;
    case PaintTool::Brush: {
      const auto count =
          static_cast<std::size_t>(std::max(1.0, std::round(kPointsPerArea * m_radius * m_radius)));
      hasRoom = engine::sprayPoints(own, at, m_radius, count, m_answer) == count;
      break;
    }
    case PaintTool::Jitter:
      engine::jitterPoints(own, engine::pointsWithin(own, at, m_radius), kJitterShare * m_radius);
      break;
    case PaintTool::Erase:
      engine::erasePoints(own, engine::pointsWithin(own, at, m_radius));
      break;
    case PaintTool::Move:
    case PaintTool::Look:
      break;
  }
  m_last = at;
  if (!hasRoom) emit noted(fullText());
}

QString Easel::fullText() {
  return tr("There is room for %Ln point(s). Erase some to paint others.", nullptr,
            static_cast<int>(engine::kMostPainted));
}

void Easel::extendStroke(SheetPlace at) {
  if (m_strokeTool == PaintTool::Put) {  // the point goes where the pointer is released
    *m_pending = m_desk.samples();
    dab(at);
  } else if (m_strokeTool == PaintTool::Move) {
    if (!m_isBand) {
      *m_pending = m_desk.samples();
      engine::movePoints(*m_pending, m_selected, {.x = at.x - m_begun.x, .y = at.y - m_begun.y});
    }
    m_last = at;
  } else if (distance(at, m_last) >= kDabsApart * m_radius) {
    dab(at);
  }
  update();
}

void Easel::endStroke() {
  if (!m_pending) return;
  if (m_isBand) {
    m_selected = engine::pointsBetween(m_desk.samples(), m_begun, m_last);
    return dropStroke();
  }
  engine::SampleNumbers selected = m_selected;
  engine::OwnSamples after = std::move(*m_pending);
  dropStroke();
  if (const auto done = m_desk.commit(strokeText(m_strokeTool), std::move(after)); !done)
    emit noted(messageText(done.error().message));
  if (m_tool == PaintTool::Move) {
    std::erase_if(selected, [this](std::uint32_t number) {
      return !std::ranges::binary_search(m_desk.samples().points, number, {}, &engine::PaintedPoint::number);
    });
    m_selected = std::move(selected);
  }
  update();
}

void Easel::dropStroke() {
  m_pending.reset();
  m_isBand = false;
  update();
}

QString Easel::strokeText(PaintTool tool) const {
  switch (tool) {
    case PaintTool::Put:
      return tr("put a point");
    case PaintTool::Brush:
      return tr("brush points");
    case PaintTool::Move:
      return tr("move points");
    case PaintTool::Jitter:
      return tr("jitter points");
    case PaintTool::Erase:
      return tr("erase points");
    case PaintTool::Look:
      break;
  }
  return {};
}

bool Easel::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    QList<int> own = {Qt::Key_Space, Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_Escape,
                      Qt::Key_Left,  Qt::Key_Right,  Qt::Key_Up,        Qt::Key_Down};
    for (std::size_t i = 0; i < engine::kMostPaintedClasses; ++i) own << Qt::Key_1 + static_cast<int>(i);
    const bool isPlain = !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (isPlain && claimsKey(*event, own)) return true;
  }
  return QWidget::event(event);
}

void Easel::mousePressEvent(QMouseEvent* event) {
  const bool erases = event->button() == Qt::RightButton;
  if (m_pending || !m_sheet.contains(event->position()) || (event->button() != Qt::LeftButton && !erases))
    return;
  m_hasCursor = false;
  m_cursor = placeAt(event->position());
  beginStroke(erases ? PaintTool::Erase : m_tool, m_cursor);
}

void Easel::mouseMoveEvent(QMouseEvent* event) {
  m_pointer = placeAt(event->position());
  if (!m_sheet.contains(event->position()) && !m_pending) m_pointer.reset();
  if (m_pending && event->buttons() != Qt::NoButton) extendStroke(placeAt(event->position()));
  update();
}

void Easel::mouseReleaseEvent(QMouseEvent* event) {
  if (event->buttons() == Qt::NoButton) endStroke();
}

void Easel::leaveEvent(QEvent*) {
  m_pointer.reset();
  update();
}

void Easel::moveCursor(SheetPlace by) {
  m_hasCursor = true;
  m_cursor = {.x = std::clamp(m_cursor.x + by.x, -engine::kSheetReach, engine::kSheetReach),
              .y = std::clamp(m_cursor.y + by.y, -engine::kSheetReach, engine::kSheetReach)};
  if (m_pending) extendStroke(m_cursor);
  update();
}

void Easel::useCursor() {
  m_hasCursor = true;
  if (m_pending) return endStroke();  // drops what was picked up
  const engine::SampleNumbers selected = m_selected;
  beginStroke(m_tool, m_cursor);
  // A selection is carried from wherever the cursor is.
  if (m_tool == PaintTool::Move) {
    if (m_isBand) m_selected = selected;
    if (m_isBand && m_selected.empty()) m_selected = engine::pointsWithin(*m_pending, m_cursor, m_radius);
    m_isBand = false;
    if (m_selected.empty()) {
      dropStroke();
      emit noted(tr("There is no point near the cursor to be moved."));
    }
    return;
  }
  endStroke();
}

void Easel::eraseHere() {
  dropStroke();
  engine::SampleNumbers chosen = m_selected;
  if (chosen.empty()) chosen = pickAt(m_cursor);
  if (chosen.empty()) chosen = engine::pointsWithin(m_desk.samples(), m_cursor, m_radius);
  engine::OwnSamples after = m_desk.samples();
  engine::erasePoints(after, chosen);
  if (const auto done = m_desk.commit(strokeText(PaintTool::Erase), std::move(after)); !done)
    emit noted(messageText(done.error().message));
}

void Easel::keyPressEvent(QKeyEvent* event) {
  const double step = event->modifiers() & Qt::ShiftModifier ? kLongCursorStep : kCursorStep;
  const int key = event->key();
  if (event->matches(QKeySequence::SelectAll) && m_tool == PaintTool::Move) {
    m_selected = engine::pointsWithin(m_desk.samples(), {}, 2 * engine::kSheetReach);
    return update();
  }
  if (key >= Qt::Key_1 && key < Qt::Key_1 + static_cast<int>(engine::kMostPaintedClasses) &&
      event->modifiers() == Qt::NoModifier)
    return emit classWanted(key - Qt::Key_1);
  switch (key) {
    case Qt::Key_Left:
      return moveCursor({.x = -step, .y = 0});
    case Qt::Key_Right:
      return moveCursor({.x = step, .y = 0});
    case Qt::Key_Up:
      return moveCursor({.x = 0, .y = step});
    case Qt::Key_Down:
      return moveCursor({.x = 0, .y = -step});
    case Qt::Key_Space:
      return useCursor();
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
      return eraseHere();
    case Qt::Key_Escape:
      if (m_pending) return dropStroke();
      if (m_selected.empty()) return emit toolWanted(PaintTool::Look);
      m_selected.clear();
      return update();
    default:
      QWidget::keyPressEvent(event);
  }
}

QColor Easel::colourOf(const engine::PaintedPoint& point) const {
  const Theme& theme = themeOf(*this);
  const engine::OwnSamples& own = m_desk.samples();
  if (own.kind == engine::OwnKind::Heights)
    return theme.diverging(static_cast<double>(point.height) / engine::kMostHeight);
  return classColour(theme, point.label, static_cast<std::ptrdiff_t>(own.classes.size()), own.colours);
}

void Easel::paintPending(QPainter& painter) const {
  const Theme& theme = themeOf(*this);
  const engine::OwnSamples& own = m_desk.samples();
  if (m_pending && !m_isBand) {
    for (const engine::PaintedPoint& point : m_pending->points) {
      painter.setPen(QPen(theme.field, 1));
      painter.setBrush(colourOf(point));
      painter.drawEllipse(at(engine::placeOf(point)), kDotRadius, kDotRadius);
    }
    // Points that the stroke removes are crossed out.
    painter.setPen(QPen(theme.wrong, 1.6));
    for (const engine::PaintedPoint& point : own.points) {
      if (std::ranges::binary_search(m_pending->points, point.number, {}, &engine::PaintedPoint::number))
        continue;
      const QPointF middle = at(engine::placeOf(point));
      painter.drawLine(middle + QPointF(-4, -4), middle + QPointF(4, 4));
      painter.drawLine(middle + QPointF(-4, 4), middle + QPointF(4, -4));
    }
  }
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.accent, 2));
  const engine::OwnSamples& shown = m_pending ? *m_pending : own;
  for (const engine::PaintedPoint& point : shown.points)
    if (std::ranges::binary_search(m_selected, point.number))
      painter.drawEllipse(at(engine::placeOf(point)), kDotRadius + 3, kDotRadius + 3);
  if (m_isBand) {
    painter.setPen(QPen(theme.accent, 1, Qt::DashLine));
    painter.drawRect(QRectF(at(m_begun), at(m_last)).normalized());
  }
}

void Easel::paintTool(QPainter& painter) const {
  const Theme& theme = themeOf(*this);
  const bool isWide = m_tool == PaintTool::Brush || m_tool == PaintTool::Jitter || m_tool == PaintTool::Erase;
  const auto place = m_hasCursor && hasFocus() ? std::optional(m_cursor) : m_pointer;
  if (!place) return;
  const QPointF middle = at(*place);
  const bool paints = m_tool == PaintTool::Put || m_tool == PaintTool::Brush;
  const QColor colour = paints ? colourOf({.height = m_answer.height, .label = m_answer.label}) : theme.text;
  painter.setBrush(Qt::NoBrush);
  // With a background of its own: the plane has all colours.
  for (const QPen& pen : {QPen(theme.field, 4), QPen(colour, 2)}) {
    painter.setPen(pen);
    if (isWide)
      painter.drawEllipse(middle, m_radius * m_sheet.width() / (2 * engine::kSheetReach),
                          m_radius * m_sheet.height() / (2 * engine::kSheetReach));
    if (!m_hasCursor) continue;
    painter.drawLine(middle - QPointF(9, 0), middle + QPointF(9, 0));
    painter.drawLine(middle - QPointF(0, 9), middle + QPointF(0, 9));
  }
}

void Easel::paintHint(QPainter& painter) const {
  const Theme& theme = themeOf(*this);
  painter.fillRect(m_sheet, theme.field);
  painter.setPen(QPen(theme.border, 1));
  for (int unit = -static_cast<int>(engine::kSheetReach); unit <= static_cast<int>(engine::kSheetReach);
       ++unit) {
    const auto along = static_cast<double>(unit);
    painter.drawLine(at({.x = along, .y = -engine::kSheetReach}), at({.x = along, .y = engine::kSheetReach}));
    painter.drawLine(at({.x = -engine::kSheetReach, .y = along}), at({.x = engine::kSheetReach, .y = along}));
  }
  painter.setPen(QPen(theme.mutedText, 1.4));
  painter.drawLine(at({.x = 0, .y = -engine::kSheetReach}), at({.x = 0, .y = engine::kSheetReach}));
  painter.drawLine(at({.x = -engine::kSheetReach, .y = 0}), at({.x = engine::kSheetReach, .y = 0}));
  const bool isOfClasses = m_desk.samples().kind == engine::OwnKind::Points;
  const QString text =
      isOfClasses
          ? tr("Click to put points of the class that is chosen above; press 2 for the second class. With "
               "the brush you paint many at once.\n\nThe network begins with the first point, and you can "
               "go on painting while it trains.")
          : tr("Click to put points of the height that is chosen above. With the brush you paint many at "
               "once.\n\nThe network begins with the first point, and you can go on painting while it "
               "trains.");
  const QRectF room = m_sheet.adjusted(24, 12, -24, -12);
  constexpr int kFlags = Qt::AlignCenter | Qt::TextWordWrap;
  const QRectF box = painter.boundingRect(room, kFlags, text).adjusted(-10, -6, 10, 6);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.field);
  painter.drawRoundedRect(box, 6, 6);
  painter.setPen(theme.text);
  painter.drawText(room, kFlags, text);
}

void Easel::paintEvent(QPaintEvent*) {
  if (!m_desk.isOpen()) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (!m_desk.isInUse()) {
    painter.fillRect(rect(), themeOf(*this).window);  // below are other data
    if (m_pending)
      painter.fillRect(m_sheet, themeOf(*this).field);
    else
      paintHint(painter);
  }
  painter.setClipRect(m_sheet.adjusted(-2, -2, 2, 2));
  paintPending(painter);
  paintTool(painter);
  if (!hasFocus()) return;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(themeOf(*this).accent, 1.5));
  painter.drawRect(m_sheet.adjusted(-1.5, -1.5, 1.5, 1.5));
}

}  // namespace pellucid::ui

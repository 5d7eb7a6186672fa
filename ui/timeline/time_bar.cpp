// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/time_bar.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <utility>

#include "ui/theme/theme.h"
#include "ui/timeline/event_marks.h"
#include "ui/timeline/event_text.h"
#include "ui/timeline/moment_text.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/wrapped_tool_tips.h"

namespace pellucid::ui {
namespace {

constexpr int kLanesHeight = 27;  ///< whatever its content, so that nothing moves
constexpr int kSide = 12;
constexpr int kGap = 3;
constexpr double kNear = 6;      ///< pixels between the pointer and the item meant
constexpr double kFewTicks = 4;  ///< pixels at which two marks of kept states can be distinguished

}  // namespace

TimeBar::TimeBar(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  setMaximumHeight(TimeBar::sizeHint().height());
  setAccessibleName(tr("Time"));
}

QSize TimeBar::sizeHint() const {
  return {400, fontMetrics().height() + 3 * kGap + kLanesHeight};
}

QSize TimeBar::minimumSizeHint() const {
  constexpr int kLowest = 12;
  return {200, kLowest};
}

bool TimeBar::hasRoomForWords() const {
  return height() >= sizeHint().height();
}

void TimeBar::showMoment(const Moment& moment) {
  m_timeline = moment.snapshot->timeline;
  m_stepsPerEpoch = moment.snapshot->stepsPerEpoch;
  if (std::exchange(m_run, moment.snapshot->run) != moment.snapshot->run) m_secondsPerStep.reset();
  // Nothing has been measured at the beginning, but perhaps before a jump back to it.
  for (const auto& point : {moment.snapshot->train, moment.snapshot->test})
    if (point && point->step > 0 && point->seconds > 0)
      m_secondsPerStep = point->seconds / static_cast<double>(point->step);
  setAccessibleDescription(
      hasLanes() ? (m_timeline.isRecomputed ? tr("Step %1 of %2, recomputed here") : tr("Step %1 of %2"))
                       .arg(countText(m_timeline.step), countText(m_timeline.lanes[m_timeline.lane].end))
                 : QString());
  update();
}

QRectF TimeBar::lanesArea() const {
  const int top = hasRoomForWords() ? fontMetrics().height() + 2 * kGap : kGap;
  return QRectF(kSide, top, std::max(width() - 2 * kSide, 1), std::max(height() - top - kGap, 1));
}

LaneLayout TimeBar::lanes() const {
  return {m_timeline, lanesArea()};
}

void TimeBar::want(std::size_t lane, std::int64_t step) {
  if (hasLanes()) emit wanted(lane, step);
}

void TimeBar::setSigns(std::vector<TimeSign> signs) {
  if (signs == m_signs.all()) return;
  m_signs.set(std::move(signs));
  update();
}

void TimeBar::mousePressEvent(QMouseEvent* event) {
  if (hasLanes() && event->button() == Qt::LeftButton)
    if (const auto sign = m_signs.at(event->position(), m_timeline, lanes())) {
      emit signPressed(*sign);
      return;
    }
  mouseMoveEvent(event);
}

void TimeBar::mouseMoveEvent(QMouseEvent* event) {
  m_pointer = event->position();
  update();
  if (!event->buttons().testFlag(Qt::LeftButton) || !hasLanes()) return;
  const LaneLayout::Place place = lanes().placeAt(event->position());
  want(place.lane, place.step);
}

std::optional<std::int64_t> TimeBar::bookmarkNear(const LaneLayout& layout, std::size_t lane,
                                                  double x) const {
  for (const engine::TimelineEvent& event : m_timeline.lanes[lane].events)
    if (std::holds_alternative<engine::Bookmark>(event.change) && std::abs(layout.x(event.step) - x) <= kNear)
      return event.step;
  return std::nullopt;
}

void TimeBar::mouseDoubleClickEvent(QMouseEvent* event) {
  if (!hasLanes()) return;
  const LaneLayout layout = lanes();
  const LaneLayout::Place place = layout.placeAt(event->position());
  if (const auto step = bookmarkNear(layout, place.lane, event->position().x()))
    emit bookmarkWanted(place.lane, *step);
}

void TimeBar::contextMenuEvent(QContextMenuEvent* event) {
  if (!hasLanes()) return;
  const LaneLayout layout = lanes();
  const bool isPointed = event->reason() == QContextMenuEvent::Mouse;
  LaneLayout::Place place{.lane = m_timeline.lane, .step = m_timeline.step};
  if (isPointed) place = layout.placeAt(event->pos());
  const double x = isPointed ? event->pos().x() : layout.x(place.step);
  if (const auto bookmark = bookmarkNear(layout, ownerOf(m_timeline.lanes, place.lane, place.step), x))
    place.step = *bookmark;
  const bool hasBookmark = bookmarkAt(m_timeline, place.lane, place.step) != nullptr;
  QMenu menu(this);
  menu.addAction(tr("&Go to step %1").arg(countText(place.step)), this,
                 [this, place] { want(place.lane, place.step); });
  menu.addAction(
      hasBookmark ? tr("&Edit the note… (B)") : tr("&Bookmark step %1 (B)").arg(countText(place.step)), this,
      [this, place] { emit bookmarkWanted(place.lane, place.step); });
  if (hasBookmark)
    menu.addAction(tr("&Remove the bookmark"), this,
                   [this, place] { emit bookmarkRemoved(place.lane, place.step); });
  menu.addSeparator();
  const QString lane = laneText(m_timeline, place.lane).replace(QLatin1Char('&'), QLatin1String("&&"));
  menu.addAction(tr("&Name the lane \"%1\"…").arg(lane), this,
                 [this, place] { emit laneNameWanted(place.lane); });
  if (m_timeline.lanes[place.lane].parent)
    menu.addAction(tr("&Delete the lane \"%1\"").arg(lane), this,
                   [this, place] { emit laneRemoved(place.lane); });
  menu.exec(isPointed ? event->globalPos() : mapToGlobal(QPoint(static_cast<int>(x), height() / 2)));
}

void TimeBar::removeHere() {
  if (bookmarkAt(m_timeline, m_timeline.lane, m_timeline.step) != nullptr)
    emit bookmarkRemoved(m_timeline.lane, m_timeline.step);
  else
    emit laneRemoved(m_timeline.lane);
}

void TimeBar::leaveEvent(QEvent* event) {
  m_pointer.reset();
  update();
  QWidget::leaveEvent(event);
}

void TimeBar::keyPressEvent(QKeyEvent* event) {
  if (!hasLanes()) return QWidget::keyPressEvent(event);
  const std::size_t lane = m_timeline.lane;
  const std::int64_t step = m_timeline.step;
  const bool isFar = event->modifiers().testFlag(Qt::ControlModifier);
  const auto neighbour = [this, lane](int direction) {
    const LaneLayout layout = lanes();
    const std::vector<std::size_t>& shown = layout.lanes();
    const auto row = static_cast<std::ptrdiff_t>(layout.rowOf(lane)) + direction;
    const bool isShown = row >= 0 && row < static_cast<std::ptrdiff_t>(shown.size());
    return isShown ? shown[static_cast<std::size_t>(row)] : lane;
  };
  switch (event->key()) {
    case Qt::Key_Left:
      return want(lane, isFar ? m_signs.before(step, eventBefore(m_timeline)) : step - 1);
    case Qt::Key_Right:
      return want(lane, isFar ? m_signs.after(step, eventAfter(m_timeline)) : step + 1);
    case Qt::Key_PageUp:
      return want(lane, (step - 1) / m_stepsPerEpoch * m_stepsPerEpoch);
    case Qt::Key_PageDown:
      return want(lane, (step / m_stepsPerEpoch + 1) * m_stepsPerEpoch);
    case Qt::Key_Home:
      return want(lane, m_timeline.lanes.front().begin);
    case Qt::Key_End:
      return want(lane, m_timeline.lanes[lane].end);
    case Qt::Key_Up:
      return want(neighbour(-1), step);
    case Qt::Key_Down:
      return want(neighbour(1), step);
    case Qt::Key_B:
      emit bookmarkWanted(lane, step);
      return;
    case Qt::Key_F2:
      emit laneNameWanted(lane);
      return;
    case Qt::Key_Delete:
      return removeHere();
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (const auto sign = m_signs.atStep(step)) emit signPressed(*sign);
      return;
    default:
      return QWidget::keyPressEvent(event);
  }
}

bool TimeBar::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    // Its keys have other meanings elsewhere in the window.
    switch (static_cast<QKeyEvent*>(event)->key()) {
      case Qt::Key_Left:
      case Qt::Key_Right:
      case Qt::Key_Up:
      case Qt::Key_Down:
      case Qt::Key_PageUp:
      case Qt::Key_PageDown:
      case Qt::Key_Home:
      case Qt::Key_End:
      case Qt::Key_B:
      case Qt::Key_F2:
      case Qt::Key_Delete:
      case Qt::Key_Return:
      case Qt::Key_Enter:
        event->accept();
        return true;
      default:
        break;
    }
  }
  if (event->type() == QEvent::ToolTip) {
    auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), wrappedText(tipAt(help->pos())), this);
    return true;
  }
  return QWidget::event(event);
}

QString TimeBar::tipAt(const QPointF& point) const {
  if (!hasLanes())
    return tr("Every step of the training will be here: drag to see the network as it was then.");
  const LaneLayout layout = lanes();
  if (const auto sign = m_signs.at(point, m_timeline, layout))
    return tr("Since step %1: %2 Click for the reason and what can be done.")
        .arg(countText(m_signs.all()[*sign].step), m_signs.all()[*sign].text);
  const LaneLayout::Place place = layout.placeAt(point);
  const engine::LaneMap& lane = m_timeline.lanes[place.lane];
  for (const engine::TimelineEvent& change : lane.events)
    if (std::abs(layout.x(change.step) - point.x()) <= kNear)
      return tr("At step %1: %2. Click to go there.").arg(countText(change.step), eventText(change));
  if (lane.best && std::abs(layout.x(lane.best->step) - point.x()) <= kNear)
    return tr("At step %1 the test loss was the lowest of this lane: %2. Click to go there.")
        .arg(countText(lane.best->step), lossText(lane.best->loss));
  const QString where =
      m_timeline.lanes.size() > 1
          ? tr("Step %1 of \"%2\".").arg(countText(place.step), laneText(m_timeline, place.lane))
          : tr("Step %1.").arg(countText(place.step));
  return tr("%1 %2 Click or drag to go there: nothing is lost. Training from there follows what was done, "
            "and "
            "a change opens a lane of its own.")
      .arg(where, momentText(m_timeline, place.lane, place.step, m_secondsPerStep));
}

void TimeBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = themeOf(*this);
  if (hasFocus()) {
    painter.setPen(theme.accent);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
  }
  if (hasRoomForWords()) paintWords(painter);
  if (!hasLanes()) return;
  const LaneLayout layout = lanes();
  for (std::size_t row = 0; row < layout.lanes().size(); ++row) paintLane(painter, layout, row);
  for (std::size_t row = 0; row < layout.lanes().size(); ++row) paintEvents(painter, layout, row);
  paintCursor(painter, layout);
  m_signs.paint(painter, theme, m_timeline, layout);
}

void TimeBar::paintWords(QPainter& painter) const {
  const Theme& theme = themeOf(*this);
  const QRect words(kSide, kGap, width() - 2 * kSide, fontMetrics().height());
  painter.setPen(theme.mutedText);
  if (!hasLanes()) return;
  const engine::LaneMap& lane = m_timeline.lanes[m_timeline.lane];
  const bool isPast = engine::isPast(m_timeline);
  QString place = isPast ? tr("step %1 of %2").arg(countText(m_timeline.step), countText(lane.end))
                         : tr("step %1").arg(countText(m_timeline.step));
  if (m_timeline.isRecomputed) place = tr("%1, recomputed here").arg(place);
  QString hint;
  if (isPast)
    hint = tr("Train follows what was done; a change opens a lane of its own");
  else if (lane.end > lane.begin)
    hint = tr("drag to go back");
  QString name = m_timeline.lanes.size() > 1 ? laneText(m_timeline, m_timeline.lane) : QString();
  if (const std::size_t hidden = lanes().hidden(); hidden > 0)
    name = tr("%1 (%Ln lane(s) not shown)", nullptr, static_cast<int>(hidden)).arg(name);
  painter.setPen(theme.text);
  painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, place);
  const int used = std::max(
      fontMetrics().horizontalAdvance(place),
      fontMetrics().horizontalAdvance(tr("step %1 of %2").arg(countText(lane.end), countText(lane.end))));
  const int nameWidth = fontMetrics().horizontalAdvance(name);
  painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, name);
  painter.setPen(theme.mutedText);
  const QRect middle = words.adjusted(used + kSide, 0, -nameWidth - kSide, 0);
  if (fontMetrics().horizontalAdvance(hint) <= middle.width())
    painter.drawText(middle, Qt::AlignLeft | Qt::AlignVCenter, hint);
}

void TimeBar::paintLane(QPainter& painter, const LaneLayout& layout, std::size_t row) const {
  const Theme& theme = themeOf(*this);
  const std::size_t index = layout.lanes()[row];
  const engine::LaneMap& lane = m_timeline.lanes[index];
  const double y = layout.y(row);
  const double from = layout.x(lane.begin);
  const double to = layout.x(lane.end);
  // Where it left its parent.
  painter.setPen(QPen(theme.mutedText, 1));
  if (lane.parent)
    if (const std::size_t above = layout.rowOf(*lane.parent); above < layout.lanes().size())
      painter.drawLine(QPointF(from, layout.y(above)), QPointF(from, y));
  // Dashed: memory is full, and states are further apart than a moment's training.
  QColor other = theme.mutedText;
  other.setAlphaF(0.45F);
  QPen line(other, 3, m_timeline.isThinned ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap);
  painter.setPen(line);
  painter.drawLine(QPointF(from, y), QPointF(to, y));
  if (const auto end = wayEnd(m_timeline, index)) {
    line.setColor(theme.accent);
    painter.setPen(line);
    painter.drawLine(QPointF(from, y), QPointF(layout.x(*end), y));
  }
  painter.setPen(QPen(theme.mutedText, 1));
  double last = -kFewTicks;
  for (const std::int64_t step : lane.kept) {
    const double x = std::round(layout.x(step)) + 0.5;
    if (x - last < kFewTicks) continue;
    last = x;
    painter.drawLine(QPointF(x, y + 2.5), QPointF(x, y + 5));
  }
}

void TimeBar::paintEvents(QPainter& painter, const LaneLayout& layout, std::size_t row) const {
  const Theme& theme = themeOf(*this);
  const engine::LaneMap& lane = m_timeline.lanes[layout.lanes()[row]];
  const auto isBetter = [&lane](const engine::LaneMap& other) {
    return !other.isRemoved && other.best && other.best->loss < lane.best->loss;
  };
  if (lane.best)
    paintBestMark(painter, theme, std::ranges::none_of(m_timeline.lanes, isBetter),
                  QPointF(layout.x(lane.best->step), layout.y(row)));
  for (const engine::TimelineEvent& event : lane.events)
    paintEventMark(painter, theme, event, QPointF(layout.x(event.step), layout.y(row)));
}

void TimeBar::paintCursor(QPainter& painter, const LaneLayout& layout) const {
  const Theme& theme = themeOf(*this);
  const QRectF area = lanesArea();
  if (m_pointer && area.adjusted(-kSide, 0, kSide, 0).contains(*m_pointer)) {
    const LaneLayout::Place place = layout.placeAt(*m_pointer);
    painter.setPen(QPen(theme.mutedText, 1, Qt::DotLine));
    painter.drawLine(QPointF(layout.x(place.step), area.top()), QPointF(layout.x(place.step), area.bottom()));
  }
  const double x = layout.x(m_timeline.step);
  painter.fillRect(QRectF(std::round(x) - 1, area.top(), 2, area.height()), theme.accent);
  const std::size_t row = layout.rowOf(ownerOf(m_timeline.lanes, m_timeline.lane, m_timeline.step));
  painter.setPen(QPen(theme.panel, 1));
  painter.setBrush(theme.accent);
  if (row < layout.lanes().size())
    painter.drawEllipse(QPointF(x, layout.y(row)), kEventMark + 1, kEventMark + 1);
}

}  // namespace pellucid::ui

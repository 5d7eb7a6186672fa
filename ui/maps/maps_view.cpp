// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/maps_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/maps/map_text.h"
#include "ui/maps/sample_card.h"
#include "ui/maps/scatter_painter.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/wrapped_tool_tips.h"

namespace pellucid::ui {
namespace {

constexpr double kHit = 9;               // pixels within which a sample is pointed at
constexpr double kDragFrom = 4;          // pixels from which a press is no longer a click
constexpr double kThumbnailsFrom = 2.4;  // magnification
constexpr double kWheelStep = 1.25;

}  // namespace

MapsView::MapsView(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Maps of the layers"));
}

void MapsView::setLook(const MapLookPtr& look, OtherPoints other) {
  const bool isOther = !m_look || !look || m_look->samples != look->samples ||
                       m_look->of.dataset != look->of.dataset || m_look->maps.size() != look->maps.size();
  m_look = look;
  m_other = std::move(other);
  if (isOther) {
    m_zooms.assign(look ? look->maps.size() : 0, {});
    m_hover.reset();
    m_cursor.reset();
    if (m_only && (!look || *m_only >= look->maps.size())) m_only.reset();
    m_current = m_only.value_or(0);
  }
  refresh();
}

void MapsView::setEmptyText(const QString& text) {
  m_emptyText = text;
  update();
}

void MapsView::setShown(std::optional<engine::Index> sample) {
  m_shown = sample;
  update();
}

void MapsView::setShownPlaces(std::vector<std::optional<Eigen::Vector2d>> places) {
  if (places == m_shownPlaces) return;
  m_shownPlaces = std::move(places);
  update();
}

void MapsView::setLayer(std::optional<std::size_t> layer) {
  if (layer == m_layer) return;
  m_layer = layer;
  update();
}

void MapsView::setOnly(std::optional<std::size_t> map) {
  if (map == m_only) return;
  m_only = map;
  if (map) m_current = *map;
  refresh();
}

const engine::Matrix& MapsView::pointsOf(std::size_t map) const {
  return map < m_other.points.size() ? m_other.points[map] : m_look->maps[map].points;
}

std::vector<MapsView::Seen> MapsView::seen() const {
  std::vector<Seen> seen;
  if (!m_look) return seen;
  const int count = m_only ? 1 : static_cast<int>(m_look->maps.size());
  const double line = QFontMetricsF(typeFont(font(), TypeSize::Body)).lineSpacing();
  const auto places = placeMaps(QRectF(rect()).adjusted(1, 1, -1, -1), count, line + 4, line + 6);
  for (int i = 0; i < count; ++i)
    seen.push_back({.map = m_only ? *m_only : static_cast<std::size_t>(i),
                    .place = places[static_cast<std::size_t>(i)]});
  return seen;
}

MapProjection MapsView::projection(const Seen& seen) const {
  return {pointsOf(seen.map), seen.place.plot, m_zooms[seen.map]};
}

QPointF MapsView::placeOf(std::size_t map, std::size_t sample) const {
  return m_places[map][sample];
}

void MapsView::refresh() {
  m_ground = {};
  m_places.assign(m_look ? m_look->maps.size() : 0, {});
  for (const Seen& each : seen()) {
    const engine::Matrix& points = pointsOf(each.map);
    if (points.cols() == 0) continue;
    const MapProjection project = projection(each);
    auto& places = m_places[each.map];
    places.reserve(static_cast<std::size_t>(points.cols()));
    for (engine::Index i = 0; i < points.cols(); ++i)
      places.push_back(project.at(points(0, i), points(1, i)));
  }
  update();
}

void MapsView::paintWords(QPainter& painter, const Seen& seen) const {
  const Theme& theme = themeOf(*this);
  const MapPlace& place = seen.place;
  if (m_places[seen.map].empty()) {
    painter.setPen(theme.mutedText);
    painter.setFont(typeFont(font(), TypeSize::Small));
    painter.drawText(place.plot.adjusted(8, 4, -8, -4), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("The numbers of this layer are out of range."));
  }
  // The title, with the note at the right where there is room.
  painter.setFont(typeFont(font(), TypeSize::Body, true));
  painter.setPen(theme.text);
  const QFontMetricsF bold(painter.font());
  const QString title = bold.elidedText(mapTitle(*m_look, seen.map), Qt::ElideRight, place.title.width());
  painter.drawText(place.title, Qt::AlignLeft | Qt::AlignVCenter, title);
  painter.setFont(typeFont(font(), TypeSize::Small));
  const QFontMetricsF small(painter.font());
  const double rest = place.title.width() - bold.horizontalAdvance(title) - 10;
  const QString note =
      mapNote(*m_look, seen.map,
              seen.map < m_other.losses.size() ? std::optional(m_other.losses[seen.map]) : std::nullopt);
  painter.setPen(theme.mutedText);
  if (small.horizontalAdvance(note) <= rest)
    painter.drawText(place.title, Qt::AlignRight | Qt::AlignVCenter, note);
}

void MapsView::paintProbe(QPainter& painter, const Seen& seen) const {
  // Its probe result, with a bar of that length.
  const Theme& theme = themeOf(*this);
  const MapPlace& place = seen.place;
  const QString number = probeText(*m_look, seen.map);
  if (number.isEmpty()) return;
  painter.setFont(typeFont(font(), TypeSize::Body, true));
  const double width = QFontMetricsF(painter.font()).horizontalAdvance(number);
  painter.setPen(theme.text);
  painter.drawText(place.footer, Qt::AlignRight | Qt::AlignVCenter, number);
  painter.setFont(typeFont(font(), TypeSize::Small));
  const QString name = m_look->of.dataset->hasClasses() ? tr("separated") : tr("explained");
  const double nameWidth = QFontMetricsF(painter.font()).horizontalAdvance(name) + 8;
  QRectF bar(place.footer.left(), place.footer.center().y() - 2.5, place.footer.width() - width - 8, 5);
  if (bar.width() > 2 * nameWidth) {
    painter.setPen(theme.mutedText);
    painter.drawText(place.footer, Qt::AlignLeft | Qt::AlignVCenter, name);
    bar.setLeft(bar.left() + nameWidth);
  }
  if (bar.width() < 12) return;
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.border);
  painter.drawRoundedRect(bar, 2.5, 2.5);
  painter.setBrush(theme.accent);
  const double share = std::clamp(m_look->maps[seen.map].probe->score, 0.0, 1.0);
  painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(bar.width() * share, bar.height())), 2.5, 2.5);
}

void MapsView::paintGround() {
  m_ground = QPixmap(size() * devicePixelRatioF());
  m_ground.setDevicePixelRatio(devicePixelRatioF());
  m_ground.fill(Qt::transparent);
  m_paintedThumbnails = 0;
  QPainter painter(&m_ground);
  painter.setRenderHint(QPainter::Antialiasing);
  ScatterPainter scatter(*m_look, themeOf(*this));
  for (const Seen& each : seen()) {
    const QRectF& plot = each.place.plot;
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeOf(*this).field);
    painter.drawRoundedRect(plot, 4, 4);
    const auto& places = m_places[each.map];
    const double zoom = m_zooms[each.map].factor;
    scatter.paint(painter, plot, places, scatterRadius(plot.size(), places.size(), zoom));
    if (m_look->of.dataset->shape.isImage() && zoom >= kThumbnailsFrom)
      m_paintedThumbnails += scatter.paintThumbnails(painter, plot, places);
  }
}

void MapsView::paintMark(QPainter& painter, const Seen& seen, QPointF at, const QColor& colour) const {
  if (!seen.place.plot.contains(at)) return;
  const std::size_t count = m_places[seen.map].size();
  const double radius = scatterRadius(seen.place.plot.size(), count, m_zooms[seen.map].factor) + 3.5;
  painter.setBrush(Qt::NoBrush);
  for (const QPen& pen : {QPen(themeOf(*this).field, 4.5), QPen(colour, 2.2)}) {  // with its own outline
    painter.setPen(pen);
    painter.drawEllipse(at, radius, radius);
  }
}

void MapsView::paintShown(QPainter& painter) const {
  const QColor& colour = themeOf(*this).forward;
  const auto sample = m_shown ? m_look->placeOf(*m_shown) : std::nullopt;
  for (const Seen& each : seen()) {
    if (m_places[each.map].empty()) continue;
    if (m_other.points.empty() && each.map < m_shownPlaces.size() && m_shownPlaces[each.map]) {
      const Eigen::Vector2d& place = *m_shownPlaces[each.map];
      const auto at =
          projection(each).at(static_cast<engine::Scalar>(place[0]), static_cast<engine::Scalar>(place[1]));
      paintMark(painter, each, at, colour);
    } else if (sample) {
      paintMark(painter, each, m_places[each.map][*sample], colour);
    }
  }
}

void MapsView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = themeOf(*this);
  if (!m_look) {
    painter.setPen(theme.mutedText);
    painter.drawText(rect().adjusted(12, 6, -12, -6), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    return;
  }
  if (m_ground.isNull()) paintGround();
  painter.drawPixmap(0, 0, m_ground);
  painter.setRenderHint(QPainter::Antialiasing);
  for (const Seen& each : seen()) {
    const bool isSelected = m_layer && m_look->maps[each.map].layer == m_layer;
    const bool hasKeys = hasFocus() && each.map == m_current;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(isSelected ? theme.forward
                        : hasKeys  ? theme.accent
                                   : theme.border,
                        isSelected || hasKeys ? 1.8 : 1));
    painter.drawRoundedRect(each.place.plot.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    paintWords(painter, each);
    paintProbe(painter, each);
  }
  paintShown(painter);
  if (const auto sample = marked())
    for (const Seen& each : seen())
      if (!m_places[each.map].empty()) paintMark(painter, each, m_places[each.map][*sample], theme.accent);
  if (m_hover) paintSampleCard(painter, *m_look, *m_hover, m_hoverAt, *this);
}

std::optional<MapsView::Seen> MapsView::mapAt(QPointF at, bool isInTitle) const {
  for (const Seen& each : seen())
    if ((isInTitle ? each.place.title : each.place.plot).contains(at)) return each;
  return std::nullopt;
}

std::optional<std::size_t> MapsView::sampleAt(const Seen& seen, QPointF at) const {
  std::optional<std::size_t> hit;
  double nearest = kHit;
  const auto& places = m_places[seen.map];
  for (std::size_t i = 0; i < places.size(); ++i) {
    const QPointF away = places[i] - at;
    const double distance = std::hypot(away.x(), away.y());
    if (distance >= nearest || !seen.place.plot.contains(places[i])) continue;
    nearest = distance;
    hit = i;
  }
  return hit;
}

void MapsView::setHover(std::optional<std::size_t> sample, QPointF at) {
  if (sample == m_hover && (!sample || at == m_hoverAt)) return;
  m_hover = sample;
  m_hoverAt = at;
  update();
}

QString MapsView::lesson() {
  return tr(
      "Each point is a sample, in the colour of its class; rings mark wrong answers. Samples that a layer "
      "gives similar numbers stand near each other. The wheel zooms, and then there are thumbnails; a drag "
      "moves, a click puts the sample on the canvas, and a double click shows one map alone. Arrow keys "
      "walk from sample to sample, Shift with them from map to map, and Enter chooses.");
}

bool MapsView::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && m_look) {
    const auto* help = static_cast<QHelpEvent*>(event);
    QString text = m_hover ? QString() : lesson();  // the text would cover the card
    for (const Seen& each : seen()) {
      if (each.place.footer.contains(help->pos())) text = probeLesson(*m_look, each.map);
      if (each.place.title.contains(help->pos()) && m_look->maps[each.map].layer)
        text = tr("Click to select this layer on the canvas.");
    }
    QToolTip::showText(help->globalPos(), text.isEmpty() ? text : wrappedText(text), this);
    return true;
  }
  return QWidget::event(event);
}

void MapsView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  refresh();
}

void MapsView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) refresh();
}

void MapsView::zoomMap(const Seen& seen, QPointF at, double times) {
  if (pointsOf(seen.map).cols() == 0) return;
  m_zooms[seen.map] = projection(seen).zoomedAt(at, times);
  refresh();
}

void MapsView::wheelEvent(QWheelEvent* event) {
  const auto map = mapAt(event->position(), false);
  const double turns = event->angleDelta().y() / 120.0;
  if (!map || turns == 0) return QWidget::wheelEvent(event);
  zoomMap(*map, event->position(), std::pow(kWheelStep, turns));
  setHover(std::nullopt, {});
  event->accept();
}

void MapsView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  if (const auto titled = mapAt(event->position(), true)) {
    emit layerChosen(m_look->maps[titled->map].layer);
    return;
  }
  if (const auto map = mapAt(event->position(), false)) m_current = map->map;
  m_pressed = m_dragged = event->position();
  m_isDragging = false;
  update();
}

void MapsView::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  if (m_pressed) {
    const QPointF away = at - *m_pressed;
    m_isDragging = m_isDragging || std::hypot(away.x(), away.y()) > kDragFrom;
    if (!m_isDragging) return;
    if (const auto map = mapAt(*m_pressed, false); map && m_zooms[map->map].factor > 1) {
      m_zooms[map->map] = projection(*map).moved(at - m_dragged);
      refresh();
    }
    m_dragged = at;
    return setHover(std::nullopt, {});
  }
  const auto map = mapAt(at, false);
  const auto sample = map ? sampleAt(*map, at) : std::nullopt;
  setCursor(sample || mapAt(at, true) ? Qt::PointingHandCursor : Qt::ArrowCursor);
  setHover(sample, at);
}

void MapsView::mouseReleaseEvent(QMouseEvent* event) {
  if (!m_pressed || event->button() != Qt::LeftButton) return;
  const QPointF pressed = *std::exchange(m_pressed, std::nullopt);
  if (std::exchange(m_isDragging, false)) return;
  const auto map = mapAt(pressed, false);
  if (const auto sample = map ? sampleAt(*map, pressed) : std::nullopt) {
    m_cursor = sample;
    emit sampleChosen(m_look->samples[*sample]);
  }
}

void MapsView::mouseDoubleClickEvent(QMouseEvent* event) {
  const auto map = mapAt(event->position(), false);
  if (!map || sampleAt(*map, event->position())) return;
  emit onlyChosen(m_only ? std::nullopt : std::optional(map->map));
}

void MapsView::leaveEvent(QEvent*) {
  setHover(std::nullopt, {});
}

std::optional<MapsView::Seen> MapsView::current() const {
  for (const Seen& each : seen())
    if (each.map == m_current) return each;
  return std::nullopt;
}

void MapsView::walk(QPointF direction) {
  const auto map = current();
  if (!map || m_places[map->map].empty()) return;
  const auto& places = m_places[map->map];
  if (!m_cursor) m_cursor = m_shown ? m_look->placeOf(*m_shown).value_or(0) : 0;
  const QPointF from = places[*m_cursor];
  // The nearest of those that are more in this direction than in any other.
  std::optional<std::size_t> best;
  double nearest = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const QPointF away = places[i] - from;
    const double along = QPointF::dotProduct(away, direction);
    const double across = std::abs(away.x() * direction.y() - away.y() * direction.x());
    if (along <= 0 || across > along || !map->place.plot.contains(places[i])) continue;
    if (const double distance = along + across; !best || distance < nearest) {
      nearest = distance;
      best = i;
    }
  }
  if (best) m_cursor = best;
  tellCursor();
  update();
}

void MapsView::tellCursor() {
  if (m_cursor && m_look)
    setAccessibleDescription(
        QStringLiteral("%1: %2").arg(mapSampleName(*m_look, *m_cursor), mapVerdict(*m_look, *m_cursor)));
}

void MapsView::keyPressEvent(QKeyEvent* event) {
  if (!m_look) return QWidget::keyPressEvent(event);
  const auto map = current();
  const bool isShifted = event->modifiers() & Qt::ShiftModifier;
  const auto middle = [&] {
    const bool hasCursor = m_cursor && !m_places[map->map].empty();
    return hasCursor ? m_places[map->map][*m_cursor] : map->place.plot.center();
  };
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
      if (isShifted && !m_only) {
        const std::size_t count = m_look->maps.size();
        m_current = event->key() == Qt::Key_Right ? std::min(m_current + 1, count - 1)
                                                  : m_current - (m_current > 0 ? 1 : 0);
        return update();
      }
      return walk({event->key() == Qt::Key_Right ? 1.0 : -1.0, 0});
    case Qt::Key_Up:
    case Qt::Key_Down:
      return walk({0, event->key() == Qt::Key_Down ? 1.0 : -1.0});
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (m_cursor) emit sampleChosen(m_look->samples[*m_cursor]);
      return;
    case Qt::Key_Plus:
    case Qt::Key_Minus:
      if (map) zoomMap(*map, middle(), event->key() == Qt::Key_Plus ? kWheelStep : 1 / kWheelStep);
      return;
    case Qt::Key_0:
      if (map) m_zooms[map->map] = {};
      return refresh();
    case Qt::Key_Escape:
      if (m_only) return emit onlyChosen(std::nullopt);
      break;
    default:
      break;
  }
  QWidget::keyPressEvent(event);
}

void MapsView::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  if (m_look && !m_cursor) m_cursor = m_shown ? m_look->placeOf(*m_shown).value_or(0) : 0;
  tellCursor();
  update();
}

void MapsView::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  update();
}

}  // namespace pellucid::ui

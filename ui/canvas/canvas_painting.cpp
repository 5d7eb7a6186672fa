// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_painting.h"

#include "ui/canvas/card_place.h"
#include "ui/canvas/moving_weights.h"
#include "ui/canvas/network_painter.h"
#include "ui/canvas/off_sign.h"
#include "ui/canvas/overview.h"
#include "ui/canvas/step_overlay.h"
#include "ui/run/step_caption.h"

namespace pellucid::ui {

EdgePicture::Canvas CanvasPainting::edgeCanvas() const {
  return {.layout = m_scene.layout,
          .theme = themeOf(m_canvas),
          .size = (QSizeF(m_canvas.size()) * m_canvas.devicePixelRatioF()).toSize(),
          .ratio = m_canvas.devicePixelRatioF()};
}

void CanvasPainting::drawEdges() {
  m_areEdgesStale = false;
  m_isTraceStale = true;
  ++m_paintedMoments;
  m_moved.reset();
  if (m_scene.isUpdating(m_selection.quantity())) {
    m_moved = std::make_shared<const Moment>(
        withMovedWeights(*m_scene.moment, *m_scene.step->trace, m_scene.step->progress));
    m_changes = weightChanges(*m_scene.step->trace);
  }
  m_edges = visibleEdges(drawn(), m_selection.quantity(), m_footer.edgeLimit(), m_footer.rangeMode());
  m_picture.draw(m_edges, edgeCanvas());
  m_footer.showEdges(m_edges, m_selection.quantity(), drawn().probe.hasGradient());
}

void CanvasPainting::drawTrace() {
  m_isTraceStale = false;
  const EdgePicture::Canvas canvas = edgeCanvas();
  const CanvasTarget target = m_scene.traced(m_selection.unit());
  if (const auto* unit = std::get_if<OnUnit>(&target)) {
    std::vector<Edge> lit = edgesOfUnit(drawn(), m_selection.quantity(), unit->layer, unit->unit);
    for (const Edge& bias : m_edges.biases)
      if (bias.layer == unit->layer && bias.to == unit->unit) lit.push_back(bias);
    m_picture.light(lit, m_edges, canvas);
  }
  if (const auto* pixel = std::get_if<OnPixel>(&target))
    m_picture.light(edgesOfInput(drawn(), m_selection.quantity(), pixel->pixel), m_edges, canvas);
}

void CanvasPainting::paintEdges(QPainter& painter, const Theme& theme) {
  const CanvasLayout& layout = m_scene.layout;
  const bool isTracing = !std::holds_alternative<OnNothing>(m_scene.traced(m_selection.unit()));
  if (isTracing && m_isTraceStale) drawTrace();
  painter.drawImage(QPointF(0, 0), isTracing ? m_picture.lit() : m_picture.all());
  const auto place = placeOf(m_scene.hovered);
  if (place && place->from && (!place->isBias() || layout.layers[place->layer].bias)) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.accent, 2));
    painter.drawLine(edgeLine(layout, place->layer, *place->from, place->unit));
  }
}

CanvasView CanvasPainting::viewOf(const Theme& theme, const InHand& inHand) const {
  return {.layout = m_scene.layout,
          .edges = m_edges,
          .theme = theme,
          .quantity = m_selection.quantity(),
          .hovered = m_scene.hovered,
          .selected = m_selection.layers(),
          .dragged = inHand.dragged,
          .unit = m_selection.unit(),
          .alone = m_scene.alone,
          .input = m_scene.keyInput,
          .unitRanges = unitRanges(drawn(), m_selection.quantity(), m_footer.rangeMode()),
          .field = isPlane(*m_scene.moment->dataset) ? m_fields.newest() : nullptr,
          .signal = m_scene.shownStep() != nullptr ? &m_scene.step->beat : nullptr,
          .changes = m_moved ? &m_changes : nullptr};
}

void CanvasPainting::paint(QPainter& painter, const InHand& inHand) {
  const Theme& theme = themeOf(m_canvas);
  const CanvasLayout& layout = m_scene.layout;
  if (m_areEdgesStale) drawEdges();
  // Only a visible canvas requests fields.
  if (isPlane(*m_scene.moment->dataset)) m_fields.request(drawn().snapshot, m_scene.moment->dataset);

  painter.fillRect(m_canvas.rect(), theme.field);
  painter.setClipRect(layout.body);
  paintEdges(painter, theme);
  const CanvasView view = viewOf(theme, inHand);
  NetworkPainter network(painter, drawn(), view);
  network.paintUnits();
  if (inHand.isStale) {
    network.paintNumbers();
    QColor veil = theme.field;
    veil.setAlphaF(0.6);
    painter.fillRect(layout.body, veil);
  }
  paintStepAndPlaces(painter, theme);
  if (!inHand.isStale) {
    network.paintNumbers();
    m_signs.paintUnits(painter, layout, theme);
  }
  painter.setClipping(false);
  network.paintCards();
  if (const StepView* step = m_scene.shownStep()) paintStepTags(painter, *step, layout, m_edges, theme);
  paintOver(painter, view, inHand);
}

void CanvasPainting::paintStepAndPlaces(QPainter& painter, const Theme& theme) const {
  if (const StepView* step = m_scene.shownStep()) {
    paintStep(painter, *step, m_scene.layout, m_edges, theme);
    if (const auto told = toldPlace(*step, m_selection.place()))
      paintPlace(painter, *told, m_scene.layout, theme.forward);
  }
  paintSwitchedOff(painter, m_selection.switchedOff(), m_scene.layout, theme);
  for (const Place& place : m_selection.marked()) paintPlace(painter, place, m_scene.layout, theme.forward);
  if (m_selection.place()) paintPlace(painter, *m_selection.place(), m_scene.layout, theme.accent);
  if (m_selection.pointed()) paintPlace(painter, *m_selection.pointed(), m_scene.layout, theme.accent);
}

void CanvasPainting::paintOver(QPainter& painter, const CanvasView& view, const InHand& inHand) {
  const Theme& theme = view.theme;
  painter.setBrush(Qt::NoBrush);
  if (view.dragged) {
    painter.setPen(QPen(theme.accent, 2, Qt::DashLine));
    painter.drawRoundedRect(m_scene.layout.layers[m_scene.dropPosition(m_scene.pointer.x())].card, 7, 7);
  }
  paintOverview(painter, m_scene.camera, m_scene.whole, theme);
  if (m_canvas.hasFocus()) {
    painter.setPen(QPen(theme.accent, 1));
    painter.drawRect(QRectF(m_canvas.rect()).adjusted(0.5, 0.5, -0.5, -0.5));
  }
  if (!m_scene.camera.showsAll() || inHand.isStale) {
    const QFont small = typeFont(m_canvas.font(), TypeSize::Small);
    painter.setFont(small);
    painter.setPen(theme.mutedText);
    const QString words = inHand.isStale
                              ? tr("Applying the change…")
                              : tr("%1×; 0 shows the whole network").arg(m_scene.camera.scale, 0, 'g', 3);
    const QFontMetricsF metrics(small);
    QRectF place(m_scene.layout.body.left() + 10, 0, metrics.horizontalAdvance(words) + 12,
                 metrics.height() + 4);
    place.moveBottom(m_scene.layout.body.bottom() - 3);
    painter.fillRect(place, theme.field);
    painter.drawText(place, Qt::AlignCenter, words);
  }
  paintCallOuts(painter, view, inHand.isBusy);
}

PaintedCard CanvasPainting::paintCard(QPainter& painter, const CanvasView& view, const CanvasTarget& target,
                                      std::vector<QRectF>& taken) const {
  const Theme& theme = view.theme;
  const QRectF bounds = QRectF(m_canvas.rect()).adjusted(4, 4, -4, -m_footer.height() - 8);
  const HoverCard card = hoverCard(target, drawn(), view.field, theme, view.quantity);
  if (card.isEmpty()) return PaintedCard{};
  const QRectF about = aboutRect(target);
  const QSizeF size = sizeOf(card, painter.font());
  if (const auto* edge = std::get_if<OnEdge>(&target))
    for (const QRectF& end : edgeEnds(m_scene.layout, edge->layer, edge->from, edge->to))
      taken.push_back(end);
  // The window in the image is part of what the card explains.
  if (const auto* unit = std::get_if<OnUnit>(&target);
      unit != nullptr && m_scene.layout.layers[unit->layer].maps.isImage())
    taken.push_back(m_scene.layout.input.grid);
  // Covers the layers' headings only where there is no other room.
  QRectF place = placeCard(size, about, bounds.intersected(m_scene.layout.body), taken);
  const auto covers = [&place](const QRectF& other) { return place.intersects(other); };
  if (covers(about) || std::any_of(taken.begin(), taken.end(), covers) || place.bottom() > bounds.bottom())
    place = placeCard(size, about, bounds, taken);
  PaintedCard painted = paintHoverCard(painter, card, place.topLeft(), theme);
  taken.push_back(painted.box);
  taken.push_back(about);
  if (!card.isPlane) painted.picture = {};
  return painted;
}

void CanvasPainting::paintCallOuts(QPainter& painter, const CanvasView& view, bool isBusy) {
  const Theme& theme = view.theme;
  std::vector<QRectF> taken;
  const auto paintCard = [&](const CanvasTarget& target) {
    return this->paintCard(painter, view, target, taken);
  };
  m_pinnedCard = {};
  if (m_scene.pinned) {
    m_pinnedCard = paintCard(OnUnit{.layer = m_scene.pinned->layer, .unit = m_scene.pinned->unit});
    painter.setPen(QPen(theme.mutedText, 1.5));
    const QRectF cross = pinnedCross().adjusted(4, 4, -4, -4);
    painter.drawLine(cross.topLeft(), cross.bottomRight());
    painter.drawLine(cross.topRight(), cross.bottomLeft());
  }
  const auto* unit = std::get_if<OnUnit>(&m_scene.hovered);
  const auto isThat = [unit](const std::optional<UnitPlace>& place) {
    return unit != nullptr && place == UnitPlace{.layer = unit->layer, .unit = unit->unit};
  };
  // Also not for anything pinned or already large.
  m_hoveredCard =
      isBusy || isThat(m_scene.pinned) || isThat(m_scene.alone) ? QRectF() : paintCard(m_scene.hovered).box;
}

QRectF CanvasPainting::pinnedCross() const {
  if (m_pinnedCard.box.isEmpty()) return {};
  return {m_pinnedCard.box.right() - 20, m_pinnedCard.box.top() + 4, 16, 16};
}

QRectF CanvasPainting::aboutRect(const CanvasTarget& target) const {
  if (const auto* unit = std::get_if<OnUnit>(&target)) {
    const ColumnLayout& column = m_scene.layout.layers[unit->layer];
    QRectF rect = column.unitRect(unit->unit).adjusted(-3, -3, 3, 3);
    if (m_scene.isOutput({.layer = unit->layer, .unit = unit->unit}))
      rect.setRight(column.right);  // with its bar
    return rect;
  }
  if (const auto* pixel = std::get_if<OnPixel>(&target))
    return m_scene.layout.input.unitRect(pixel->pixel).adjusted(-3, -3, 3, 3);
  return QRectF(m_scene.pointer, QSizeF()).adjusted(-6, -6, 6, 6);
}

void CanvasPainting::paintEmpty(QPainter& painter, bool isLoading) const {
  const Theme& theme = themeOf(m_canvas);
  painter.fillRect(m_canvas.rect(), theme.field);
  painter.setPen(theme.mutedText);
  painter.drawText(m_canvas.rect(), Qt::AlignCenter,
                   isLoading ? tr("Reading the data…") : tr("Choose data to see a network here."));
}

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/network_canvas.h"

#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QPainter>
#include <cmath>

#include "ui/canvas/hover_card.h"
#include "ui/canvas/network_painter.h"
#include "ui/canvas/step_overlay.h"
#include "ui/document/edits.h"

namespace pellucid::ui {
namespace {

constexpr double kDragThreshold = 6;  // pixels before a press becomes a drag

/// Few edges are drawn thick and strong; many thin and faint, because they add up where they cross.
struct Stroke {
  float thickness;
  float strength;
};

Stroke strokeFor(std::size_t edges, float share) {
  const auto count = static_cast<float>(std::max<std::size_t>(edges, 1));
  const float room = std::clamp(40.0F / count, 0.0F, 1.0F);
  return {.thickness = 1.0F + 4.0F * room * share,
          .strength = std::clamp(12.0F / std::pow(count, 0.4F), 0.25F, 3.0F)};
}

}  // namespace

NetworkCanvas::NetworkCanvas(Document& document, Selection& selection)
    : m_document(document), m_selection(selection), m_unitsEditor(this) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAccessibleName(tr("Network"));
  setAccessibleDescription(
      tr("The layers of the network from input to output. Left and right select a layer."));
  m_unitsEditor.hide();
  m_unitsEditor.setAccessibleName(tr("Units of the layer"));
  m_unitsEditor.setKeyboardTracking(false);
  m_unitsEditor.installEventFilter(this);
  connect(&m_unitsEditor, &QSpinBox::editingFinished, this, &NetworkCanvas::takeTypedUnits);
  connect(&selection, &Selection::layerChanged, this, qOverload<>(&QWidget::update));
  connect(&selection, &Selection::placeChanged, this, qOverload<>(&QWidget::update));
  connect(&selection, &Selection::pointedChanged, this, qOverload<>(&QWidget::update));
  connect(&selection, &Selection::quantityChanged, this, [this] {
    m_areEdgesStale = true;
    update();
  });
}

void NetworkCanvas::showMoment(const Moment& moment) {
  const bool hasNewShape = !m_moment || m_moment->snapshot->network != moment.snapshot->network;
  m_moment = moment;
  m_areEdgesStale = true;
  if (hasNewShape) layOutAgain();
  update();
}

void NetworkCanvas::showStep(std::optional<StepView> step) {
  if (!step && !m_step) return;
  m_step = std::move(step);
  update();
}

void NetworkCanvas::paintStepAndPlaces(QPainter& painter) const {
  const Theme& theme = themeOf(*this);
  // Only over the sample and the network that the step is about.
  if (m_step && m_moment->input.trainIndex == m_step->trainIndex() &&
      m_moment->experiment().network == m_step->trace->experiment.network)
    paintStep(painter, *m_step, m_layout, m_edges, theme);
  if (m_selection.place()) paintPlace(painter, *m_selection.place(), m_layout, theme.accent);
  if (m_selection.pointed()) paintPlace(painter, *m_selection.pointed(), m_layout, theme.accent);
}

void NetworkCanvas::layOutAgain() {
  if (!m_moment) return;
  std::vector<ColumnContent> contents;
  for (std::size_t i = 0; i < m_moment->network().layerCount(); ++i) {
    const engine::Layer& layer = m_moment->network().layer(i);
    contents.emplace_back(
        layer.outputShape(), engine::hasParameters(layer.kind()),
        layer.kind() == engine::LayerKind::Dense || layer.kind() == engine::LayerKind::Conv2d);
  }
  m_layout = layOut(m_moment->dataset->shape, contents, size());
  m_areEdgesStale = true;
  if (!m_handleDrag && !m_cardDrag) setHovered(OnNothing{});
}

void NetworkCanvas::drawEdges() {
  m_areEdgesStale = false;
  ++m_paintedMoments;
  m_edges = visibleEdges(*m_moment, m_selection.quantity(), kEdgeLimit);
  const qreal ratio = devicePixelRatioF();
  m_buffer.reset(static_cast<int>(std::lround(width() * ratio)),
                 static_cast<int>(std::lround(height() * ratio)));
  std::size_t begin = 0;
  for (const std::size_t end : m_edges.ends) {
    for (std::size_t i = begin; i < end; ++i) {
      const Edge& edge = m_edges.edges[i];
      const float share = std::min(1.0F, std::abs(edge.value) / m_edges.ranges[edge.layer]);
      const Stroke stroke = strokeFor(end - begin, share);
      const QLineF line = edgeLine(m_layout, edge.layer, edge.from, edge.to);
      m_buffer.addLine(line.p1() * ratio, line.p2() * ratio, stroke.thickness * static_cast<float>(ratio),
                       std::copysign(share * stroke.strength, edge.value));
    }
    begin = end;
  }
  const Theme& theme = themeOf(*this);
  m_edgeImage = m_buffer.toImage(theme, theme.field);
  m_edgeImage.setDevicePixelRatio(ratio);
}

void NetworkCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = themeOf(*this);
  if (!m_moment) {
    paintEmpty(painter);
    return;
  }
  if (m_areEdgesStale) drawEdges();
  painter.drawImage(QPointF(0, 0), m_edgeImage);

  const auto* hoveredEdge = std::get_if<OnEdge>(&m_hovered);
  if (hoveredEdge != nullptr) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.accent, 2));
    painter.drawLine(edgeLine(m_layout, hoveredEdge->layer, hoveredEdge->from, hoveredEdge->to));
  }
  const CanvasView view{
      .layout = m_layout,
      .edges = m_edges,
      .theme = theme,
      .quantity = m_selection.quantity(),
      .hovered = m_hovered,
      .selected = m_selection.layer(),
      .dragged = m_cardDrag && m_cardDrag->isMoving ? std::optional(m_cardDrag->layer) : std::nullopt};
  NetworkPainter network(painter, *m_moment, view);
  network.paintColumns();
  network.paintFooter();
  paintStepAndPlaces(painter);

  if (view.dragged) {
    const QRectF place = m_layout.layers[dropPosition(m_pointer.x())].card;
    painter.setPen(QPen(theme.accent, 2, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(place, 7, 7);
  }
  if (hasFocus()) {
    painter.setPen(QPen(theme.accent, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
  }
  if (!m_handleDrag && !m_cardDrag) {
    const HoverCard card = hoverCard(m_hovered, *m_moment, theme);
    if (!card.isEmpty()) paintHoverCard(painter, card, m_pointer, rect(), theme);
  }
}

void NetworkCanvas::paintEmpty(QPainter& painter) const {
  const Theme& theme = themeOf(*this);
  painter.fillRect(rect(), theme.field);
  painter.setPen(theme.mutedText);
  painter.drawText(rect(), Qt::AlignCenter, tr("Reading the data…"));
}

void NetworkCanvas::resizeEvent(QResizeEvent*) {
  layOutAgain();
}

void NetworkCanvas::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) m_areEdgesStale = true;
  QWidget::changeEvent(event);
}

void NetworkCanvas::setHovered(const CanvasTarget& target) {
  if (target == m_hovered) return;
  m_hovered = target;
  m_selection.setPointed(placeOf(target));
  setToolTip(toolTipFor(target));
  const bool isButton = std::holds_alternative<OnPadlock>(target) ||
                        std::holds_alternative<OnRemove>(target) || std::holds_alternative<OnAdd>(target);
  if (std::holds_alternative<OnHandle>(target))
    setCursor(Qt::SizeVerCursor);
  else
    setCursor(isButton ? Qt::PointingHandCursor : Qt::ArrowCursor);
  update();
}

QString NetworkCanvas::toolTipFor(const CanvasTarget& target) const {
  if (std::holds_alternative<OnPadlock>(target))
    return tr(
        "Freeze or release this layer (F). Gradients still pass through a frozen layer, but its weights "
        "stay.");
  if (std::holds_alternative<OnRemove>(target)) return tr("Remove this layer (Del). Undo brings it back.");
  if (std::holds_alternative<OnAdd>(target)) return tr("Add a hidden layer here (Ins).");
  if (std::holds_alternative<OnHandle>(target))
    return tr("Drag for more or fewer units. Double click to type the number.");
  if (std::holds_alternative<OnCard>(target))
    return tr("Click to inspect the layer, double click to type its units, drag to move it.");
  return {};
}

void NetworkCanvas::note(const engine::Result<void>& result) {
  if (!result) emit noted(QString::fromStdString(result.error().message));
}

bool NetworkCanvas::isCurrent() const {
  return m_moment && m_layout.layers.size() == m_document.experiment().network.layers.size();
}

void NetworkCanvas::mousePressEvent(QMouseEvent* event) {
  if (!isCurrent() || event->button() != Qt::LeftButton) return;
  const CanvasTarget target = targetAt(event->position(), m_layout, m_edges);
  if (const auto* padlock = std::get_if<OnPadlock>(&target)) {
    edit::setFrozen(m_document, padlock->layer,
                    !m_document.experiment().network.layers[padlock->layer].frozen);
  } else if (const auto* remove = std::get_if<OnRemove>(&target)) {
    note(edit::removeLayer(m_document, remove->layer));
    m_selection.setLayer(std::nullopt);
  } else if (const auto* add = std::get_if<OnAdd>(&target)) {
    note(edit::addLayer(m_document, add->position));
    m_selection.setLayer(add->position);
  } else if (const auto* handle = std::get_if<OnHandle>(&target)) {
    m_handleDrag = HandleDrag{.layer = handle->layer,
                              .start = event->position(),
                              .units = m_document.experiment().network.layers[handle->layer].units,
                              .gesture = ++m_gestures};
    m_selection.setLayer(handle->layer);
  } else if (const auto* card = std::get_if<OnCard>(&target)) {
    m_selection.setLayer(card->layer);
    m_cardDrag = CardDrag{.layer = card->layer, .start = event->position()};
  } else if (const auto place = placeOf(target)) {
    m_selection.setLayer(place->layer);
    m_selection.setPlace(place);
  } else {
    m_selection.setLayer(std::nullopt);
    m_selection.setPlace(std::nullopt);
  }
}

void NetworkCanvas::mouseMoveEvent(QMouseEvent* event) {
  m_pointer = event->position();
  if (!m_moment) return;
  if (m_handleDrag) {
    const Index units = unitsAfterDrag(m_handleDrag->units, m_pointer.y() - m_handleDrag->start.y());
    note(edit::setUnits(m_document, m_handleDrag->layer, units, m_handleDrag->gesture));
    return;
  }
  if (m_cardDrag) {
    const bool isHidden = m_cardDrag->layer + 1 < m_layout.layers.size();
    if (isHidden && std::abs(m_pointer.x() - m_cardDrag->start.x()) > kDragThreshold)
      m_cardDrag->isMoving = true;
    update();
    return;
  }
  setHovered(targetAt(m_pointer, m_layout, m_edges));
  if (!std::holds_alternative<OnNothing>(m_hovered)) update();  // the card follows the pointer
}

void NetworkCanvas::mouseReleaseEvent(QMouseEvent* event) {
  m_handleDrag.reset();
  if (!m_cardDrag) return;
  const CardDrag drag = *m_cardDrag;
  m_cardDrag.reset();
  if (drag.isMoving) {
    const std::size_t target = dropPosition(event->position().x());
    if (target != drag.layer) {
      note(edit::moveLayer(m_document, drag.layer, target));
      m_selection.setLayer(target);
    }
  }
  update();
}

std::size_t NetworkCanvas::dropPosition(double x) const {
  const std::size_t hidden = m_layout.layers.size() - 1;
  std::size_t best = 0;
  for (std::size_t i = 1; i < hidden; ++i)
    if (std::abs(m_layout.layers[i].card.center().x() - x) <
        std::abs(m_layout.layers[best].card.center().x() - x))
      best = i;
  return best;
}

void NetworkCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (!isCurrent()) return;
  const CanvasTarget target = targetAt(event->position(), m_layout, m_edges);
  m_cardDrag.reset();
  m_handleDrag.reset();
  if (const auto* card = std::get_if<OnCard>(&target)) typeUnits(card->layer);
  if (const auto* handle = std::get_if<OnHandle>(&target)) typeUnits(handle->layer);
}

void NetworkCanvas::typeUnits(std::size_t layer) {
  if (layer + 1 >= m_layout.layers.size()) {
    emit noted(
        tr("The output layer has one unit for each class of the data; choose other data to change that."));
    return;
  }
  m_editedLayer = layer;
  m_unitsEditor.setRange(1, static_cast<int>(engine::kMaxUnits));
  m_unitsEditor.setValue(static_cast<int>(m_document.experiment().network.layers[layer].units));
  const QRectF card = m_layout.layers[layer].card;
  m_unitsEditor.setGeometry(QRectF(card.left() + 4, card.top() + 22, card.width() - 8, 26).toRect());
  m_unitsEditor.show();
  m_unitsEditor.selectAll();
  m_unitsEditor.setFocus();
}

void NetworkCanvas::takeTypedUnits() {
  if (!m_unitsEditor.isVisible()) return;
  m_unitsEditor.hide();
  note(edit::setUnits(m_document, m_editedLayer, m_unitsEditor.value()));
  setFocus();
}

bool NetworkCanvas::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (key == Qt::Key_Return || key == Qt::Key_Enter) {
    m_unitsEditor.interpretText();
    takeTypedUnits();
    return true;
  }
  if (key != Qt::Key_Escape) return false;
  m_unitsEditor.hide();
  setFocus();
  return true;
}

void NetworkCanvas::leaveEvent(QEvent*) {
  setHovered(OnNothing{});
}

void NetworkCanvas::keyPressEvent(QKeyEvent* event) {
  if (!m_moment) return;
  const std::size_t count = m_document.experiment().network.layers.size();
  const auto selected = m_selection.layer();
  switch (event->key()) {
    case Qt::Key_Left:
      m_selection.setLayer(selected ? (*selected == 0 ? 0 : std::min(*selected - 1, count - 1)) : count - 1);
      return;
    case Qt::Key_Right:
      m_selection.setLayer(selected ? std::min(*selected + 1, count - 1) : 0);
      return;
    case Qt::Key_Escape:
      m_selection.setLayer(std::nullopt);
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (selected && isCurrent()) typeUnits(*selected);
      return;
    default:
      QWidget::keyPressEvent(event);
  }
}

void NetworkCanvas::contextMenuEvent(QContextMenuEvent* event) {
  if (!isCurrent()) return;
  const CanvasTarget target = targetAt(event->pos(), m_layout, m_edges);
  if (const auto* card = std::get_if<OnCard>(&target)) m_selection.setLayer(card->layer);
  if (const auto* unit = std::get_if<OnUnit>(&target)) m_selection.setLayer(unit->layer);
  if (m_selection.layer()) emit layerMenuRequested(event->globalPos());
}

}  // namespace pellucid::ui

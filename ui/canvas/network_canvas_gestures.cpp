// SPDX-License-Identifier: GPL-3.0-or-later
// What the user does on the canvas with pointer and keys.
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>

#include "engine/model/layer_sizes.h"
#include "ui/canvas/network_canvas.h"
#include "ui/canvas/overview.h"
#include "ui/document/layer_gestures.h"
#include "ui/widgets/message_text.h"

namespace pellucid::ui {
namespace {

constexpr double kDragThreshold = 6;    // pixels before a press becomes a drag
constexpr double kRangeInPixels = 120;  // dragging a weight so far changes it by its layer's range
constexpr double kPan = 60;
constexpr double kWheelZoom = 1.0016;  // for each eighth of a degree

}  // namespace

void NetworkCanvas::setHovered(const CanvasTarget& target) {
  if (target == m_hovered) return;
  m_hovered = target;
  m_isTraceStale = true;
  m_selection.setPointed(placeOf(target));
  setToolTip(toolTipFor(target));
  const bool isButton = std::holds_alternative<OnPadlock>(target) ||
                        std::holds_alternative<OnRemove>(target) || std::holds_alternative<OnAdd>(target) ||
                        std::holds_alternative<OnBias>(target);
  const bool isInput = std::holds_alternative<OnPixel>(target) && hasNumbersIn();
  if (std::holds_alternative<OnHandle>(target) || isInput)
    setCursor(Qt::SizeVerCursor);
  else
    setCursor(isButton ? Qt::PointingHandCursor : Qt::ArrowCursor);
  update();
}

QString NetworkCanvas::toolTipFor(const CanvasTarget& target) const {
  if (std::holds_alternative<OnPadlock>(target))
    return tr(
        "Freeze or unfreeze this layer (F). Gradients still pass through a frozen layer, but its weights "
        "stay.");
  if (std::holds_alternative<OnRemove>(target)) return tr("Remove this layer (Del). Undo brings it back.");
  if (std::holds_alternative<OnAdd>(target)) return tr("Add a layer here (Ins).");
  if (std::holds_alternative<OnHandle>(target))
    return tr("Drag for more or fewer units (Ctrl+Up, Ctrl+Down). Double-click to type a number.");
  if (std::holds_alternative<OnCard>(target))
    return tr(
        "Click to inspect the layer, double-click to type its number of units, drag to move it. Shift and a "
        "click select all layers up to here.");
  if (std::holds_alternative<OnBias>(target))
    return tr("The unit's bias: click to type a value, or drag it.");
  return {};
}

void NetworkCanvas::note(const engine::Result<void>& result) {
  if (!result) emit noted(messageText(result.error().message));
}

bool NetworkCanvas::isCurrent() const {
  return m_moment && !m_isStale;
}

std::optional<Parameter> NetworkCanvas::parameterAt(const CanvasTarget& target) const {
  if (const auto* edge = std::get_if<OnEdge>(&target))
    return weightParameter(*m_moment, edge->layer, edge->from, edge->to);
  const auto* bias = std::get_if<OnBias>(&target);
  if (bias == nullptr || m_moment->network().bias(m_moment->weights(), bias->layer).size() == 0)
    return std::nullopt;
  return biasParameter(*m_moment, bias->layer, bias->unit);
}

void NetworkCanvas::setParameter(const Parameter& parameter, double value, int gesture) {
  note(m_document.setParameter(
      {.name = parameter.name, .index = parameter.index, .before = parameter.value, .after = value},
      gesture));
}

void NetworkCanvas::openEditor(const Parameter& parameter, QPointF at) {
  if (const auto may = m_document.mayChange(); !may) return note(may);
  m_editorGesture = ++m_gestures;
  m_parameterEditor.open(parameter, at);
}

void NetworkCanvas::mousePressEvent(QMouseEvent* event) {
  if (!m_moment) return;
  if (event->button() == Qt::MiddleButton)
    m_drag = PanDrag{.start = event->position(), .last = event->position()};
  if (event->button() == Qt::LeftButton && pinnedCross().contains(event->position())) {
    closePinned();
    return;
  }
  if (overviewRect(m_camera, m_whole).contains(event->position()) && event->button() == Qt::LeftButton) {
    m_drag = OverviewDrag{};
    dragTo(event->position());
    return;
  }
  if (m_edges.ranges.empty()) return;  // nothing has been painted yet that one could mean
  if (!isCurrent() || event->button() != Qt::LeftButton) return;
  if (m_keyInput) m_isTraceStale = true;
  m_keyInput.reset();
  if (pressPlane(event->position()) || m_pinnedCard.box.contains(event->position())) return;
  press(targetAt(event->position(), m_layout, m_edges), event->position(),
        event->modifiers().testFlag(Qt::ShiftModifier));
}

void NetworkCanvas::press(const CanvasTarget& target, QPointF at, bool extends) {
  if (const auto* padlock = std::get_if<OnPadlock>(&target)) {
    note(gesture::toggleFrozen(m_document, padlock->layer));
  } else if (const auto* remove = std::get_if<OnRemove>(&target)) {
    note(gesture::removeLayers(m_document, m_selection, {.first = remove->layer, .last = remove->layer}));
  } else if (const auto* add = std::get_if<OnAdd>(&target)) {
    openPalette(add->position);
  } else if (const auto* handle = std::get_if<OnHandle>(&target)) {
    m_drag = HandleDrag{.layer = handle->layer,
                        .start = at,
                        .units = m_document.experiment().network.layers[handle->layer].units,
                        .gesture = ++m_gestures};
    m_selection.setLayer(handle->layer);
  } else if (const auto* card = std::get_if<OnCard>(&target)) {
    extends ? m_selection.extendTo(card->layer) : m_selection.setLayer(card->layer);
    m_drag = CardDrag{.layer = card->layer, .start = at};
  } else if (const auto* unit = std::get_if<OnUnit>(&target)) {
    pressUnit(*unit);
  } else if (const auto parameter = parameterAt(target)) {
    if (const auto may = m_document.mayChange(); !may) return note(may);
    const auto* edge = std::get_if<OnEdge>(&target);
    const std::size_t layer = edge != nullptr ? edge->layer : std::get<OnBias>(target).layer;
    m_selection.setPlace(placeOf(target));
    m_drag = ParameterDrag{.parameter = *parameter,
                           .start = at,
                           .perPixel = static_cast<double>(m_edges.ranges[layer]) / kRangeInPixels,
                           .value = parameter->value,
                           .gesture = ++m_gestures};
  } else if (const auto* input = std::get_if<OnPixel>(&target); input != nullptr && hasNumbersIn()) {
    m_keyInput = input->pixel;
    m_drag = InputDrag{.input = input->pixel, .start = at, .values = m_moment->input.values};
  } else {
    m_drag = PanDrag{.start = at, .last = at};
  }
}

void NetworkCanvas::pressUnit(const OnUnit& unit) {
  const UnitPlace place{.layer = unit.layer, .unit = unit.unit};
  m_selection.setLayer(unit.layer);
  m_pinned = m_pinned == place ? std::nullopt : std::optional(place);
  m_selection.setUnit(m_pinned);
  update();
}

void NetworkCanvas::mouseMoveEvent(QMouseEvent* event) {
  m_pointer = event->position();
  if (!m_moment) return;
  if (!std::holds_alternative<std::monostate>(m_drag)) {
    dragTo(m_pointer);
    return;
  }
  // A pinned card hides what lies below it.
  const bool isOnCard = m_pinnedCard.box.contains(m_pointer);
  setHovered(isOnCard ? CanvasTarget(OnNothing{}) : targetAt(m_pointer, m_layout, m_edges));
  if (std::holds_alternative<OnUnit>(m_hovered) || std::holds_alternative<OnNothing>(m_hovered))
    setCursor(planeAt(m_pointer) ? Qt::CrossCursor : Qt::ArrowCursor);
  if (!std::holds_alternative<OnNothing>(m_hovered)) update();  // the card follows the pointer
}

void NetworkCanvas::dragTo(QPointF at) {
  if (const auto* handle = std::get_if<HandleDrag>(&m_drag)) {
    const Index units = unitsAfterDrag(handle->units, at.y() - handle->start.y());
    note(edit::setUnits(m_document, handle->layer, units, handle->gesture));
  } else if (auto* card = std::get_if<CardDrag>(&m_drag)) {
    const bool isHidden = card->layer + 1 < m_layout.layers.size();
    if (isHidden && std::abs(at.x() - card->start.x()) > kDragThreshold) card->isMoving = true;
    update();
  } else if (auto* pan = std::get_if<PanDrag>(&m_drag)) {
    pan->isMoving |= (at - pan->start).manhattanLength() > kDragThreshold;
    look(moved(m_camera, at - pan->last, m_whole));
    pan->last = at;
  } else if (std::holds_alternative<OverviewDrag>(m_drag)) {
    look(lookedAt(at.x(), m_camera, m_whole));
  } else if (auto* drag = std::get_if<ParameterDrag>(&m_drag)) {
    drag->isMoving |= std::abs(at.y() - drag->start.y()) > kDragThreshold;
    if (!drag->isMoving) return;
    drag->value = drag->parameter.value + (drag->start.y() - at.y()) * drag->perPixel;
    setParameter(drag->parameter, drag->value, drag->gesture);
  } else if (auto* input = std::get_if<InputDrag>(&m_drag)) {
    dragInput(*input, at);
  } else if (const auto* plane = std::get_if<PlaneDrag>(&m_drag)) {
    emit inputSet(pointAt(at, plane->place, plane->plane));
  }
}

void NetworkCanvas::mouseReleaseEvent(QMouseEvent* event) {
  const auto ended = std::exchange(m_drag, std::monostate{});
  if (const auto* card = std::get_if<CardDrag>(&ended); card != nullptr && card->isMoving) {
    const std::size_t target = dropPosition(event->position().x());
    if (target != card->layer) note(gesture::moveLayer(m_document, m_selection, card->layer, target));
  } else if (const auto* pan = std::get_if<PanDrag>(&ended); pan != nullptr && !pan->isMoving) {
    m_pinned.reset();
    m_selection.setUnit(std::nullopt);
    m_selection.setLayer(std::nullopt);
  } else if (const auto* drag = std::get_if<ParameterDrag>(&ended)) {
    if (drag->isMoving)
      emit parameterEdited(drag->parameter, drag->value);
    else
      openEditor(drag->parameter, event->position());
  }
  update();
}

std::size_t NetworkCanvas::dropPosition(double x) const {
  const std::size_t hidden = m_layout.layers.size() - 1;
  std::size_t best = 0;
  for (std::size_t i = 1; i < hidden; ++i)
    if (std::abs(m_layout.layers[i].grid.center().x() - x) <
        std::abs(m_layout.layers[best].grid.center().x() - x))
      best = i;
  return best;
}

void NetworkCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (!isCurrent() || event->button() != Qt::LeftButton) return;
  if (m_pinnedCard.box.contains(event->position())) return;
  const CanvasTarget target = targetAt(event->position(), m_layout, m_edges);
  m_drag = std::monostate{};
  if (const auto* card = std::get_if<OnCard>(&target)) typeUnits(card->layer);
  if (const auto* handle = std::get_if<OnHandle>(&target)) typeUnits(handle->layer);
  if (const auto* input = std::get_if<OnPixel>(&target); input != nullptr && hasNumbersIn())
    typeInput(input->pixel);
  if (const auto* unit = std::get_if<OnUnit>(&target)) {
    m_selection.setUnit(UnitPlace{.layer = unit->layer, .unit = unit->unit});
    toggleFocus();
  }
}

void NetworkCanvas::wheelEvent(QWheelEvent* event) {
  // Sideways where there is more at the sides: with Shift, or a wheel or pad that turns that way.
  const bool isSideways = event->modifiers().testFlag(Qt::ShiftModifier) || event->angleDelta().x() != 0;
  if (isSideways) {
    const QPoint turned = event->angleDelta();
    look(moved(m_camera, QPointF(turned.x() != 0 ? turned.x() : turned.y(), 0), m_whole));
    event->accept();
    return;
  }
  zoomAt(std::pow(kWheelZoom, event->angleDelta().y()), event->position());
  event->accept();
}

void NetworkCanvas::typeUnits(std::size_t layer) {
  if (const auto kind = m_document.experiment().network.layers[layer].kind;
      kind != engine::LayerKind::Dense && kind != engine::LayerKind::Conv2d)
    return note(edit::setUnits(m_document, layer, 1));  // which says why not
  if (layer + 1 >= m_layout.layers.size()) {
    emit noted(tr("The output layer has one unit per class of the data; choose other data to change that."));
    return;
  }
  m_editedLayer = layer;
  m_unitsEditor.setRange(1, static_cast<int>(engine::largestUnits(m_document.experiment().network,
                                                                  m_moment->dataset->shape, layer)));
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
  if (watched == window()) {
    if (key != Qt::Key_Escape || !m_pinned || !isVisible()) return false;
    closePinned();
    return true;
  }
  if (watched == &m_inputEditor) {
    if (key != Qt::Key_Tab && key != Qt::Key_Backtab) return false;
    m_inputEditor.interpretText();
    const Index count = m_layout.input.units;
    const Index step = key == Qt::Key_Tab ? 1 : count - 1;
    typeInput((m_keyInput.value_or(0) + step) % count);
    return true;
  }
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

void NetworkCanvas::showEvent(QShowEvent*) {
  if (window() != this) window()->installEventFilter(this);  // which is there once, however often it is asked
}

void NetworkCanvas::leaveEvent(QEvent*) {
  setHovered(OnNothing{});
}

void NetworkCanvas::keyPressEvent(QKeyEvent* event) {
  if (!m_moment) return;
  if (event->modifiers() == (Qt::ShiftModifier | Qt::ControlModifier)) {
    if (event->key() == Qt::Key_Left) return extendSelection(-1);
    if (event->key() == Qt::Key_Right) return extendSelection(1);
  }
  if (event->modifiers().testFlag(Qt::ShiftModifier)) {
    const std::pair<int, QPointF> ways[] = {{Qt::Key_Left, {kPan, 0}},
                                            {Qt::Key_Right, {-kPan, 0}},
                                            {Qt::Key_Up, {0, kPan}},
                                            {Qt::Key_Down, {0, -kPan}}};
    for (const auto& [key, distance] : ways)
      if (event->key() == key) return look(moved(m_camera, distance, m_whole));
  }
  if (!moveByKey(event->key())) QWidget::keyPressEvent(event);
}

bool NetworkCanvas::moveByKey(int key) {
  if (moveAmongInputs(key)) return true;
  const auto layer = m_selection.layer();
  const auto unit = m_selection.unit();
  switch (key) {
    case Qt::Key_Left:
      selectLayerBeside(-1);
      return true;
    case Qt::Key_Right:
      selectLayerBeside(1);
      return true;
    case Qt::Key_Up:
      selectUnitBeside(-1);
      return true;
    case Qt::Key_Down:
      selectUnitBeside(1);
      return true;
    case Qt::Key_Escape:
      return goBack();
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (unit)
        toggleFocus();
      else if (layer && isCurrent())
        typeUnits(*layer);
      return true;
    case Qt::Key_B:
      if (!unit || !isCurrent()) return false;
      if (const auto bias = parameterAt(OnBias{.layer = unit->layer, .unit = unit->unit}))
        openEditor(*bias, m_layout.layers[unit->layer].center(unit->unit));
      return true;
    case Qt::Key_W:
      if (!unit || !isCurrent()) return false;
      typeNextWeight(*unit);
      return true;
    case Qt::Key_T:
      if (!unit || !isCurrent() || !isOutput(*unit)) return false;
      chooseTarget(unit->unit);
      return true;
    default:
      return false;
  }
}

void NetworkCanvas::typeNextWeight(const UnitPlace& unit) {
  auto edges = edgesOfUnit(*m_moment, Quantity::Activations, unit.layer, unit.unit);
  std::erase_if(edges, [&](const Edge& edge) { return edge.layer != unit.layer; });
  if (edges.empty()) return;
  std::stable_sort(edges.begin(), edges.end(),
                   [](const Edge& a, const Edge& b) { return a.strength > b.strength; });
  // Each press goes on to the next strongest weight of the unit, and at the end to the first again.
  m_typedWeight = m_typedWeightOf == unit ? (m_typedWeight + 1) % edges.size() : 0;
  m_typedWeightOf = unit;
  const Edge& edge = edges[m_typedWeight];
  setHovered(OnEdge{.layer = edge.layer, .from = edge.from, .to = edge.to});
  openEditor(weightParameter(*m_moment, edge.layer, edge.from, edge.to),
             edgeLine(m_layout, edge.layer, edge.from, edge.to).center());
}

void NetworkCanvas::selectLayerBeside(int step) {
  const auto last = static_cast<int>(m_document.experiment().network.layers.size()) - 1;
  const auto layer = m_selection.layer();
  const int next = layer ? std::clamp(static_cast<int>(*layer) + step, 0, last) : (step < 0 ? last : 0);
  const auto unit = m_selection.unit();
  m_selection.setLayer(static_cast<std::size_t>(next));
  if (!unit || !isCurrent()) return;
  // Along a row: the unit of the other layer that lies beside.
  const ColumnLayout& from = m_layout.layers[unit->layer];
  const ColumnLayout& to = m_layout.layers[static_cast<std::size_t>(next)];
  const double height = (from.center(unit->unit).y() - from.grid.top()) / from.grid.height();
  const auto beside = static_cast<Index>(height * static_cast<double>(to.units));
  m_selection.setUnit(
      UnitPlace{.layer = static_cast<std::size_t>(next), .unit = std::clamp<Index>(beside, 0, to.units - 1)});
}

void NetworkCanvas::selectUnitBeside(int step) {
  if (!isCurrent()) return;
  const std::size_t layer = m_selection.layer().value_or(0);
  const auto unit = m_selection.unit();
  const Index last = m_layout.layers[layer].units - 1;
  const Index next = unit ? std::clamp<Index>(unit->unit + step, 0, last) : (step < 0 ? last : 0);
  m_selection.setUnit(UnitPlace{.layer = layer, .unit = next});
  if (m_alone) {
    m_alone = m_selection.unit();
    look(onUnit(layer, next, m_whole));
  }
}

bool NetworkCanvas::goBack() {
  if (m_pinned) {
    closePinned();
  } else if (m_moment->input.hasChosenTarget()) {
    emit targetChosen({});
  } else if (m_moment->input.isOwn() && hasNumbersIn()) {
    emit sampleAgainRequested();
  } else if (m_keyInput) {
    m_keyInput.reset();
    m_isTraceStale = true;
    update();
  } else if (m_alone) {
    toggleFocus();
  } else if (!m_camera.showsAll()) {
    showAll();
  } else if (m_selection.unit()) {
    m_selection.setUnit(std::nullopt);
  } else if (m_selection.layer()) {
    m_selection.setLayer(std::nullopt);
  } else {
    return false;
  }
  return true;
}

void NetworkCanvas::contextMenuEvent(QContextMenuEvent* event) {
  if (!isCurrent()) return;
  const CanvasTarget target = targetAt(event->pos(), m_layout, m_edges);
  if (const auto* card = std::get_if<OnCard>(&target)) m_selection.setLayer(card->layer);
  const auto* unit = std::get_if<OnUnit>(&target);
  const bool isAnswer = unit != nullptr && isOutput({.layer = unit->layer, .unit = unit->unit});
  if (unit != nullptr) m_selection.setLayer(unit->layer);
  const QList<QAction*> first = isAnswer ? targetMenu(unit->unit) : QList<QAction*>();
  if (m_selection.layer()) emit layerMenuRequested(event->globalPos(), first);
}

}  // namespace pellucid::ui

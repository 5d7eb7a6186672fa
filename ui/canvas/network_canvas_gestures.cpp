// SPDX-License-Identifier: GPL-3.0-or-later
// Pointer gestures on the canvas, and the units field.
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <cmath>

#include "engine/model/layer_sizes.h"
#include "ui/canvas/network_canvas.h"
#include "ui/canvas/overview.h"
#include "ui/document/layer_gestures.h"
#include "ui/widgets/message_text.h"

namespace pellucid::ui {
namespace {

constexpr double kDragThreshold = 6;    // pixels before a press becomes a drag
constexpr double kRangeInPixels = 120;  // dragging a weight this far changes it by its layer's range
constexpr double kWheelZoom = 1.0016;   // per eighth of a degree

}  // namespace

void NetworkCanvas::setHovered(const CanvasTarget& target) {
  if (target == m_scene.hovered) return;
  m_scene.hovered = target;
  m_painting.forgetTrace();
  m_selection.setPointed(placeOf(target));
  setToolTip(toolTipFor(target));
  const bool isButton = std::holds_alternative<OnPadlock>(target) ||
                        std::holds_alternative<OnRemove>(target) || std::holds_alternative<OnAdd>(target) ||
                        std::holds_alternative<OnBias>(target);
  const bool isInput = std::holds_alternative<OnPixel>(target) && m_scene.hasNumbersIn();
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

std::optional<Parameter> NetworkCanvas::parameterAt(const CanvasTarget& target) const {
  if (const auto* edge = std::get_if<OnEdge>(&target))
    return weightParameter(*m_scene.moment, edge->layer, edge->from, edge->to);
  const auto* bias = std::get_if<OnBias>(&target);
  if (bias == nullptr || m_scene.moment->network().bias(m_scene.moment->weights(), bias->layer).size() == 0)
    return std::nullopt;
  return biasParameter(*m_scene.moment, bias->layer, bias->unit);
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
  if (!m_scene.moment) return;
  if (event->button() == Qt::MiddleButton)
    m_drag = PanDrag{.start = event->position(), .last = event->position()};
  if (event->button() == Qt::LeftButton && m_painting.pinnedCross().contains(event->position())) {
    closePinned();
    return;
  }
  if (overviewRect(m_scene.camera, m_scene.whole).contains(event->position()) &&
      event->button() == Qt::LeftButton) {
    m_drag = OverviewDrag{};
    dragTo(event->position());
    return;
  }
  if (m_painting.edges().ranges.empty()) return;  // nothing has been painted yet to click on
  if (!m_scene.isCurrent() || event->button() != Qt::LeftButton) return;
  if (m_scene.keyInput) m_inputs.setKeyInput(std::nullopt);
  std::optional<PlaneDrag> plane;
  if (m_inputs.pressPlane(event->position(), plane)) {
    if (plane) m_drag = *plane;
    return;
  }
  if (m_painting.pinnedCard().box.contains(event->position())) return;
  press(targetAt(event->position(), m_scene.layout, m_painting.edges()), event->position(),
        event->modifiers().testFlag(Qt::ShiftModifier));
}

void NetworkCanvas::press(const CanvasTarget& target, QPointF at, bool extends) {
  if (const auto* padlock = std::get_if<OnPadlock>(&target)) {
    note(gesture::toggleFrozen(m_document, padlock->layer));
  } else if (const auto* remove = std::get_if<OnRemove>(&target)) {
    note(gesture::removeLayers(m_document, m_selection, {.first = remove->layer, .last = remove->layer}));
  } else if (const auto* add = std::get_if<OnAdd>(&target)) {
    m_bringer.open(add->position);
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
                           .perPixel = static_cast<double>(m_painting.edges().ranges[layer]) / kRangeInPixels,
                           .value = parameter->value,
                           .gesture = ++m_gestures};
  } else if (const auto* input = std::get_if<OnPixel>(&target); input != nullptr && m_scene.hasNumbersIn()) {
    m_scene.keyInput = input->pixel;
    m_drag = InputDrag{.input = input->pixel, .start = at, .values = m_scene.moment->input.values};
  } else {
    m_drag = PanDrag{.start = at, .last = at};
  }
}

void NetworkCanvas::pressUnit(const OnUnit& unit) {
  const UnitPlace place{.layer = unit.layer, .unit = unit.unit};
  m_selection.setLayer(unit.layer);
  m_scene.pinned = m_scene.pinned == place ? std::nullopt : std::optional(place);
  m_selection.setUnit(m_scene.pinned);
  update();
}

void NetworkCanvas::mouseMoveEvent(QMouseEvent* event) {
  m_scene.pointer = event->position();
  if (!m_scene.moment) return;
  if (!std::holds_alternative<std::monostate>(m_drag)) {
    dragTo(m_scene.pointer);
    return;
  }
  // A pinned card hides what is below it.
  const bool isOnCard = m_painting.pinnedCard().box.contains(m_scene.pointer);
  setHovered(isOnCard ? CanvasTarget(OnNothing{})
                      : targetAt(m_scene.pointer, m_scene.layout, m_painting.edges()));
  if (std::holds_alternative<OnUnit>(m_scene.hovered) || std::holds_alternative<OnNothing>(m_scene.hovered))
    setCursor(m_inputs.planeAt(m_scene.pointer) ? Qt::CrossCursor : Qt::ArrowCursor);
  if (!std::holds_alternative<OnNothing>(m_scene.hovered)) update();  // the card follows the pointer
}

void NetworkCanvas::dragTo(QPointF at) {
  if (const auto* handle = std::get_if<HandleDrag>(&m_drag)) {
    const Index units = unitsAfterDrag(handle->units, at.y() - handle->start.y());
    note(edit::setUnits(m_document, handle->layer, units, handle->gesture));
  } else if (auto* card = std::get_if<CardDrag>(&m_drag)) {
    const bool isHidden = card->layer + 1 < m_scene.layout.layers.size();
    if (isHidden && std::abs(at.x() - card->start.x()) > kDragThreshold) card->isMoving = true;
    update();
  } else if (auto* pan = std::get_if<PanDrag>(&m_drag)) {
    pan->isMoving |= (at - pan->start).manhattanLength() > kDragThreshold;
    moveCamera(moved(m_scene.camera, at - pan->last, m_scene.whole));
    pan->last = at;
  } else if (std::holds_alternative<OverviewDrag>(m_drag)) {
    moveCamera(lookedAt(at.x(), m_scene.camera, m_scene.whole));
  } else if (auto* drag = std::get_if<ParameterDrag>(&m_drag)) {
    drag->isMoving |= std::abs(at.y() - drag->start.y()) > kDragThreshold;
    if (!drag->isMoving) return;
    drag->value = drag->parameter.value + (drag->start.y() - at.y()) * drag->perPixel;
    setParameter(drag->parameter, drag->value, drag->gesture);
  } else if (auto* input = std::get_if<InputDrag>(&m_drag)) {
    m_inputs.dragInput(*input, at);
  } else if (const auto* plane = std::get_if<PlaneDrag>(&m_drag)) {
    m_inputs.dragPlane(*plane, at);
  }
}

void NetworkCanvas::mouseReleaseEvent(QMouseEvent* event) {
  const auto ended = std::exchange(m_drag, std::monostate{});
  if (const auto* card = std::get_if<CardDrag>(&ended); card != nullptr && card->isMoving) {
    const std::size_t target = m_scene.dropPosition(event->position().x());
    if (target != card->layer) note(gesture::moveLayer(m_document, m_selection, card->layer, target));
  } else if (const auto* pan = std::get_if<PanDrag>(&ended); pan != nullptr && !pan->isMoving) {
    m_scene.pinned.reset();
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

void NetworkCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (!m_scene.isCurrent() || event->button() != Qt::LeftButton) return;
  if (m_painting.pinnedCard().box.contains(event->position())) return;
  const CanvasTarget target = targetAt(event->position(), m_scene.layout, m_painting.edges());
  m_drag = std::monostate{};
  if (const auto* card = std::get_if<OnCard>(&target)) typeUnits(card->layer);
  if (const auto* handle = std::get_if<OnHandle>(&target)) typeUnits(handle->layer);
  if (const auto* input = std::get_if<OnPixel>(&target); input != nullptr && m_scene.hasNumbersIn())
    m_inputs.typeInput(input->pixel);
  if (const auto* unit = std::get_if<OnUnit>(&target)) {
    m_selection.setUnit(UnitPlace{.layer = unit->layer, .unit = unit->unit});
    toggleFocus();
  }
}

void NetworkCanvas::wheelEvent(QWheelEvent* event) {
  // Scrolls sideways where there is more at the sides: with Shift, or a horizontal wheel or pad gesture.
  const bool isSideways = event->modifiers().testFlag(Qt::ShiftModifier) || event->angleDelta().x() != 0;
  if (isSideways) {
    const QPoint turned = event->angleDelta();
    moveCamera(moved(m_scene.camera, QPointF(turned.x() != 0 ? turned.x() : turned.y(), 0), m_scene.whole));
    event->accept();
    return;
  }
  zoomAt(std::pow(kWheelZoom, event->angleDelta().y()), event->position());
  event->accept();
}

void NetworkCanvas::typeUnits(std::size_t layer) {
  if (const auto kind = m_document.experiment().network.layers[layer].kind;
      kind != engine::LayerKind::Dense && kind != engine::LayerKind::Conv2d)
    return note(edit::setUnits(m_document, layer, 1));  // it says why not
  if (layer + 1 >= m_scene.layout.layers.size()) {
    emit noted(tr("The output layer has one unit per class of the data; choose other data to change that."));
    return;
  }
  m_editedLayer = layer;
  m_unitsEditor.setRange(1, static_cast<int>(engine::largestUnits(m_document.experiment().network,
                                                                  m_scene.moment->dataset->shape, layer)));
  m_unitsEditor.setValue(static_cast<int>(m_document.experiment().network.layers[layer].units));
  const QRectF card = m_scene.layout.layers[layer].card;
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
    if (key != Qt::Key_Escape || !m_scene.pinned || !isVisible()) return false;
    closePinned();
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
  if (window() != this) window()->installEventFilter(this);  // repeated calls install it only once
}

void NetworkCanvas::leaveEvent(QEvent*) {
  setHovered(OnNothing{});
}

void NetworkCanvas::contextMenuEvent(QContextMenuEvent* event) {
  if (!m_scene.isCurrent()) return;
  const CanvasTarget target = targetAt(event->pos(), m_scene.layout, m_painting.edges());
  if (const auto* card = std::get_if<OnCard>(&target)) m_selection.setLayer(card->layer);
  const auto* unit = std::get_if<OnUnit>(&target);
  const bool isAnswer = unit != nullptr && m_scene.isOutput({.layer = unit->layer, .unit = unit->unit});
  if (unit != nullptr) m_selection.setLayer(unit->layer);
  const QList<QAction*> first = isAnswer ? m_inputs.targetMenu(unit->unit) : QList<QAction*>();
  if (m_selection.layer()) emit layerMenuRequested(event->globalPos(), first);
}

}  // namespace pellucid::ui

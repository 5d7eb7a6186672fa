// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas's display; interaction is in network_canvas_gestures.cpp and network_canvas_keys.cpp.
#include "ui/canvas/network_canvas.h"

#include <QGestureEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QPinchGesture>
#include <cmath>

#include "ui/canvas/canvas_accessible.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {
namespace {

/// Compares two values, which may be NaN.
bool isSame(engine::Scalar a, engine::Scalar b) {
  return a == b || (std::isnan(a) && std::isnan(b));
}

}  // namespace

NetworkCanvas::NetworkCanvas(Document& document, Selection& selection)
    : m_document(document),
      m_selection(selection),
      m_footer(this),
      m_painting(*this, m_scene, selection, m_footer, m_signs),
      m_bringer(*this, m_scene, document, selection),
      m_inputs(*this, m_scene, m_painting, selection),
      m_parameterEditor(this),
      m_unitsEditor(this) {
  installCanvasAccessibility();
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_OpaquePaintEvent);
  grabGesture(Qt::PinchGesture);
  setAccessibleName(tr("Network"));
  setAccessibleDescription(
      tr("The layers of the network from input to output. Left and right go from layer to layer, up and down "
         "from unit to unit. Return zooms in on one unit, B and W set its bias and weights, T on an output "
         "makes it the target. Left of the first layer are the inputs, where Return sets a value. Escape "
         "goes back."));
  m_footer.hide();
  m_unitsEditor.hide();
  m_unitsEditor.setAccessibleName(tr("Units of the layer"));
  m_unitsEditor.setKeyboardTracking(false);
  m_unitsEditor.installEventFilter(this);
  connect(&m_unitsEditor, &QSpinBox::editingFinished, this, &NetworkCanvas::takeTypedUnits);
  connect(&m_parameterEditor, &ParameterEditor::valueSet, this,
          [this](const Parameter& before, double value) { setParameter(before, value, m_editorGesture); });
  m_parameterEditor.setObjectName("parameter");
  connect(&m_inputs, &InputsByHand::moved, this, [this] { announceUnit(*this); });
  connect(&m_inputs, &InputsByHand::noted, this, &NetworkCanvas::noted);
  connect(&m_inputs, &InputsByHand::inputSet, this, &NetworkCanvas::inputSet);
  connect(&m_inputs, &InputsByHand::targetChosen, this, &NetworkCanvas::targetChosen);
  connect(&m_bringer, &LayerBringer::noted, this, &NetworkCanvas::noted);
  connect(&document, &Document::parameterChanged, this, [this](Index index, double value) {
    m_awaited = {index, static_cast<engine::Scalar>(value)};
    update();
  });
  connect(&m_parameterEditor, &ParameterEditor::finished, this, &NetworkCanvas::parameterEdited);
  const auto drawAgain = [this] {
    m_painting.forgetEdges();
    update();
  };
  connect(&selection, &Selection::layerChanged, this, [this] {
    const auto layer = m_selection.layer();
    if (layer && scrolls(m_scene.whole) && *layer < m_scene.whole.layers.size())
      moveCamera(showing(*layer, m_scene.camera, m_scene.whole));
    update();
  });
  connect(&selection, &Selection::placeChanged, this, qOverload<>(&QWidget::update));
  connect(&selection, &Selection::pointedChanged, this, qOverload<>(&QWidget::update));
  connect(&selection, &Selection::markedChanged, this, qOverload<>(&QWidget::update));
  connect(&selection, &Selection::switchedOffChanged, this, qOverload<>(&QWidget::update));
  connect(&selection, &Selection::quantityChanged, this, drawAgain);
  connect(&selection, &Selection::unitChanged, this, [this] {
    m_painting.forgetTrace();
    announceUnit(*this);
    update();
  });
  connect(&m_footer, &CanvasFooter::edgeLimitChanged, this, drawAgain);
  connect(&m_footer, &CanvasFooter::rangeModeChanged, this, drawAgain);
  connect(&m_painting.fields(), &DecisionFields::changed, this, qOverload<>(&QWidget::update));
  connect(&m_signs, &LayerSigns::pressed, this, &NetworkCanvas::signPressed);
  connect(&document, &Document::experimentChanged, this,
          [this](const engine::Experiment& before, const engine::Experiment& after) {
            if (engine::compare(before, after) != engine::Change::Rebuild) return;
            m_scene.isStale = true;
            update();
          });
}

void NetworkCanvas::showMoment(const MomentPtr& moment) {
  const bool hasNewShape = !m_scene.moment || m_scene.moment->snapshot->network != moment->snapshot->network;
  const bool hasNewRun = !m_scene.moment || m_scene.moment->snapshot->run != moment->snapshot->run;
  m_scene.moment = moment;
  m_painting.forgetEdges();
  m_scene.isStale = engine::compare(moment->experiment(), m_document.experiment()) == engine::Change::Rebuild;
  if (hasNewRun || (m_awaited && isSame(moment->weights()[m_awaited->first], m_awaited->second)))
    m_awaited.reset();
  if (hasNewShape) {
    m_painting.fields().forget();
    forgetWhatIsGone();
    layOutAgain();
    m_footer.show();
  }
  update();
}

void NetworkCanvas::forgetWhatIsGone() {
  m_scene.forgetWhatIsGone();
  if (m_scene.isGone(m_selection.unit())) m_selection.setUnit(std::nullopt);
  m_parameterEditor.hide();
  m_inputs.closeFields();
}

void NetworkCanvas::showStep(std::optional<StepView> step) {
  if (!step && !m_scene.step) return;
  const bool wasUpdating = m_scene.isUpdating(m_selection.quantity());
  m_scene.step = std::move(step);
  if (wasUpdating || m_scene.isUpdating(m_selection.quantity())) m_painting.forgetEdges();
  update();
}

void NetworkCanvas::layOutAgain() {
  if (!m_scene.moment) return;
  m_scene.layOut(size());
  m_footer.setGeometry(m_scene.whole.footer.toRect());
  layoutChanged();
  if (std::holds_alternative<std::monostate>(m_drag)) setHovered(OnNothing{});
}

void NetworkCanvas::moveCamera(const Camera& camera) {
  m_scene.moveCamera(camera);
  layoutChanged();
}

void NetworkCanvas::layoutChanged() {
  m_signs.place(m_scene.layout);
  m_painting.forgetEdges();
  update();
}

void NetworkCanvas::zoomAt(double factor, QPointF anchor) {
  if (!m_scene.moment) return;
  moveCamera(zoomed(m_scene.camera, factor, anchor, m_scene.whole));
  if (m_scene.camera.showsAll()) m_scene.alone.reset();
}

void NetworkCanvas::zoomBy(double factor) {
  if (!m_scene.moment) return;
  QPointF anchor = m_scene.layout.body.center();
  if (const auto unit = m_selection.unit(); unit && unit->layer < m_scene.layout.layers.size())
    anchor = m_scene.layout.layers[unit->layer].center(unit->unit);
  else if (const auto layer = m_selection.layer(); layer && *layer < m_scene.layout.layers.size())
    anchor = m_scene.layout.layers[*layer].grid.center();
  zoomAt(factor, anchor);
}

void NetworkCanvas::showAll() {
  m_scene.alone.reset();
  moveCamera({});
}

void NetworkCanvas::toggleFocus() {
  if (m_scene.alone) {
    m_scene.alone.reset();
    moveCamera(moved(m_scene.cameraBefore, {}, m_scene.whole));
    return;
  }
  const auto unit = m_selection.unit();
  if (!unit || !m_scene.moment) return;
  m_scene.cameraBefore = m_scene.camera;
  m_scene.alone = unit;
  m_scene.pinned.reset();
  moveCamera(onUnit(unit->layer, unit->unit, m_scene.whole));
}

void NetworkCanvas::offerLayers() {
  m_bringer.open(m_selection.layer().value_or(m_document.experiment().network.layers.size() - 1));
}

void NetworkCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (!m_scene.moment) return m_painting.paintEmpty(painter, m_isLoading);
  const auto* card = std::get_if<CardDrag>(&m_drag);
  // While something is dragged or typed, it shows itself.
  const bool isBusy = card != nullptr || std::holds_alternative<HandleDrag>(m_drag) ||
                      std::holds_alternative<InputDrag>(m_drag) ||
                      std::holds_alternative<PlaneDrag>(m_drag) || m_inputs.isTyping();
  m_painting.paint(painter,
                   {.isStale = isStale(),
                    .dragged = card != nullptr && card->isMoving ? std::optional(card->layer) : std::nullopt,
                    .isBusy = isBusy});
  m_bringer.paint(painter, themeOf(*this));
}

void NetworkCanvas::closePinned() {
  m_scene.pinned.reset();
  m_painting.forgetPinnedCard();
  update();
}

void NetworkCanvas::setLoading(bool isLoading) {
  m_isLoading = isLoading;
  if (!m_scene.moment) update();
}

void NetworkCanvas::resizeEvent(QResizeEvent*) {
  layOutAgain();
}

void NetworkCanvas::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) m_painting.forgetEdges();
  QWidget::changeEvent(event);
}

bool NetworkCanvas::event(QEvent* event) {
  if (event->type() == QEvent::NativeGesture) {
    const auto* gesture = static_cast<QNativeGestureEvent*>(event);
    if (gesture->gestureType() == Qt::ZoomNativeGesture) {
      zoomAt(1 + gesture->value(), gesture->position());
      return true;
    }
  }
  if (event->type() == QEvent::Gesture) {
    if (const auto* pinch =
            static_cast<QPinchGesture*>(static_cast<QGestureEvent*>(event)->gesture(Qt::PinchGesture))) {
      zoomAt(pinch->scaleFactor(), mapFromGlobal(pinch->centerPoint()));
      return true;
    }
  }
  return QWidget::event(event);
}

}  // namespace pellucid::ui

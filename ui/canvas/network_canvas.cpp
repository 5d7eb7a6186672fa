// SPDX-License-Identifier: GPL-3.0-or-later
// What the canvas shows; what the user does to it is in network_canvas_gestures.cpp.
#include "ui/canvas/network_canvas.h"

#include <QGestureEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QPinchGesture>
#include <cmath>

#include "ui/canvas/canvas_accessible.h"
#include "ui/canvas/card_place.h"
#include "ui/canvas/hover_card.h"
#include "ui/canvas/moving_weights.h"
#include "ui/canvas/network_painter.h"
#include "ui/canvas/off_sign.h"
#include "ui/canvas/overview.h"
#include "ui/canvas/step_overlay.h"
#include "ui/run/step_caption.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

/// Of two values, which may be no numbers.
bool isSame(engine::Scalar a, engine::Scalar b) {
  return a == b || (std::isnan(a) && std::isnan(b));
}

}  // namespace

NetworkCanvas::NetworkCanvas(Document& document, Selection& selection)
    : m_document(document),
      m_selection(selection),
      m_footer(this),
      m_palette(*this),
      m_parameterEditor(this),
      m_inputEditor(this),
      m_targetEditor(this),
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
         "makes it the target. Left of the "
         "first layer "
         "are the inputs, where Return sets a value. Escape goes back."));
  m_footer.hide();
  m_unitsEditor.hide();
  m_unitsEditor.setAccessibleName(tr("Units of the layer"));
  m_unitsEditor.setKeyboardTracking(false);
  m_unitsEditor.installEventFilter(this);
  connect(&m_unitsEditor, &QSpinBox::editingFinished, this, &NetworkCanvas::takeTypedUnits);
  connect(&m_parameterEditor, &ParameterEditor::valueSet, this,
          [this](const Parameter& before, double value) { setParameter(before, value, m_editorGesture); });
  m_parameterEditor.setObjectName("parameter");
  m_inputEditor.setObjectName("input");
  m_inputEditor.installEventFilter(this);
  connect(&m_inputEditor, &ParameterEditor::valueSet, this,
          [this](const Parameter& input, double value) { setInput(input.index, value); });
  m_targetEditor.setObjectName("target");
  connect(&m_targetEditor, &ParameterEditor::valueSet, this,
          [this](const Parameter& output, double value) { setTargetNumber(output.index, value); });
  connect(&document, &Document::parameterChanged, this, [this](Index index, double value) {
    m_awaited = {index, static_cast<engine::Scalar>(value)};
    update();
  });
  connect(&m_parameterEditor, &ParameterEditor::finished, this, &NetworkCanvas::parameterEdited);
  connect(&m_palette, &LayerPalette::chosen, this,
          [this](engine::LayerKind kind) { insertLayer(m_palettePosition, kind); });
  connect(&m_palette, &LayerPalette::dragged, this, &NetworkCanvas::bringLayer);
  connect(&m_palette, &LayerPalette::dropped, this, &NetworkCanvas::dropLayer);
  connect(&m_palette, &LayerPalette::closed, this, [this] {
    m_brought.reset();
    setFocus();
    update();
  });
  const auto drawAgain = [this] {
    m_areEdgesStale = true;
    update();
  };
  connect(&selection, &Selection::layerChanged, this, [this] {
    const auto layer = m_selection.layer();
    if (layer && scrolls(m_whole) && *layer < m_whole.layers.size()) look(showing(*layer, m_camera, m_whole));
    update();
  });
  connect(&selection, &Selection::placeChanged, this, qOverload<>(&QWidget::update));
  connect(&selection, &Selection::pointedChanged, this, qOverload<>(&QWidget::update));
  connect(&selection, &Selection::markedChanged, this, qOverload<>(&QWidget::update));
  connect(&selection, &Selection::switchedOffChanged, this, qOverload<>(&QWidget::update));
  connect(&selection, &Selection::quantityChanged, this, drawAgain);
  connect(&selection, &Selection::unitChanged, this, [this] {
    m_isTraceStale = true;
    announceUnit(*this);
    update();
  });
  connect(&m_footer, &CanvasFooter::edgeLimitChanged, this, drawAgain);
  connect(&m_footer, &CanvasFooter::rangeModeChanged, this, drawAgain);
  connect(&m_fields, &DecisionFields::changed, this, qOverload<>(&QWidget::update));
  connect(&m_signs, &LayerSigns::pressed, this, &NetworkCanvas::signPressed);
  connect(&document, &Document::experimentChanged, this,
          [this](const engine::Experiment& before, const engine::Experiment& after) {
            if (engine::compare(before, after) != engine::Change::Rebuild) return;
            m_isStale = true;
            update();
          });
}

void NetworkCanvas::showMoment(const MomentPtr& moment) {
  const bool hasNewShape = !m_moment || m_moment->snapshot->network != moment->snapshot->network;
  const bool hasNewRun = !m_moment || m_moment->snapshot->run != moment->snapshot->run;
  m_moment = moment;
  m_moved.reset();
  m_areEdgesStale = true;
  m_isStale = engine::compare(moment->experiment(), m_document.experiment()) == engine::Change::Rebuild;
  if (hasNewRun || (m_awaited && isSame(moment->weights()[m_awaited->first], m_awaited->second)))
    m_awaited.reset();
  if (hasNewShape) {
    m_fields.forget();
    forgetWhatIsGone();
    layOutAgain();
    m_footer.show();
  }
  update();
}

void NetworkCanvas::forgetWhatIsGone() {
  const auto isGone = [this](const std::optional<UnitPlace>& place) {
    return place && (place->layer >= m_moment->network().layerCount() ||
                     place->unit >= m_moment->network().layer(place->layer).outputs());
  };
  if (isGone(m_pinned)) m_pinned.reset();
  if (isGone(m_alone)) m_alone.reset();
  if (isGone(m_selection.unit())) m_selection.setUnit(std::nullopt);
  m_parameterEditor.hide();
  m_inputEditor.hide();
  m_targetEditor.hide();
  m_keyInput.reset();
}

void NetworkCanvas::showStep(std::optional<StepView> step) {
  if (!step && !m_step) return;
  const bool wasUpdating = isUpdating();
  m_step = std::move(step);
  if (wasUpdating || isUpdating()) m_areEdgesStale = true;
  update();
}

const StepView* NetworkCanvas::shownStep() const {
  const bool isThis = m_step && m_moment && m_moment->input.trainIndex == m_step->trainIndex() &&
                      m_moment->experiment().network == m_step->trace->experiment.network;
  return isThis ? &*m_step : nullptr;
}

bool NetworkCanvas::isUpdating() const {
  const StepView* step = shownStep();
  return step != nullptr && step->beat.kind == Beat::Kind::Update && !step->trace->diverged &&
         m_selection.quantity() == Quantity::Activations;
}

void NetworkCanvas::paintStepAndPlaces(QPainter& painter) const {
  const Theme& theme = themeOf(*this);
  if (const StepView* step = shownStep()) {
    paintStep(painter, *step, m_layout, m_edges, theme);
    if (const auto told = toldPlace(*step, m_selection.place()))
      paintPlace(painter, *told, m_layout, theme.forward);
  }
  paintSwitchedOff(painter, m_selection.switchedOff(), m_layout, theme);
  for (const Place& place : m_selection.marked()) paintPlace(painter, place, m_layout, theme.forward);
  if (m_selection.place()) paintPlace(painter, *m_selection.place(), m_layout, theme.accent);
  if (m_selection.pointed()) paintPlace(painter, *m_selection.pointed(), m_layout, theme.accent);
}

void NetworkCanvas::layOutAgain() {
  if (!m_moment) return;
  m_whole = layOut(m_moment->dataset->shape, contentsOf(m_moment->network()), size());
  m_footer.setGeometry(m_whole.footer.toRect());
  look(moved(m_camera, {}, m_whole));
  if (std::holds_alternative<std::monostate>(m_drag)) setHovered(OnNothing{});
}

void NetworkCanvas::look(const Camera& camera) {
  m_camera = camera;
  m_layout = seenThrough(m_camera, m_whole);
  m_signs.place(m_layout);
  m_areEdgesStale = true;
  update();
}

void NetworkCanvas::zoomAt(double factor, QPointF anchor) {
  if (!m_moment) return;
  look(zoomed(m_camera, factor, anchor, m_whole));
  if (m_camera.showsAll()) m_alone.reset();
}

void NetworkCanvas::zoomBy(double factor) {
  if (!m_moment) return;
  QPointF anchor = m_layout.body.center();
  if (const auto unit = m_selection.unit(); unit && unit->layer < m_layout.layers.size())
    anchor = m_layout.layers[unit->layer].center(unit->unit);
  else if (const auto layer = m_selection.layer(); layer && *layer < m_layout.layers.size())
    anchor = m_layout.layers[*layer].grid.center();
  zoomAt(factor, anchor);
}

void NetworkCanvas::showAll() {
  m_alone.reset();
  look({});
}

void NetworkCanvas::toggleFocus() {
  if (m_alone) {
    m_alone.reset();
    look(moved(m_cameraBefore, {}, m_whole));
    return;
  }
  const auto unit = m_selection.unit();
  if (!unit || !m_moment) return;
  m_cameraBefore = m_camera;
  m_alone = unit;
  m_pinned.reset();
  look(onUnit(unit->layer, unit->unit, m_whole));
}

CanvasTarget NetworkCanvas::traced() const {
  if (m_alone) return OnUnit{.layer = m_alone->layer, .unit = m_alone->unit};
  if (std::holds_alternative<OnUnit>(m_hovered) || std::holds_alternative<OnPixel>(m_hovered))
    return m_hovered;
  if (m_keyInput) return OnPixel{*m_keyInput};
  if (const auto unit = m_selection.unit()) return OnUnit{.layer = unit->layer, .unit = unit->unit};
  return OnNothing{};
}

EdgePicture::Canvas NetworkCanvas::edgeCanvas() const {
  return {.layout = m_layout,
          .theme = themeOf(*this),
          .size = (QSizeF(size()) * devicePixelRatioF()).toSize(),
          .ratio = devicePixelRatioF()};
}

void NetworkCanvas::drawEdges() {
  m_areEdgesStale = false;
  m_isTraceStale = true;
  ++m_paintedMoments;
  m_moved.reset();
  if (isUpdating()) {
    m_moved = std::make_shared<const Moment>(withMovedWeights(*m_moment, *m_step->trace, m_step->progress));
    m_changes = weightChanges(*m_step->trace);
  }
  m_edges = visibleEdges(drawn(), m_selection.quantity(), m_footer.edgeLimit(), m_footer.rangeMode());
  m_picture.draw(m_edges, edgeCanvas());
  m_footer.showEdges(m_edges, m_selection.quantity(), drawn().probe.hasGradient());
}

void NetworkCanvas::drawTrace(const EdgePicture::Canvas& canvas) {
  m_isTraceStale = false;
  const CanvasTarget target = traced();
  if (const auto* unit = std::get_if<OnUnit>(&target)) {
    std::vector<Edge> lit = edgesOfUnit(drawn(), m_selection.quantity(), unit->layer, unit->unit);
    for (const Edge& bias : m_edges.biases)
      if (bias.layer == unit->layer && bias.to == unit->unit) lit.push_back(bias);
    m_picture.light(lit, m_edges, canvas);
  }
  if (const auto* pixel = std::get_if<OnPixel>(&target))
    m_picture.light(edgesOfInput(drawn(), m_selection.quantity(), pixel->pixel), m_edges, canvas);
}

void NetworkCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = themeOf(*this);
  if (!m_moment) {
    paintEmpty(painter);
    return;
  }
  if (m_areEdgesStale) drawEdges();
  const bool isTracing = !std::holds_alternative<OnNothing>(traced());
  if (isTracing && m_isTraceStale) drawTrace(edgeCanvas());
  // Only a canvas that is seen asks for fields.
  if (isPlane(*m_moment->dataset)) m_fields.request(drawn().snapshot, m_moment->dataset);

  painter.fillRect(rect(), theme.field);
  painter.setClipRect(m_layout.body);
  painter.drawImage(QPointF(0, 0), isTracing ? m_picture.lit() : m_picture.all());
  const auto place = placeOf(m_hovered);
  if (place && place->from && (!place->isBias() || m_layout.layers[place->layer].bias)) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.accent, 2));
    painter.drawLine(edgeLine(m_layout, place->layer, *place->from, place->unit));
  }
  const auto* card = std::get_if<CardDrag>(&m_drag);
  const CanvasView view{
      .layout = m_layout,
      .edges = m_edges,
      .theme = theme,
      .quantity = m_selection.quantity(),
      .hovered = m_hovered,
      .selected = m_selection.layers(),
      .dragged = card != nullptr && card->isMoving ? std::optional(card->layer) : std::nullopt,
      .unit = m_selection.unit(),
      .alone = m_alone,
      .input = m_keyInput,
      .unitRanges = unitRanges(drawn(), m_selection.quantity(), m_footer.rangeMode()),
      .field = isPlane(*m_moment->dataset) ? m_fields.newest() : nullptr,
      .signal = shownStep() != nullptr ? &m_step->beat : nullptr,
      .changes = m_moved ? &m_changes : nullptr};
  NetworkPainter network(painter, drawn(), view);
  network.paintUnits();
  if (isStale()) {
    network.paintNumbers();
    QColor veil = theme.field;
    veil.setAlphaF(0.6);
    painter.fillRect(m_layout.body, veil);
  }
  paintStepAndPlaces(painter);
  if (!isStale()) {
    network.paintNumbers();
    m_signs.paintUnits(painter, m_layout, theme);
  }
  painter.setClipping(false);
  network.paintCards();
  if (const StepView* step = shownStep()) paintStepTags(painter, *step, m_layout, m_edges, theme);
  paintOver(painter, view);
}

void NetworkCanvas::paintOver(QPainter& painter, const CanvasView& view) {
  const Theme& theme = view.theme;
  painter.setBrush(Qt::NoBrush);
  if (view.dragged) {
    painter.setPen(QPen(theme.accent, 2, Qt::DashLine));
    painter.drawRoundedRect(m_layout.layers[dropPosition(m_pointer.x())].card, 7, 7);
  }
  paintOverview(painter, m_camera, m_whole, theme);
  painter.setBrush(Qt::NoBrush);
  paintBrought(painter, theme);
  if (hasFocus()) {
    painter.setPen(QPen(theme.accent, 1));
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
  }
  if (!m_camera.showsAll() || isStale()) {
    const QFont small = typeFont(font(), TypeSize::Small);
    painter.setFont(small);
    painter.setPen(theme.mutedText);
    const QString words = isStale() ? tr("Applying the change…")
                                    : tr("%1×; 0 shows the whole network").arg(m_camera.scale, 0, 'g', 3);
    const QFontMetricsF metrics(small);
    QRectF place(m_layout.body.left() + 10, 0, metrics.horizontalAdvance(words) + 12, metrics.height() + 4);
    place.moveBottom(m_layout.body.bottom() - 3);
    painter.fillRect(place, theme.field);
    painter.drawText(place, Qt::AlignCenter, words);
  }
  paintCallOuts(painter, view);
}

void NetworkCanvas::paintCallOuts(QPainter& painter, const CanvasView& view) {
  const Theme& theme = view.theme;
  const QRectF bounds = QRectF(rect()).adjusted(4, 4, -4, -m_footer.height() - 8);
  std::vector<QRectF> taken;
  const auto paintCard = [&](const CanvasTarget& target) {
    const HoverCard card = hoverCard(target, drawn(), view.field, theme, view.quantity);
    if (card.isEmpty()) return PaintedCard{};
    const QRectF about = aboutRect(target);
    const QSizeF size = sizeOf(card, painter.font());
    if (const auto* edge = std::get_if<OnEdge>(&target))
      for (const QRectF& end : edgeEnds(m_layout, edge->layer, edge->from, edge->to)) taken.push_back(end);
    // The window in the image belongs to what is told.
    if (const auto* unit = std::get_if<OnUnit>(&target);
        unit != nullptr && m_layout.layers[unit->layer].maps.isImage())
      taken.push_back(m_layout.input.grid);
    // Over the headings of the layers only where there is no other room.
    QRectF place = placeCard(size, about, bounds.intersected(m_layout.body), taken);
    const auto covers = [&place](const QRectF& other) { return place.intersects(other); };
    if (covers(about) || std::any_of(taken.begin(), taken.end(), covers) || place.bottom() > bounds.bottom())
      place = placeCard(size, about, bounds, taken);
    PaintedCard painted = paintHoverCard(painter, card, place.topLeft(), theme);
    taken.push_back(painted.box);
    taken.push_back(about);
    if (!card.isPlane) painted.picture = {};
    return painted;
  };
  m_pinnedCard = {};
  if (m_pinned) {
    m_pinnedCard = paintCard(OnUnit{.layer = m_pinned->layer, .unit = m_pinned->unit});
    painter.setPen(QPen(theme.mutedText, 1.5));
    const QRectF cross = pinnedCross().adjusted(4, 4, -4, -4);
    painter.drawLine(cross.topLeft(), cross.bottomRight());
    painter.drawLine(cross.topRight(), cross.bottomLeft());
  }
  const auto* unit = std::get_if<OnUnit>(&m_hovered);
  const auto isThat = [unit](const std::optional<UnitPlace>& place) {
    return unit != nullptr && place == UnitPlace{.layer = unit->layer, .unit = unit->unit};
  };
  // Neither while something is dragged or typed, which shows itself, nor of what is pinned or large already.
  const bool isBusy = std::holds_alternative<CardDrag>(m_drag) ||
                      std::holds_alternative<HandleDrag>(m_drag) ||
                      std::holds_alternative<InputDrag>(m_drag) ||
                      std::holds_alternative<PlaneDrag>(m_drag) || m_inputEditor.isVisible();
  m_hoveredCard = isBusy || isThat(m_pinned) || isThat(m_alone) ? QRectF() : paintCard(m_hovered).box;
}

QRectF NetworkCanvas::pinnedCross() const {
  if (m_pinnedCard.box.isEmpty()) return {};
  return {m_pinnedCard.box.right() - 20, m_pinnedCard.box.top() + 4, 16, 16};
}

QRectF NetworkCanvas::aboutRect(const CanvasTarget& target) const {
  if (const auto* unit = std::get_if<OnUnit>(&target)) {
    const ColumnLayout& column = m_layout.layers[unit->layer];
    QRectF rect = column.unitRect(unit->unit).adjusted(-3, -3, 3, 3);
    if (isOutput({.layer = unit->layer, .unit = unit->unit})) rect.setRight(column.right);  // with its bar
    return rect;
  }
  if (const auto* pixel = std::get_if<OnPixel>(&target))
    return m_layout.input.unitRect(pixel->pixel).adjusted(-3, -3, 3, 3);
  return QRectF(m_pointer, QSizeF()).adjusted(-6, -6, 6, 6);
}

void NetworkCanvas::closePinned() {
  m_pinned.reset();
  m_pinnedCard = {};
  update();
}

void NetworkCanvas::paintEmpty(QPainter& painter) const {
  const Theme& theme = themeOf(*this);
  painter.fillRect(rect(), theme.field);
  painter.setPen(theme.mutedText);
  painter.drawText(rect(), Qt::AlignCenter,
                   m_isLoading ? tr("Reading the data…") : tr("Choose data to see a network here."));
}

void NetworkCanvas::setLoading(bool isLoading) {
  m_isLoading = isLoading;
  if (!m_moment) update();
}

void NetworkCanvas::resizeEvent(QResizeEvent*) {
  layOutAgain();
}

void NetworkCanvas::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) m_areEdgesStale = true;
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

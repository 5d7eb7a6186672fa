// SPDX-License-Identifier: GPL-3.0-or-later
// The network as a picture, live. Shows Moments, edits the document directly (padlocks, +, ×, dragging a card
// or the handle below it), selects layers and units, and sets weights and inputs by hand. It paints only when
// a Moment, the pointer, the camera or its size changed.
#pragma once

#include <QAction>
#include <QSpinBox>
#include <QWidget>
#include <memory>
#include <optional>
#include <variant>

#include "ui/canvas/camera.h"
#include "ui/canvas/canvas_footer.h"
#include "ui/canvas/canvas_target.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/decision_fields.h"
#include "ui/canvas/edge_picture.h"
#include "ui/canvas/hover_card.h"
#include "ui/canvas/layer_palette.h"
#include "ui/canvas/layer_signs.h"
#include "ui/canvas/parameter_editor.h"
#include "ui/document/document.h"
#include "ui/run/step_view.h"

namespace pellucid::ui {

class NetworkCanvas : public QWidget {
  Q_OBJECT

 public:
  /// The references must outlive the canvas.
  NetworkCanvas(Document& document, Selection& selection);

  void showMoment(const MomentPtr& moment);
  /// What full colour stands for.
  RangeMode rangeMode() const { return m_footer.rangeMode(); }
  void setRangeMode(RangeMode mode) { m_footer.setRangeMode(mode); }
  /// A staged step to be painted over the network; none when there is none.
  void showStep(std::optional<StepView> step);

  /// What the diagnosis has found of the layers.
  void setSigns(std::vector<LayerSign> signs) { m_signs.setSigns(std::move(signs), m_layout); }
  const LayerSigns& signs() const { return m_signs; }

  /// Whether data are being read, which an empty canvas says.
  void setLoading(bool isLoading);

  /// From the whole network to a layer, to a unit with its picture, to its terms; around the selected unit or
  /// layer, or the middle.
  void zoomBy(double factor);
  void showAll();
  /// The selected unit large and all others faded, or the way back from it.
  void toggleFocus();

  /// Opens the palette of layers: one of them goes before the selected layer, or before the output.
  void offerLayers();
  const LayerPalette& palette() const { return m_palette; }

  /// How often it has painted a new moment; frames a second are measured by it.
  std::int64_t paintedMoments() const { return m_paintedMoments; }
  /// Whether the pictures of the plane, which are computed elsewhere, are here.
  bool hasFields() const { return m_fields.newest() != nullptr; }
  /// Where things are now; for tests and for tools that point at them.
  const CanvasLayout& canvasLayout() const { return m_layout; }
  /// The same before the camera.
  const CanvasLayout& wholeLayout() const { return m_whole; }
  const Camera& camera() const { return m_camera; }
  const Moment* moment() const { return m_moment.get(); }
  std::optional<UnitPlace> selectedUnit() const { return m_selection.unit(); }
  /// Where a pinned card is closed, as it was painted last; empty without one.
  QRectF pinnedCross() const;
  /// Where its picture of the plane is, in which a point can be chosen, and all of it; empty without one.
  QRectF pinnedPlane() const { return m_pinnedCard.picture; }
  QRectF pinnedCard() const { return m_pinnedCard.box; }
  /// Where the card of what is pointed at was painted; empty without one.
  QRectF hoveredCard() const { return m_hoveredCard; }
  /// Inputs are numbers that can be typed, and not a picture.
  bool hasNumbersIn() const;
  /// The input that the keys are at.
  std::optional<Index> keyInput() const { return m_keyInput; }
  std::optional<UnitPlace> focusedUnit() const { return m_alone; }
  /// What is shown belongs to a network or to weights that were changed since.
  bool isStale() const { return m_isStale || m_awaited; }

  QSize sizeHint() const override { return {820, 440}; }
  QSize minimumSizeHint() const override { return {420, 152}; }

 signals:
  /// Something the user should know: why an edit was refused, or what changed with it.
  void noted(const QString& message);
  /// The user asked for the layer's menu; it has been selected. `first` is what can be done to the unit.
  void layerMenuRequested(const QPoint& globalPosition, const QList<QAction*>& first);
  /// A weight or bias was set by hand, and the gesture is over.
  void parameterEdited(const pellucid::ui::Parameter& before, double value);
  /// An input was typed or dragged, or a point of the plane chosen: these numbers are to be shown.
  void inputSet(const engine::Vector& values);
  /// The test sample is to be shown again instead of the user's own input.
  void sampleAgainRequested();
  /// The sign on the card of a layer, or of the input, was pressed.
  void signPressed(std::optional<std::size_t> layer);
  /// What the input that is shown should be answered, instead of what the data say; empty: that again.
  void targetChosen(const pellucid::ui::Target& target);

 protected:
  bool event(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  /// Return and Escape in the field for units, and Tab in that for inputs, before they come back here; and
  /// Escape in the window that nobody else takes, for a pinned card.
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct CardDrag {
    std::size_t layer;
    QPointF start;
    bool isMoving = false;
  };
  struct HandleDrag {
    std::size_t layer;
    QPointF start;
    Index units;
    int gesture;
  };
  /// In the overview.
  struct OverviewDrag {};
  struct PanDrag {
    QPointF start;
    QPointF last;
    bool isMoving = false;
  };
  /// On a weight or bias: dragging up makes it larger, a click opens the field.
  struct ParameterDrag {
    Parameter parameter;
    QPointF start;
    double perPixel;
    double value;
    int gesture;
    bool isMoving = false;
  };
  /// On an input: dragging up makes it larger.
  struct InputDrag {
    Index input;
    QPointF start;
    engine::Vector values;  ///< as they were
    bool isMoving = false;
    double spread = 0;  ///< how far the data go in it, which takes a look at all of them; 0 before
  };
  /// A layer that is dragged from the palette.
  struct Brought {
    engine::LayerKind kind;
    std::size_t position;
    QPointF at;
    QString refusal;  ///< why it does not fit there; empty where it does
  };
  /// In a picture of the plane.
  struct PlaneDrag {
    QRectF place;
    engine::Plane plane;
  };

  // Places and pictures
  void layOutAgain();
  void look(const Camera& camera);
  void drawEdges();
  void drawTrace(const EdgePicture::Canvas& canvas);
  EdgePicture::Canvas edgeCanvas() const;
  /// The unit or input whose edges are lit: the one under the pointer, or that the keys are at.
  CanvasTarget traced() const;
  void forgetWhatIsGone();
  void paintOver(QPainter& painter, const CanvasView& view);
  /// The cards beside what is pinned and what is pointed at.
  void paintCallOuts(QPainter& painter, const CanvasView& view);
  /// What a card must not cover, because it explains it.
  QRectF aboutRect(const CanvasTarget& target) const;
  void closePinned();
  void paintEmpty(QPainter& painter) const;
  void zoomAt(double factor, QPointF anchor);

  // Gestures
  void setHovered(const CanvasTarget& target);
  QString toolTipFor(const CanvasTarget& target) const;
  void note(const engine::Result<void>& result);
  /// False while the picture is still that of another network than the document's: then it is not edited.
  bool isCurrent() const;
  void press(const CanvasTarget& target, QPointF at, bool extends);
  void pressUnit(const OnUnit& unit);
  void dragTo(QPointF at);
  std::optional<Parameter> parameterAt(const CanvasTarget& target) const;
  void setParameter(const Parameter& parameter, double value, int gesture);
  void openEditor(const Parameter& parameter, QPointF at);
  void typeUnits(std::size_t layer);
  void takeTypedUnits();
  // Layers from the palette, in network_canvas_layers.cpp
  void openPalette(std::size_t position);
  void insertLayer(std::size_t position, engine::LayerKind kind);
  void bringLayer(engine::LayerKind kind, QPointF at);
  void dropLayer(engine::LayerKind kind, QPointF at);
  /// The + that is nearest.
  std::size_t addPosition(double x) const;
  /// A layer on its way from the palette: the place that it would take, and whether it can.
  void paintBrought(QPainter& painter, const Theme& theme) const;

  // Inputs by hand, in network_canvas_inputs.cpp
  /// Says why where an input cannot be set.
  bool maySetInput();
  /// And what is made from other inputs.
  bool maySetInput(Index input);
  void setInput(Index input, double value);
  void dragInput(InputDrag& drag, QPointF at);
  void typeInput(Index input);
  /// The picture of the plane under the pointer, where it is large enough to choose a point.
  std::optional<PlaneDrag> planeAt(QPointF at) const;
  /// True where a point of a plane was pressed.
  bool pressPlane(QPointF at);
  bool isOutput(const UnitPlace& unit) const;
  /// The classes that an output speaks for; empty where the answers are numbers.
  std::vector<Index> classesOf(Index output) const;
  /// The class of the output as target, or the next of its classes; opens the field where it is a number.
  void chooseTarget(Index output);
  void setTargetNumber(Index output, double value);
  QList<QAction*> targetMenu(Index output);
  /// What the keys do on the inputs, left of the first layer.
  bool moveAmongInputs(int key);
  /// The hidden place that a card dropped at x would take.
  std::size_t dropPosition(double x) const;
  bool moveByKey(int key);
  /// Opens the field for the strongest weight that enters the unit; called again, for the next one.
  void typeNextWeight(const UnitPlace& unit);
  void selectLayerBeside(int step);
  void extendSelection(int step);
  void selectUnitBeside(int step);
  /// Escape leaves what was entered last; false where there is nothing to leave.
  bool goBack();
  void paintStepAndPlaces(QPainter& painter) const;
  /// The staged step, where the picture is of the sample and the network that it is about.
  const StepView* shownStep() const;
  /// Its update is shown: the weights are on their way.
  bool isUpdating() const;
  /// What is drawn: the newest moment, or in an update the one with moved weights.
  const Moment& drawn() const { return m_moved ? *m_moved : *m_moment; }

  Document& m_document;
  Selection& m_selection;
  MomentPtr m_moment;
  std::optional<StepView> m_step;
  MomentPtr m_moved;
  engine::Vector m_changes;  ///< of the weights, in an update
  CanvasLayout m_whole;
  CanvasLayout m_layout;  ///< m_whole as the camera sees it
  Camera m_camera;
  Camera m_cameraBefore;  ///< the focus
  VisibleEdges m_edges;
  EdgePicture m_picture;
  bool m_areEdgesStale = true;
  bool m_isTraceStale = true;
  DecisionFields m_fields;

  CanvasTarget m_hovered;
  QPointF m_pointer;
  std::optional<UnitPlace> m_alone;
  std::optional<UnitPlace> m_pinned;
  std::optional<Index> m_keyInput;  ///< the input that the keys are at
  QRectF m_hoveredCard;
  PaintedCard m_pinnedCard;  ///< as it was painted last; its picture only where it is of the plane
  std::variant<std::monostate, CardDrag, HandleDrag, PanDrag, ParameterDrag, InputDrag, PlaneDrag,
               OverviewDrag>
      m_drag;
  int m_gestures = 0;
  bool m_isStale = false;
  bool m_isLoading = false;
  std::optional<std::pair<Index, engine::Scalar>> m_awaited;  ///< a parameter that was set by hand
  std::int64_t m_paintedMoments = 0;

  LayerSigns m_signs{*this};
  CanvasFooter m_footer;
  LayerPalette m_palette;
  std::size_t m_palettePosition = 0;
  std::optional<Brought> m_brought;
  ParameterEditor m_parameterEditor;
  ParameterEditor m_inputEditor;
  ParameterEditor m_targetEditor;
  std::vector<std::unique_ptr<QAction>> m_targetActions;  ///< of the menu that was opened last
  int m_editorGesture = 0;
  std::optional<UnitPlace> m_typedWeightOf;
  std::size_t m_typedWeight = 0;
  QSpinBox m_unitsEditor;
  std::size_t m_editedLayer = 0;
};

}  // namespace pellucid::ui

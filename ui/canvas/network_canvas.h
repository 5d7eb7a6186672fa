// SPDX-License-Identifier: GPL-3.0-or-later
// The network as a live picture. Shows Moments, edits the document directly (padlocks, +, ×, dragging a card
// or the handle below it), selects layers and units, and sets weights and inputs by hand. It repaints only
// when a Moment, the pointer, the camera or its size has changed. The content is a CanvasScene, its picture a
// CanvasPainting; this class handles pointer and keyboard.
#pragma once

#include <QAction>
#include <QSpinBox>
#include <QWidget>
#include <optional>
#include <variant>

#include "ui/canvas/canvas_footer.h"
#include "ui/canvas/canvas_painting.h"
#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/inputs_by_hand.h"
#include "ui/canvas/layer_bringer.h"
#include "ui/canvas/layer_signs.h"
#include "ui/canvas/parameter_editor.h"
#include "ui/document/document.h"

namespace pellucid::ui {

class NetworkCanvas : public QWidget {
  Q_OBJECT

 public:
  /// The references must outlive the canvas.
  NetworkCanvas(Document& document, Selection& selection);

  void showMoment(const MomentPtr& moment);
  /// What determines full colour.
  RangeMode rangeMode() const { return m_footer.rangeMode(); }
  void setRangeMode(RangeMode mode) { m_footer.setRangeMode(mode); }
  /// A staged step to be painted over the network, or none.
  void showStep(std::optional<StepView> step);

  /// The findings of the diagnosis about the layers.
  void setSigns(std::vector<LayerSign> signs) { m_signs.setSigns(std::move(signs), m_scene.layout); }
  const LayerSigns& signs() const { return m_signs; }

  /// Whether data are being read, which an empty canvas then says.
  void setLoading(bool isLoading);

  /// Zooms from the whole network to a layer, to a unit with its picture, to its terms; around the selected
  /// unit or layer, or the middle.
  void zoomBy(double factor);
  void showAll();
  /// Shows the selected unit large and all others faded, or returns from that.
  void toggleFocus();

  /// Opens the layer palette: the chosen kind goes before the selected layer, or before the output.
  void offerLayers();
  const LayerPalette& palette() const { return m_bringer.palette(); }

  /// How often it has painted a new moment; used to measure frames per second.
  std::int64_t paintedMoments() const { return m_painting.paintedMoments(); }
  /// Whether the pictures of the plane, which are computed elsewhere, have arrived.
  bool hasFields() const { return m_painting.fields().newest() != nullptr; }
  /// Where things are now; for tests and for tools that point at them.
  const CanvasLayout& canvasLayout() const { return m_scene.layout; }
  /// The same before applying the camera.
  const CanvasLayout& wholeLayout() const { return m_scene.whole; }
  const Camera& camera() const { return m_scene.camera; }
  const Moment* moment() const { return m_scene.moment.get(); }
  std::optional<UnitPlace> selectedUnit() const { return m_selection.unit(); }
  /// The close button of a pinned card, as painted last; empty without one.
  QRectF pinnedCross() const { return m_painting.pinnedCross(); }
  /// The card's picture of the plane, in which a point can be chosen, and the whole card; empty without one.
  QRectF pinnedPlane() const { return m_painting.pinnedCard().picture; }
  QRectF pinnedCard() const { return m_painting.pinnedCard().box; }
  /// Where the card of the pointed-at item was painted; empty without one.
  QRectF hoveredCard() const { return m_painting.hoveredCard(); }
  /// Whether inputs are numbers that can be typed, rather than a picture.
  bool hasNumbersIn() const { return m_scene.hasNumbersIn(); }
  /// The input with the keyboard focus.
  std::optional<Index> keyInput() const { return m_scene.keyInput; }
  std::optional<UnitPlace> focusedUnit() const { return m_scene.alone; }
  /// Whether what is shown belongs to a network or weights that have since changed.
  bool isStale() const { return m_scene.isStale || m_awaited; }

  QSize sizeHint() const override { return {820, 440}; }
  QSize minimumSizeHint() const override { return {420, 152}; }

 signals:
  /// Something the user should know: why an edit was refused, or what changed with it.
  void noted(const QString& message);
  /// The user requested the layer's menu; the layer has been selected. `first` are the actions for the unit.
  void layerMenuRequested(const QPoint& globalPosition, const QList<QAction*>& first);
  /// A weight or bias was set by hand, and the gesture is over.
  void parameterEdited(const pellucid::ui::Parameter& before, double value);
  /// An input was typed or dragged, or a point of the plane chosen: these values are to be shown.
  void inputSet(const engine::Vector& values);
  /// The test sample is to be shown again instead of the user's own input.
  void sampleAgainRequested();
  /// The sign on the card of a layer, or of the input, was pressed.
  void signPressed(std::optional<std::size_t> layer);
  /// The target of the shown input instead of the data's; empty: the data's again.
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
  /// Catches Return and Escape in the units field, before they come back here; and an Escape in the window
  /// that nothing else takes, for a pinned card.
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
  // Display
  void layOutAgain();
  void moveCamera(const Camera& camera);
  void layoutChanged();
  void forgetWhatIsGone();
  void closePinned();
  void zoomAt(double factor, QPointF anchor);

  // Gestures, in network_canvas_gestures.cpp
  void setHovered(const CanvasTarget& target);
  QString toolTipFor(const CanvasTarget& target) const;
  void note(const engine::Result<void>& result);
  void press(const CanvasTarget& target, QPointF at, bool extends);
  void pressUnit(const OnUnit& unit);
  void dragTo(QPointF at);
  std::optional<Parameter> parameterAt(const CanvasTarget& target) const;
  void setParameter(const Parameter& parameter, double value, int gesture);
  void openEditor(const Parameter& parameter, QPointF at);
  void typeUnits(std::size_t layer);
  void takeTypedUnits();

  // Keys, in network_canvas_keys.cpp
  bool moveByKey(int key);
  /// Opens the field for the strongest weight that enters the unit; repeated calls go on to the next one.
  void typeNextWeight(const UnitPlace& unit);
  void selectLayerBeside(int step);
  void extendSelection(int step);
  void selectUnitBeside(int step);
  /// Escape leaves what was entered last; false where there is nothing to leave.
  bool goBack();

  Document& m_document;
  Selection& m_selection;
  CanvasScene m_scene;
  std::variant<std::monostate, CardDrag, HandleDrag, PanDrag, ParameterDrag, InputDrag, PlaneDrag,
               OverviewDrag>
      m_drag;
  int m_gestures = 0;
  bool m_isLoading = false;
  std::optional<std::pair<Index, engine::Scalar>> m_awaited;  ///< a parameter set by hand

  LayerSigns m_signs{*this};
  CanvasFooter m_footer;
  CanvasPainting m_painting;
  LayerBringer m_bringer;
  InputsByHand m_inputs;
  ParameterEditor m_parameterEditor;
  int m_editorGesture = 0;
  std::optional<UnitPlace> m_typedWeightOf;
  std::size_t m_typedWeight = 0;
  QSpinBox m_unitsEditor;
  std::size_t m_editedLayer = 0;
};

}  // namespace pellucid::ui

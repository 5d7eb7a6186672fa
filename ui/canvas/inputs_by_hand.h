// SPDX-License-Identifier: GPL-3.0-or-later
// "What if": inputs typed, dragged, or chosen as a point of the plane, and targets other than the data's.
// Nothing is edited by them: the network answers what it is asked. Lives on the window's thread.
#pragma once

#include <QAction>
#include <QObject>
#include <memory>
#include <optional>
#include <vector>

#include "ui/canvas/canvas_painting.h"
#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/parameter_editor.h"

namespace pellucid::ui {

/// On an input: dragging up makes it larger.
struct InputDrag {
  Index input;
  QPointF start;
  engine::Vector values;  ///< as they were
  bool isMoving = false;
  double spread = 0;  ///< how far the data go in it, which takes a look at all of them; 0 before
};
/// In a picture of the plane.
struct PlaneDrag {
  QRectF place;
  engine::Plane plane;
};

class InputsByHand : public QObject {
  Q_OBJECT

 public:
  /// Over `canvas`, which owns the fields; the references must outlive it.
  InputsByHand(QWidget& canvas, CanvasScene& scene, CanvasPainting& painting, Selection& selection);

  /// An input is being typed.
  bool isTyping() const { return m_inputEditor.isVisible(); }
  void closeFields();
  /// Opens the field of an input, to which the keys go.
  void typeInput(Index input);
  /// The keys are at this input, or at none.
  void setKeyInput(std::optional<Index> input);
  void dragInput(InputDrag& drag, QPointF at);
  /// The picture of the plane under the pointer, where it is large enough to choose a point.
  std::optional<PlaneDrag> planeAt(QPointF at) const;
  /// The point of a plane that was pressed, if one may be chosen; false where none was pressed.
  bool pressPlane(QPointF at, std::optional<PlaneDrag>& drag);
  void dragPlane(const PlaneDrag& drag, QPointF at);
  /// The class of the output as target, or the next of its classes; opens the field where it is a number.
  void chooseTarget(Index output);
  QList<QAction*> targetMenu(Index output);
  /// What the keys do on the inputs, left of the first layer.
  bool moveByKey(int key);

 protected:
  /// Tab in the field for inputs, before the field has it.
  bool eventFilter(QObject* watched, QEvent* event) override;

 signals:
  /// The keys went to another input.
  void moved();
  void noted(const QString& message);
  /// These numbers are to be shown.
  void inputSet(const engine::Vector& values);
  /// What the input that is shown should be answered; empty: what the data say.
  void targetChosen(const pellucid::ui::Target& target);

 private:
  /// Says why where an input cannot be set.
  bool maySetInput();
  /// And what is made from other inputs.
  bool maySetInput(Index input);
  void setInput(Index input, double value);
  /// The classes that an output speaks for; empty where the answers are numbers.
  std::vector<Index> classesOf(Index output) const;
  void setTargetNumber(Index output, double value);

  QWidget& m_canvas;
  CanvasScene& m_scene;
  CanvasPainting& m_painting;
  Selection& m_selection;
  ParameterEditor m_inputEditor;
  ParameterEditor m_targetEditor;
  std::vector<std::unique_ptr<QAction>> m_targetActions;  ///< of the menu that was opened last
};

}  // namespace pellucid::ui

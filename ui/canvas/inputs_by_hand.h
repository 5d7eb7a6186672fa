// SPDX-License-Identifier: GPL-3.0-or-later
// "What if": inputs typed, dragged, or chosen as a point of the plane, and targets other than the data's.
// They edit nothing: the network just answers. Lives on the window's thread.
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
  engine::Vector values;  ///< initial values
  bool isMoving = false;
  double spread = 0;  ///< the data's spread in this input, found by scanning all samples; 0 before
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

  /// Whether an input is being typed.
  bool isTyping() const { return m_inputEditor.isVisible(); }
  void closeFields();
  /// Opens the field of an input and gives it the keyboard focus.
  void typeInput(Index input);
  /// Gives the keyboard focus to this input, or to none.
  void setKeyInput(std::optional<Index> input);
  void dragInput(InputDrag& drag, QPointF at);
  /// The picture of the plane under the pointer, where it is large enough to choose a point.
  std::optional<PlaneDrag> planeAt(QPointF at) const;
  /// The pressed point of a plane, if one may be chosen; false where none was pressed.
  bool pressPlane(QPointF at, std::optional<PlaneDrag>& drag);
  void dragPlane(const PlaneDrag& drag, QPointF at);
  /// Makes the output's class the target, or the next of its classes; opens the field where it is a number.
  void chooseTarget(Index output);
  QList<QAction*> targetMenu(Index output);
  /// Handles keys on the inputs, left of the first layer.
  bool moveByKey(int key);

 protected:
  /// Catches Tab in the input field before the field gets it.
  bool eventFilter(QObject* watched, QEvent* event) override;

 signals:
  /// The keyboard focus moved to another input.
  void moved();
  void noted(const QString& message);
  /// These values are to be shown.
  void inputSet(const engine::Vector& values);
  /// The target of the shown input; empty: the data's.
  void targetChosen(const pellucid::ui::Target& target);

 private:
  /// Whether inputs can be set; says why where not.
  bool maySetInput();
  /// The same for this input, which may be derived from others.
  bool maySetInput(Index input);
  void setInput(Index input, double value);
  /// The classes that an output stands for; empty for numeric answers.
  std::vector<Index> classesOf(Index output) const;
  void setTargetNumber(Index output, double value);

  QWidget& m_canvas;
  CanvasScene& m_scene;
  CanvasPainting& m_painting;
  Selection& m_selection;
  ParameterEditor m_inputEditor;
  ParameterEditor m_targetEditor;
  std::vector<std::unique_ptr<QAction>> m_targetActions;  ///< of the menu opened last
};

}  // namespace pellucid::ui

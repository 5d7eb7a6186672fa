// SPDX-License-Identifier: GPL-3.0-or-later
// What the canvas is of, without a picture: the newest moment, a step that is told slowly, where everything
// lies as the camera sees it, and what the user looks at.
#pragma once

#include <QPointF>
#include <QSize>
#include <optional>

#include "ui/canvas/camera.h"
#include "ui/canvas/canvas_target.h"
#include "ui/document/selection.h"
#include "ui/run/moment.h"
#include "ui/run/step_view.h"

namespace pellucid::ui {

struct CanvasScene {
  MomentPtr moment;              ///< null before the first
  std::optional<StepView> step;  ///< a staged step to be painted over the network
  CanvasLayout whole;
  CanvasLayout layout;  ///< `whole` as the camera sees it
  Camera camera;
  Camera cameraBefore;  ///< `alone`
  CanvasTarget hovered;
  QPointF pointer;
  std::optional<UnitPlace> alone;   ///< large, all others faded
  std::optional<UnitPlace> pinned;  ///< whose card stays
  std::optional<Index> keyInput;    ///< the input that the keys are at
  bool isStale = false;             ///< the document's network is another one by now

  /// What is seen may be edited.
  bool isCurrent() const { return moment && !isStale; }

  /// For the moment's network on a canvas of this size.
  void layOut(QSize size);
  void moveCamera(const Camera& to);
  /// What another network does not have.
  void forgetWhatIsGone();

  /// Inputs are numbers that can be typed, and not a picture.
  bool hasNumbersIn() const;
  bool isOutput(const UnitPlace& unit) const;
  /// Whether the network does not have it any more; false for no place.
  bool isGone(const std::optional<UnitPlace>& place) const;
  /// The staged step, where the picture is of the sample and the network that it is about.
  const StepView* shownStep() const;
  /// Its update is shown: the weights are on their way.
  bool isUpdating(Quantity quantity) const;
  /// The unit or input whose edges are lit: the one under the pointer, or that the keys are at.
  CanvasTarget traced(const std::optional<UnitPlace>& selected) const;
  /// The hidden layer whose card is nearest, which a card dropped at x would take the place of.
  std::size_t dropPosition(double x) const;
};

}  // namespace pellucid::ui

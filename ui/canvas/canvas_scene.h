// SPDX-License-Identifier: GPL-3.0-or-later
// What the canvas shows, apart from the picture: the newest moment, a step narrated slowly, where everything
// is as the camera sees it, and what the user is looking at.
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
  Camera cameraBefore;  ///< before `alone`
  CanvasTarget hovered;
  QPointF pointer;
  std::optional<UnitPlace> alone;   ///< shown large, all others faded
  std::optional<UnitPlace> pinned;  ///< the unit whose card stays
  std::optional<Index> keyInput;    ///< the input with the keyboard focus
  bool isStale = false;             ///< the document's network has changed since

  /// Whether what is shown may be edited.
  bool isCurrent() const { return moment && !isStale; }

  /// Lays out the moment's network on a canvas of this size.
  void layOut(QSize size);
  void moveCamera(const Camera& to);
  /// Forgets what another network does not have.
  void forgetWhatIsGone();

  /// Whether inputs are numbers that can be typed, rather than a picture.
  bool hasNumbersIn() const;
  bool isOutput(const UnitPlace& unit) const;
  /// Whether the network no longer has it; false for no place.
  bool isGone(const std::optional<UnitPlace>& place) const;
  /// The staged step, where the picture shows its sample and network.
  const StepView* shownStep() const;
  /// Whether its update is shown: the weights are moving.
  bool isUpdating(Quantity quantity) const;
  /// The unit or input whose edges are lit: the one under the pointer or with the keyboard focus.
  CanvasTarget traced(const std::optional<UnitPlace>& selected) const;
  /// The hidden layer with the nearest card, whose place a card dropped at x would take.
  std::size_t dropPosition(double x) const;
};

}  // namespace pellucid::ui

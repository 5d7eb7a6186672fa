// SPDX-License-Identifier: GPL-3.0-or-later
// What the canvas's painters need besides the values of a Moment: where things are, and what the user is
// looking at.
#pragma once

#include <QPainter>
#include <optional>
#include <vector>

#include "engine/inspect/decision_field.h"
#include "ui/canvas/canvas_target.h"
#include "ui/run/step_timeline.h"
#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"

namespace pellucid::ui {

struct CanvasView {
  const CanvasLayout& layout;
  const VisibleEdges& edges;
  const Theme& theme;
  Quantity quantity = Quantity::Activations;
  CanvasTarget hovered = {};
  std::optional<Selection::LayerRange> selected = {};
  std::optional<std::size_t> dragged = {};  ///< the layer that is being moved
  std::optional<UnitPlace> unit = {};       ///< selected
  std::optional<UnitPlace> alone = {};      ///< looked at, all others faded
  std::optional<Index> input = {};          ///< with the keyboard focus
  std::vector<float> unitRanges = {};       ///< for each layer
  const engine::DecisionField* field = nullptr;
  /// How far a staged signal has come; null where everything is known.
  const Beat* signal = nullptr;
  const engine::Vector* changes = nullptr;  ///< of the weights, while a staged update moves them
};

}  // namespace pellucid::ui

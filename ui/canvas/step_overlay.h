// SPDX-License-Identifier: GPL-3.0-or-later
// A staged step, painted over the network: signals run forward along the edges in one hue, gradients run back
// in another, and strength is magnitude. What the step has not reached yet is faded. Pure painting of a
// StepView.
#pragma once

#include <QPainter>
#include <optional>

#include "ui/canvas/canvas_layout.h"
#include "ui/canvas/visible_edges.h"
#include "ui/run/step_view.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// `layout` and `edges` are those of the network that the step belongs to.
void paintStep(QPainter& painter, const StepView& view, const CanvasLayout& layout, const VisibleEdges& edges,
               const Theme& theme);

/// The labels of the step on the layers: the loss, where the gradient passes through and ends, how far
/// weights move. They are across the upper edges of the cards, so they are painted over these.
void paintStepTags(QPainter& painter, const StepView& view, const CanvasLayout& layout,
                   const VisibleEdges& edges, const Theme& theme);

/// Lights up a unit, or an edge with both of its ends; for a bias, its unit.
void paintPlace(QPainter& painter, const Place& place, const CanvasLayout& layout, const QColor& colour);

}  // namespace pellucid::ui

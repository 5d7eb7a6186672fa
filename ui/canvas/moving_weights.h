// SPDX-License-Identifier: GPL-3.0-or-later
// The update of a staged step as a network whose weights are on their way: what the canvas draws while the
// clock runs from W before to W after. Pure functions; the training's own numbers stay as they are.
#pragma once

#include "ui/run/moment.h"
#include "ui/run/step_view.h"

namespace pellucid::ui {

/// `before` with weights that have gone the share `progress` (0 … 1) of the way, exactly those before and
/// after at its ends, and with its input sent through that network, unless training sees it otherwise (see
/// asTrained()). It has no optimizer state. The trace is of the same network.
Moment withMovedWeights(const Moment& before, const engine::StepTrace& trace, double progress);

/// Δ of each parameter in the step, laid out as the weights.
engine::Vector weightChanges(const engine::StepTrace& trace);

}  // namespace pellucid::ui

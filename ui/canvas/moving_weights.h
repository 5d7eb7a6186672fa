// SPDX-License-Identifier: GPL-3.0-or-later
// The update of a staged step as a network with moving weights: what the canvas draws while the clock runs
// from W before to W after. Pure functions; the training's own values stay as they are.
#pragma once

#include "ui/run/moment.h"
#include "ui/run/step_view.h"

namespace pellucid::ui {

/// `before` with weights that have covered the share `progress` (0 … 1) of the way, exactly those before and
/// after at its ends, and with its input sent through that network, unless training uses another pass (see
/// asTrained()). It has no optimizer state. The trace must be of the same network.
Moment withMovedWeights(const Moment& before, const engine::StepTrace& trace, double progress);

/// Δ of each parameter in the step, in the layout of the weights.
engine::Vector weightChanges(const engine::StepTrace& trace);

}  // namespace pellucid::ui

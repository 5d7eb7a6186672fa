// SPDX-License-Identifier: GPL-3.0-or-later
// The step that can be done by hand: ŷ = w x + b with w = 3, b = 1 and x = 2, target 9, squared error
// (ŷ − y)², learning rate 0.05. Prediction 7, loss 4, dL/dw = −8, dL/db = −4; then w = 3.4, b = 1.2,
// prediction 8, loss 1. Pure functions.
#pragma once

#include "engine/train/experiment.h"
#include "engine/train/run_state.h"

namespace pellucid::engine {

/// One linear unit on the data set kByHand.
Experiment workedExample();

/// Its initial weights.
RunState workedExampleState();

}  // namespace pellucid::engine

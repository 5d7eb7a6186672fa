// SPDX-License-Identifier: GPL-3.0-or-later
// The result of a run as a model to share, the same from the window and from the command line. Pure.
#pragma once

#include <optional>

#include "engine/io/onnx.h"
#include "engine/train/evaluation.h"
#include "engine/train/experiment.h"
#include "engine/train/run_state.h"

namespace pellucid::engine {

/// The facts name the data (for a file or folder only its name, because its location is private), the seed
/// and the steps; and loss and accuracy over the test samples if `test` has measured these weights.
TrainedModel modelOf(const Experiment& experiment, const Dataset& dataset, const RunState& state,
                     const std::optional<Metrics>& test);

}  // namespace pellucid::engine

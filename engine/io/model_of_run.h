// SPDX-License-Identifier: GPL-3.0-or-later
// What a run has made, as a model to give away, the same from the window and from the command line. Pure.
#pragma once

#include <optional>

#include "engine/io/onnx.h"
#include "engine/train/evaluation.h"
#include "engine/train/experiment.h"
#include "engine/train/run_state.h"

namespace pellucid::engine {

/// The facts name the data (of a file or folder its name alone, because where it lies is nobody else's
/// business), the seed and the steps; and loss and accuracy over the test samples where `test` has measured
/// these weights.
TrainedModel modelOf(const Experiment& experiment, const Dataset& dataset, const RunState& state,
                     const std::optional<Metrics>& test);

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// The files that `pellucid train` leaves at its end: ONNX model and project. The metrics are written
// meanwhile.
#pragma once

#include <vector>

#include "app/command_line/train_loop.h"
#include "app/command_line/train_options.h"
#include "engine/io/project.h"

namespace pellucid::app {

/// Refuses an output that would replace another one, the data, or, unless it is being saved again, the
/// project.
engine::Result<void> checkDistinct(const TrainOptions& options);

/// Refuses a place that cannot be written, before training takes time. Creates nothing.
engine::Result<void> checkOutputs(const TrainOptions& options);

/// Writes what was asked for and returns the result for each file, so that one failure does not lose the
/// others. A run that diverged writes no model. `project` brings the history and is otherwise filled in here.
std::vector<engine::Result<void>> writeOutputs(const TrainOptions& options, const engine::Trainer& trainer,
                                               const TrainOutcome& outcome, engine::Project& project);

}  // namespace pellucid::app

// SPDX-License-Identifier: GPL-3.0-or-later
// Trains the source of a transfer. Synchronous: call it on a worker thread, or where nothing waits for it.
#pragma once

#include <functional>

#include "engine/base/progress.h"
#include "engine/transfer/plan.h"

namespace pellucid::engine {

/// Called after each step with the number of steps done.
using StepListener = std::function<void(std::int64_t)>;

/// The network after `steps` steps of the experiment, or after fewer when cancelled, with the scaling of its
/// data. Refuses what Trainer::create() refuses; a divergence is also an error.
Result<TrainedModel> trainSource(const Experiment& experiment, const DatasetPtr& dataset, std::int64_t steps,
                                 const Progress& progress = {}, const StepListener& listener = {});

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// `pellucid train`: sets up a run, trains it on the calling thread, writes what was asked for and reports.
#pragma once

#include "app/command_line/train_options.h"

namespace pellucid::app {

/// Returns an exit code. Nothing is written unless the training began; each file is written completely or not
/// at all. Metrics are written however the training ended, the model unless it diverged.
int runTrain(const TrainOptions& options);

}  // namespace pellucid::app

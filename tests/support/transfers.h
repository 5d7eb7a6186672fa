// SPDX-License-Identifier: GPL-3.0-or-later
// A small experiment of transfer on synthetic data, for tests. Pure functions of their arguments.
#pragma once

#include "engine/transfer/task_source.h"

namespace pellucid::tests {

/// 6–8 tanh–5 tanh–3 softmax, trained for 60 steps on syntheticDataset().
engine::TrainedModel smallSource();

/// From smallSource() to another draw of the same data with `classes` other classes.
engine::TransferTask smallTask(int classes = 4);
/// The same, as background work asks for it.
engine::Result<engine::TransferTask> smallTaskFor(const engine::Progress& progress,
                                                  const engine::SourceListener& listener);

std::vector<engine::Arm> armsOf(const engine::TransferTask& task, const char* names);

}  // namespace pellucid::tests

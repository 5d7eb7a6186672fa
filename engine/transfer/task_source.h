// SPDX-License-Identifier: GPL-3.0-or-later
// Where background work gets its task: model and data are read, or a source is trained, on the thread that
// needs them.
#pragma once

#include <functional>

#include "engine/base/progress.h"
#include "engine/transfer/task.h"

namespace pellucid::engine {

/// The progress of training a source; `steps` is 0 where none is trained.
struct SourceProgress {
  std::int64_t done = 0;
  std::int64_t steps = 0;
};

struct TaskHooks {
  Progress progress;                            ///< whether the task is still wanted
  std::function<void(SourceProgress)> trained;  ///< called from time to time while a source is trained
};

/// Its result is not used after a cancellation.
using TaskSource = std::function<Result<TransferTask>(const TaskHooks&)>;

}  // namespace pellucid::engine

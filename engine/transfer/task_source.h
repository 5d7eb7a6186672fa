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

/// Called now and then while a source is trained.
using SourceListener = std::function<void(SourceProgress)>;

/// The progress says whether the task is still wanted; after a cancellation the answer is not used.
using TaskSource = std::function<Result<TransferTask>(const Progress&, const SourceListener&)>;

}  // namespace pellucid::engine

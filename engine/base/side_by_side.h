// SPDX-License-Identifier: GPL-3.0-or-later
// The same work on several threads at once, for work that takes its next piece by itself. For a caller that
// waits; beside one that must not wait there is LatestJob.
#pragma once

#include <functional>

namespace pellucid::engine {

/// How many threads this machine runs at the same time, at least one.
unsigned allCores();

/// Calls `work` on this many threads (≥ 1), of which the calling one is the first, and returns when all of
/// them have. The others inherit its priority. What any of them throws is thrown here when the last has
/// ended; of several the first.
void sideBySide(unsigned threads, const std::function<void()>& work);

}  // namespace pellucid::engine

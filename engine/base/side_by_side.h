// SPDX-License-Identifier: GPL-3.0-or-later
// The same work on several threads at once, for work that fetches its next piece itself. For a caller that
// waits; for one that must not, there is LatestJob.
#pragma once

#include <functional>

namespace pellucid::engine {

/// Number of threads that this machine runs at the same time, at least one.
unsigned allCores();

/// Calls `work` on `threads` ≥ 1 threads, the calling one among them, and returns when all have finished. The
/// others inherit its priority. An exception is rethrown here when all have ended; the first where there are
/// several.
void sideBySide(unsigned threads, const std::function<void()>& work);

}  // namespace pellucid::engine

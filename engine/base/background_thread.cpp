// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/background_thread.h"

#include <sys/resource.h>

namespace pellucid::engine {

void lowerThreadPriority() {
  // On Linux a nice value belongs to a thread, 0 is the calling one, and new threads inherit it.
  constexpr int kNice = 10;
  (void)setpriority(PRIO_PROCESS, 0, kNice);
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// Threads whose work can wait run at a lower priority, so that the window stays responsive.
#pragma once

namespace pellucid::engine {

/// The calling thread, and threads that it starts afterwards, get only the processor time that ordinary
/// threads leave (nice 10). This lasts for the rest of their lives: only the superuser can undo it. Never
/// fails; where the system does not allow it, nothing changes.
void lowerThreadPriority();

}  // namespace pellucid::engine

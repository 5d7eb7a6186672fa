// SPDX-License-Identifier: GPL-3.0-or-later
// For threads that have time: whoever waits for the window comes first. Each call is for the thread that
// calls.
#pragma once

namespace pellucid::engine {

/// The calling thread, and threads that it begins afterwards, get a processor only as far as ordinary threads
/// leave some (nice 10). For the rest of their lives: only the superuser may take it back. Never fails; where
/// the system does not allow it, nothing changes.
void giveWayToTheWindow();

}  // namespace pellucid::engine

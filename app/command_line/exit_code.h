// SPDX-License-Identifier: GPL-3.0-or-later
// How the program ends, for scripts, and how it says why: messages go to standard error. A run that a signal
// stopped ends with Interrupt::exitCode().
#pragma once

#include <string_view>

#include "engine/base/result.h"

namespace pellucid::app {

inline constexpr int kDone = 0;
inline constexpr int kFailed =
    1;  ///< a file cannot be read or written or is damaged, or the training diverged
inline constexpr int kWrongUsage = 2;  ///< an option is unknown, out of range, or incompatible with the
                                       ///< others
inline constexpr int kNoDisplay = 3;   ///< the window was requested but there is no display

/// Prints the message and returns kFailed.
int failed(const engine::Error& error);

/// Prints the message and where to find help, and returns kWrongUsage.
int wrongUsage(const engine::Error& error);

/// Prints a command's result on standard output. Returns kDone, or kFailed with a message if it could not be
/// written.
int printResult(std::string_view text);

}  // namespace pellucid::app

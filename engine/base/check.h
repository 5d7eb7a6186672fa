// SPDX-License-Identifier: GPL-3.0-or-later
// For bugs: a broken promise between two parts of the engine. Throws std::logic_error, which the session's
// worker turns into the phase Failed and main() into a message. For what a user can cause, return a Result
// instead.
#pragma once

#include <string_view>

namespace pellucid::engine {

[[noreturn]] void failCheck(std::string_view message);

inline void check(bool condition, std::string_view message) {
  if (!condition) failCheck(message);
}

}  // namespace pellucid::engine

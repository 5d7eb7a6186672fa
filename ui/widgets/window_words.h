// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine says in words of the command line, said in those of the window: it names the controls where
// the command line names its options. Pure.
#pragma once

#include <span>
#include <string_view>

namespace pellucid::ui {

/// Both are sentences with the same places, in the same order.
struct WindowWording {
  const char* said;   ///< by the engine
  const char* shown;  ///< in the window; a key for translators
};

std::span<const WindowWording> windowWordings();

/// What stands in the window instead of this sentence; null where it can stand there as it is.
const char* windowWordsFor(std::string_view said);

}  // namespace pellucid::ui

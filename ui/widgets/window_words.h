// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's command-line wording, rephrased for the window: it names the controls where the command line
// names its options. Pure.
#pragma once

#include <span>
#include <string_view>

namespace pellucid::ui {

/// Both are sentences with the same placeholders, in the same order.
struct WindowWording {
  const char* said;   ///< by the engine
  const char* shown;  ///< in the window; a key for translators
};

std::span<const WindowWording> windowWordings();

/// The window's wording for this sentence; null where it can be shown as it is.
const char* windowWordsFor(std::string_view said);

}  // namespace pellucid::ui

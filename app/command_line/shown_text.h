// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that come from files, made fit for a terminal: what would move its cursor, change its colours or fill
// its screen is not passed on. JSON and files keep them as they are. Pure.
#pragma once

#include <string>
#include <string_view>

namespace pellucid::app {

/// Replaces control characters, marks that change the writing direction, and invalid UTF-8 by �.
std::string cleaned(std::string_view text);

/// A name of a class, a column, a model, …: cleaned, and cut to its first 59 characters and … if it has more
/// than 60.
std::string shownName(std::string_view name);

/// A sentence that may quote names and cells: cleaned; quoted text, and words that are not paths, are
/// shortened like names; and a text that is still too long is cut.
std::string shownMessage(std::string_view message);

}  // namespace pellucid::app

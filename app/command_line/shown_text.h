// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that come from files, made fit for a terminal: what would move its cursor, change its colours or fill
// its screen is not passed on. JSON and files keep them as they are. Pure.
#pragma once

#include <string>
#include <string_view>

namespace pellucid::app {

/// Control characters, marks that turn the direction of writing, and bytes that are no UTF-8 become �.
std::string cleaned(std::string_view text);

/// A name of a class, a column, a model, …: cleaned, and its first 59 characters and … where it has more than
/// 60.
std::string shownName(std::string_view name);

/// A sentence that may quote names and cells: cleaned; what stands in quotes, and words that are no paths,
/// are shortened as names are; and a text that is still endless is cut.
std::string shownMessage(std::string_view message);

}  // namespace pellucid::app

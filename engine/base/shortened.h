// SPDX-License-Identifier: GPL-3.0-or-later
// Texts from files in messages.
#pragma once

#include <string>
#include <string_view>

namespace pellucid::engine {

/// At most 60 bytes of the text, with … where there are more, and ? for each byte that a terminal would obey.
/// Characters of UTF-8 are not torn.
std::string shortened(std::string_view text);

}  // namespace pellucid::engine

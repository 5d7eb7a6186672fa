// SPDX-License-Identifier: GPL-3.0-or-later
// Texts from files in messages.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pellucid::engine {

/// At most 60 bytes of the text, or `most`, with … where there are more, and ? for each byte that a terminal
/// would obey. Characters of UTF-8 are not torn.
std::string shortened(std::string_view text, std::size_t most = 60);

}  // namespace pellucid::engine

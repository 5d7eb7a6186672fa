// SPDX-License-Identifier: GPL-3.0-or-later
// For texts from files that appear in messages.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pellucid::engine {

/// At most `most` bytes of the text, with … in place of the rest, and ? for each byte that a terminal would
/// interpret. UTF-8 characters are not split.
std::string shortened(std::string_view text, std::size_t most = 60);

}  // namespace pellucid::engine

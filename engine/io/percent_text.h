// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as a text of ASCII characters, as in URLs: "caf%E9.csv". For file names that are not UTF-8, where a
// format only accepts UTF-8. Pure functions, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pellucid::engine {

/// %XX for each byte that is not ASCII, and for the percent sign.
std::string toPercentText(std::string_view bytes);

/// The inverse; nothing where a percent sign is not followed by two hexadecimal digits.
std::optional<std::string> fromPercentText(std::string_view text);

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// Lists in one word, as names and options have them: "1,5,20" or "price|rent".
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace pellucid::engine {

/// The parts between the separators, empty ones too; at least one.
inline std::vector<std::string> splitText(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

}  // namespace pellucid::engine

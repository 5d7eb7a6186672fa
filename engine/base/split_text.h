// SPDX-License-Identifier: GPL-3.0-or-later
// Lists within one word, as in names and options: "1,5,20" or "price|rent".
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace pellucid::engine {

/// The parts between the separators, including empty ones; at least one.
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

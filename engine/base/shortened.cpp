// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/shortened.h"

#include <algorithm>

namespace pellucid::engine {

std::string shortened(std::string_view text, std::size_t most) {
  const auto isWithinCharacter = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; };
  std::size_t end = std::min(text.size(), most);
  while (end < text.size() && end > 0 && isWithinCharacter(text[end])) --end;
  std::string shown(text.substr(0, end));
  std::ranges::replace_if(
      shown, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, '?');
  if (end < text.size()) shown += "…";
  return shown;
}

}  // namespace pellucid::engine

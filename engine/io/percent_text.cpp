// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/percent_text.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>

namespace pellucid::engine {

std::string toPercentText(std::string_view bytes) {
  constexpr std::uint8_t kAsciiEnd = 0x80;
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (byte < kAsciiEnd && c != '%')
      text += c;
    else
      text += fmt::format("%{:02X}", byte);
  }
  return text;
}

std::optional<std::string> fromPercentText(std::string_view text) {
  constexpr std::size_t kDigits = 2;
  std::string bytes;
  while (!text.empty()) {
    if (text[0] != '%') {
      bytes += text[0];
      text.remove_prefix(1);
      continue;
    }
    const std::string_view digits = text.substr(1, kDigits);
    std::uint8_t byte = 0;
    constexpr int kHexadecimal = 16;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), byte, kHexadecimal);
    if (digits.size() != kDigits || read.ptr != digits.data() + kDigits) return std::nullopt;
    bytes += static_cast<char>(byte);
    text.remove_prefix(1 + kDigits);
  }
  return bytes;
}

}  // namespace pellucid::engine

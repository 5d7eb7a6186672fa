// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers in files: written as the shortest text that reads back as the same number; read only if the whole
// text is one. Independent of the locale, unlike std::stod, which returns 1 for "1.5" under a German one.
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/check.h"

namespace pellucid::engine {

/// Appends the shortest text that parseNumber() turns into the same value.
template <class Number>
void appendNumber(std::string& text, Number value) {
  std::array<char, 40> buffer;  // the longest double, -1.2345678901234567e-308, needs 24
  const auto [end, problem] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  check(problem == std::errc(), "appendNumber: the buffer is too small");
  text.append(buffer.data(), end);
}

/// The number that makes up all of `text`, within the type's range, without spaces or a plus sign; or
/// nothing.
template <class Number>
std::optional<Number> parseNumber(std::string_view text) {
  Number value{};
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "0x00000000000000ff": for bit patterns and seeds, which would lose digits in readers that compute in
/// double.
template <class Unsigned>
std::string toHex(Unsigned value) {
  std::string text = "0x";
  constexpr char kDigits[] = "0123456789abcdef";
  for (int shift = static_cast<int>(sizeof value) * 8 - 4; shift >= 0; shift -= 4)
    text += kDigits[(value >> shift) & 15U];
  return text;
}

/// The inverse of toHex(); also accepts fewer digits.
template <class Unsigned>
std::optional<Unsigned> parseHex(std::string_view text) {
  if (!text.starts_with("0x")) return std::nullopt;
  text.remove_prefix(2);
  Unsigned value{};
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace pellucid::engine

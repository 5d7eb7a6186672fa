// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/shown_text.h"

#include <algorithm>
#include <cstdint>

namespace pellucid::app {
namespace {

constexpr std::size_t kLongestName = 60;
constexpr std::size_t kLongestMessage = 4000;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// A UTF-8 character at the beginning of a text.
struct Character {
  std::uint32_t value = 0;
  std::size_t bytes = 1;
  bool isGood = false;
};

Character firstCharacter(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {.value = lead, .bytes = 1, .isGood = true};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
  std::uint32_t value = lead & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return {};
    value = value << 6U | (byte(i) & 0x3FU);
  }
  constexpr std::uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool isSurrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kLeast[bytes] || value > 0x10FFFF || isSurrogate) return {};
  return {.value = value, .bytes = bytes, .isGood = true};
}

bool isHarmless(std::uint32_t c) {
  const bool isControl = c < 0x20 || (c >= 0x7F && c < 0xA0);
  const bool isLineEnd = c == 0x2028 || c == 0x2029;
  const bool isDirection = c == 0x200E || c == 0x200F || c == 0x061C || (c >= 0x202A && c <= 0x202E) ||
                           (c >= 0x2066 && c <= 0x2069);
  return !isControl && !isLineEnd && !isDirection;
}

/// The first `most` characters of a cleaned text, the last of them … if there are more.
std::string cut(std::string_view text, std::size_t most) {
  const auto isBeginning = [](char c) { return (static_cast<std::uint8_t>(c) & 0xC0U) != 0x80; };
  if (static_cast<std::size_t>(std::ranges::count_if(text, isBeginning)) <= most) return std::string(text);
  std::size_t characters = 0;
  std::size_t end = 0;
  for (; end < text.size(); ++end)
    if (isBeginning(text[end]) && ++characters == most) break;
  return std::string(text.substr(0, end)) + "…";
}

/// The word itself if it is short or a path; otherwise shortened.
std::string cutWord(std::string_view word) {
  return word.find('/') != std::string_view::npos ? std::string(word) : cut(word, kLongestName);
}

}  // namespace

std::string cleaned(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const Character next = firstCharacter(text);
    if (next.isGood && isHarmless(next.value))
      result += text.substr(0, next.bytes);
    else
      result += kReplacement;
    text.remove_prefix(next.bytes);
  }
  return result;
}

std::string shownName(std::string_view name) {
  return cut(cleaned(name), kLongestName);
}

std::string shownMessage(std::string_view message) {
  const std::string text = cleaned(message);
  std::string result;
  for (std::size_t begin = 0; begin < text.size();) {
    const bool isQuote = text[begin] == '"';
    const std::size_t next = text.find_first_of(isQuote ? "\"" : "\" ", begin + 1);
    const std::size_t end = std::min(next, text.size());
    const auto part = std::string_view(text).substr(begin, end - begin);
    result += cutWord(part);
    begin = end;
    if (isQuote && begin < text.size()) result += text[begin++];
  }
  return cut(result, kLongestMessage);
}

}  // namespace pellucid::app

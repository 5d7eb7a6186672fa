// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/typed_word.h"

#include <algorithm>

#include "engine/base/split_text.h"

namespace pellucid::engine {
namespace {

constexpr std::string_view kBlanks = " \t";

/// Number of letters to change, leave out, add or swap with their neighbour until the words are equal
/// (optimal string alignment).
std::size_t slips(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> table((a.size() + 1) * width);
  const auto at = [&](std::size_t i, std::size_t j) -> std::size_t& { return table[i * width + j]; };
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        at(i, j) = i + j;
        continue;
      }
      at(i, j) = std::min({at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        at(i, j) = std::min(at(i, j), at(i - 2, j - 2) + 1);
    }
  return at(a.size(), b.size());
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
  const std::size_t end = text.find_last_not_of(kBlanks);
  return end == std::string_view::npos ? std::string_view() : text.substr(begin, end + 1 - begin);
}

std::string loweredText(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

std::string plainWord(std::string_view text) {
  return loweredText(trimmed(text));
}

std::string trimmedParts(std::string_view text, char separator) {
  std::string result;
  for (const std::string& part : splitText(text, separator)) {
    result += trimmed(part);
    result += separator;
  }
  result.pop_back();
  return result;
}

std::optional<std::string> nearestName(std::string_view word, const std::vector<std::string>& names) {
  constexpr std::size_t kLongest = 40;      // a longer word is no slip of a name
  constexpr std::size_t kLettersASlip = 4;  // one slip allowed in "sgd", two in "nesterov"
  constexpr std::size_t kLeastBeginning = 3;
  const std::string typed = plainWord(word);
  if (typed.empty() || typed.size() > kLongest) return std::nullopt;
  std::optional<std::string> nearest;
  std::size_t fewest = std::max<std::size_t>(1, typed.size() / kLettersASlip) + 1;
  for (const std::string& name : names) {
    const std::size_t count = slips(typed, plainWord(name));
    if (count >= fewest || count >= typed.size()) continue;
    fewest = count;
    nearest = name;
  }
  if (nearest || typed.size() < kLeastBeginning) return nearest;
  const auto beginsSo = [&](const std::string& name) { return plainWord(name).starts_with(typed); };
  if (std::ranges::count_if(names, beginsSo) == 1) return *std::ranges::find_if(names, beginsSo);
  return std::nullopt;
}

Message didYouMean(std::string_view word, const std::vector<std::string>& names) {
  const auto nearest = nearestName(word, names);
  return nearest ? message("Did you mean {}?", *nearest) : Message();
}

}  // namespace pellucid::engine

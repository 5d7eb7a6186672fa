// SPDX-License-Identifier: GPL-3.0-or-later
// Words as people type them: blanks and capitals do not matter, and of a slip it is said what may have been
// meant. Letters are ASCII; other bytes stay as they are.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/enum_names.h"
#include "engine/base/message.h"

namespace pellucid::engine {

/// Without the blanks around it.
std::string_view trimmed(std::string_view text);

/// In small letters.
std::string loweredText(std::string_view text);

/// Trimmed and in small letters.
std::string plainWord(std::string_view text);

/// "1, 2" without the blanks around each part.
std::string trimmedParts(std::string_view text, char separator = ',');

/// The one of `names` that `word` is a slip of: its letters but for capitals, one of a few wrong, missing,
/// too many or exchanged, or the only one that begins so. Nothing where none is near.
std::optional<std::string> nearestName(std::string_view word, const std::vector<std::string>& names);

/// "Did you mean relu?" for followed(), or an empty message.
Message didYouMean(std::string_view word, const std::vector<std::string>& names);

/// As fromName(), for a typed word; a blank or _ within it is a -.
template <class E>
std::optional<E> fromTypedName(std::string_view text) {
  std::string word = plainWord(text);
  for (char& c : word)
    if (c == ' ' || c == '_') c = '-';
  return fromName<E>(word);
}

template <class E>
Message didYouMean(std::string_view word) {
  std::vector<std::string> names;
  for (const auto& entry : kEnumNames<E>) names.emplace_back(entry.name);
  return didYouMean(word, names);
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// Words as people type them: blanks and case do not matter, and for a typing slip the likely word is
// suggested. Letters are ASCII; other bytes stay as they are.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/enum_names.h"
#include "engine/base/message.h"

namespace pellucid::engine {

/// Without surrounding blanks.
std::string_view trimmed(std::string_view text);

/// In lower case.
std::string loweredText(std::string_view text);

/// Trimmed and in lower case.
std::string plainWord(std::string_view text);

/// "1, 2" without the blanks around each part.
std::string trimmedParts(std::string_view text, char separator = ',');

/// The one of `names` that `word` is a slip of: equal but for case; a few letters wrong, missing, extra or
/// swapped; or the only one that begins with it. Nothing where none is near.
std::optional<std::string> nearestName(std::string_view word, const std::vector<std::string>& names);

/// "Did you mean relu?" for followed(), or an empty message.
Message didYouMean(std::string_view word, const std::vector<std::string>& names);

/// Like fromName(), for a typed word; a blank or _ within it counts as -.
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

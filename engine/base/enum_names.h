// SPDX-License-Identifier: GPL-3.0-or-later
// Names of an enumeration's values, as files, the command line and the window spell them: one table for each
// type. Specialise `kEnumNames<E>` beside the enumeration with an array of EnumName<E>.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pellucid::engine {

template <class E>
struct EnumName {
  E value;
  std::string_view name;
};

template <class E>
inline constexpr int kEnumNames = 0;  // empty unless specialised

template <class E>
constexpr std::string_view nameOf(E value) {
  for (const auto& entry : kEnumNames<E>)
    if (entry.value == value) return entry.name;
  return "?";
}

template <class E>
constexpr std::optional<E> fromName(std::string_view name) {
  for (const auto& entry : kEnumNames<E>)
    if (entry.name == name) return entry.value;
  return std::nullopt;
}

/// "linear, relu, sigmoid": for messages that list the valid names.
template <class E>
std::string allNames() {
  std::string names;
  for (const auto& entry : kEnumNames<E>) {
    if (!names.empty()) names += ", ";
    names += entry.name;
  }
  return names;
}

}  // namespace pellucid::engine

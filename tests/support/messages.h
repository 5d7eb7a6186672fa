// SPDX-License-Identifier: GPL-3.0-or-later
// Error messages are for people, so tests ask only whether they name the things that matter.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace pellucid::tests {

inline bool mentions(const std::string& message, std::initializer_list<std::string_view> parts) {
  for (const std::string_view part : parts)
    if (message.find(part) == std::string::npos) return false;
  return true;
}

}  // namespace pellucid::tests

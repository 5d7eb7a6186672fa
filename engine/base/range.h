// SPDX-License-Identifier: GPL-3.0-or-later
// The values that a number may take. Files, the command line and validate() ask the same range, and each
// message words it the same way.
#pragma once

#include <fmt/format.h>

#include <string>

namespace pellucid::engine {

struct Range {
  double least = 0;
  double most = 1;
  bool isLeastIn = true;
  bool isMostIn = true;

  /// False for NaN.
  bool contains(double value) const {
    return (isLeastIn ? value >= least : value > least) && (isMostIn ? value <= most : value < most);
  }
  /// "from 0 to less than 1", "greater than 0 and at most 1": after "it must be".
  std::string text() const {
    if (!isLeastIn)
      return fmt::format("greater than {} and {} {}", least, isMostIn ? "at most" : "less than", most);
    return fmt::format("from {} to {}{}", least, isMostIn ? "" : "less than ", most);
  }
};

inline constexpr Range kShare{.least = 0, .most = 1};
inline constexpr Range kShareBelowOne{.least = 0, .most = 1, .isMostIn = false};
inline constexpr Range kPositiveShare{.least = 0, .most = 1, .isLeastIn = false};

}  // namespace pellucid::engine

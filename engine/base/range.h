// SPDX-License-Identifier: GPL-3.0-or-later
// The range of values that a number can take. Files, the command line and validate() use the same one, and
// every message words it the same way.
#pragma once

#include <string>

#include "engine/base/message.h"

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
  Message words() const {
    if (!isLeastIn && isMostIn) return message("greater than {} and at most {}", least, most);
    if (!isLeastIn) return message("greater than {} and less than {}", least, most);
    return isMostIn ? message("from {} to {}", least, most) : message("from {} to less than {}", least, most);
  }
  std::string text() const { return words().text(); }
};

inline constexpr Range kShare{.least = 0, .most = 1};
inline constexpr Range kShareBelowOne{.least = 0, .most = 1, .isMostIn = false};
inline constexpr Range kPositiveShare{.least = 0, .most = 1, .isLeastIn = false};

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// What a network would get right if it said "I don't know" where it is not certain. Pure functions of const
// values, any thread.
#pragma once

#include <vector>

#include "engine/inspect/answers.h"

namespace pellucid::engine {

/// For one threshold: the number of samples answered, and of those answered correctly.
struct Coverage {
  double threshold = 0;  ///< less certain answers are withheld
  Index answered = 0;
  Index right = 0;
  Index samples = 0;
  double share() const;     ///< answered samples out of all; NaN without samples
  double accuracy() const;  ///< correct answers out of those given; NaN where there are none
  friend bool operator==(const Coverage&, const Coverage&) = default;
};

Coverage coverageAt(const Answers& answers, double threshold);

/// At `points` ≥ 2 thresholds, equally spaced from 0 to 1.
std::vector<Coverage> coverageCurve(const Answers& answers, std::size_t points);

}  // namespace pellucid::engine

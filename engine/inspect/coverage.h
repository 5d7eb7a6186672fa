// SPDX-License-Identifier: GPL-3.0-or-later
// What a network would get right if it said "I don't know" where it is not sure. Pure functions of const
// values, any thread.
#pragma once

#include <vector>

#include "engine/inspect/answers.h"

namespace pellucid::engine {

/// With a threshold: how many samples are answered, and how many of those rightly.
struct Coverage {
  double threshold = 0;  ///< what is less certain is not answered
  Index answered = 0;
  Index right = 0;
  Index samples = 0;
  double share() const;     ///< answered of all; NaN without samples
  double accuracy() const;  ///< right of answered; NaN where nothing is answered
  friend bool operator==(const Coverage&, const Coverage&) = default;
};

Coverage coverageAt(const Answers& answers, double threshold);

/// At `points` ≥ 2 thresholds, evenly from 0 to 1.
std::vector<Coverage> coverageCurve(const Answers& answers, std::size_t points);

}  // namespace pellucid::engine

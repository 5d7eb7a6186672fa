// SPDX-License-Identifier: GPL-3.0-or-later
// How far a network's certainty can be trusted: of the answers given with 90 % certainty, nine in ten should
// be correct. Pure functions of const values, any thread.
#pragma once

#include <vector>

#include "engine/inspect/answers.h"

namespace pellucid::engine {

/// The answers with a certainty between two bounds.
struct ReliabilityBin {
  double from = 0;
  double to = 1;
  Index answers = 0;
  Index right = 0;
  double certaintySum = 0;
  double certainty() const;  ///< the mean; NaN in an empty bin
  double accuracy() const;   ///< likewise
  friend bool operator==(const ReliabilityBin&, const ReliabilityBin&) = default;
};

/// `bins` ≥ 1 equal parts from 0 to 1; the last one includes 1.
std::vector<ReliabilityBin> reliability(const Answers& answers, std::size_t bins);

/// The mean distance between accuracy and certainty, weighted by the bins' number of answers (the expected
/// calibration error); NaN without answers. A positive `tooSure` is the excess of certainty over accuracy
/// overall.
struct Calibration {
  double error = 0;
  double tooSure = 0;
};
Calibration calibrationOf(const std::vector<ReliabilityBin>& bins);

}  // namespace pellucid::engine

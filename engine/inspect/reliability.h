// SPDX-License-Identifier: GPL-3.0-or-later
// How far a network's certainty can be trusted: of the answers that it is 90 % sure of, nine in ten should be
// right. Pure functions of const values, any thread.
#pragma once

#include <vector>

#include "engine/inspect/answers.h"

namespace pellucid::engine {

/// The answers whose certainty lies between two bounds.
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

/// `bins` ≥ 1 equal parts from 0 to 1; the last one holds 1, too.
std::vector<ReliabilityBin> reliability(const Answers& answers, std::size_t bins);

/// The mean distance of accuracy from certainty, each bin counted by its answers (the expected calibration
/// error); NaN without answers. Positive is `tooSure`: by how much certainty lies above accuracy on the
/// whole.
struct Calibration {
  double error = 0;
  double tooSure = 0;
};
Calibration calibrationOf(const std::vector<ReliabilityBin>& bins);

}  // namespace pellucid::engine

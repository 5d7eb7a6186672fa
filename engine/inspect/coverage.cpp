// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/coverage.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"

namespace pellucid::engine {

double Coverage::share() const {
  return samples == 0 ? NAN : static_cast<double>(answered) / static_cast<double>(samples);
}

double Coverage::accuracy() const {
  return answered == 0 ? NAN : static_cast<double>(right) / static_cast<double>(answered);
}

Coverage coverageAt(const Answers& answers, double threshold) {
  Coverage coverage{.threshold = threshold, .samples = answers.samples()};
  for (const SampleAnswer& answer : answers.each) {
    if (static_cast<double>(answer.certainty) < threshold) continue;
    ++coverage.answered;
    coverage.right += answer.isRight() ? 1 : 0;
  }
  return coverage;
}

std::vector<Coverage> coverageCurve(const Answers& answers, std::size_t points) {
  check(points >= 2, "coverageCurve: a curve has at least two points");
  std::vector<Coverage> curve(points);
  for (std::size_t i = 0; i < points; ++i)
    curve[i] = {.threshold = static_cast<double>(i) / static_cast<double>(points - 1),
                .samples = answers.samples()};
  // Each sample is answered at all thresholds up to its certainty: it is counted at the last of them, and
  // summing from the end does the rest.
  for (const SampleAnswer& answer : answers.each) {
    const auto certainty = static_cast<double>(answer.certainty);
    const auto above = std::ranges::upper_bound(curve, certainty, {}, &Coverage::threshold);
    if (above == curve.begin()) continue;
    ++(above - 1)->answered;
    (above - 1)->right += answer.isRight() ? 1 : 0;
  }
  for (std::size_t i = points - 1; i-- > 0;) {
    curve[i].answered += curve[i + 1].answered;
    curve[i].right += curve[i + 1].right;
  }
  return curve;
}

}  // namespace pellucid::engine

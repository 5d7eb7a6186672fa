// SPDX-License-Identifier: GPL-3.0-or-later
// How closely the engine must agree with a reference in double, in each of its two precisions.
#pragma once

#include <cmath>
#include <type_traits>

#include "engine/base/numeric.h"

namespace pellucid::tests {

inline constexpr bool kIsDouble = std::is_same_v<engine::Scalar, double>;

/// The relative error that a few dozen roundings can add up to.
inline constexpr double kPrecision = kIsDouble ? 1e-12 : 2e-5;
/// For sums of a few hundred products, and for quotients by the root of a small variance.
inline constexpr double kSumPrecision = 20 * kPrecision;

/// Relative to the larger of 1 and |expected|.
inline bool isClose(double value, double expected, double tolerance = kPrecision) {
  return std::abs(value - expected) <= tolerance * std::max(1.0, std::abs(expected));
}

/// The largest |difference| of two equally long sequences; infinite if the lengths differ, NaN if a value is.
template <class A, class B>
double largestDifference(const A& a, const B& b) {
  const auto size = [](const auto& values) { return static_cast<long>(values.size()); };
  if (size(a) != size(b)) return INFINITY;
  double largest = 0;
  auto other = b.begin();
  for (auto it = a.begin(); it != a.end(); ++it, ++other) {
    const double difference = std::abs(static_cast<double>(*it) - static_cast<double>(*other));
    if (!(difference <= largest)) largest = difference;
    if (std::isnan(largest)) break;
  }
  return largest;
}

}  // namespace pellucid::tests

// SPDX-License-Identifier: GPL-3.0-or-later
// What a unit wants: an input that is changed, step by step, so that the unit gives more and more. Pure
// functions of const values, any thread; the same values give the same bits.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/range.h"
#include "engine/inspect/units/part_pass.h"

namespace pellucid::engine {

/// J(x) = s(x) - decay/2 Σ x² - smoothness/2 Σ (x_i - x_j)²; s is the unit's z (a where it has none), of
/// several the mean; the last sum is over pixels i, j that lie side by side or one above the
/// other, in each channel.
struct AscentSettings {
  double stepSize = 0.1;     ///< of the first step: root mean square of how far the values move; > 0
  double decay = 0;          ///< ≥ 0
  double smoothness = 0;     ///< ≥ 0; of images
  std::int64_t steps = 100;  ///< as many as are gone; they get shorter evenly, down to 0 after the last
  friend bool operator==(const AscentSettings&, const AscentSettings&) = default;
};

/// What climbs.
struct AscentAim {
  std::size_t layer = 0;
  Index first = 0;  ///< the unit that is aimed at, or the first of several, such as all places of a map
  Index count = 1;  ///< how many they are
  Vector low;       ///< I values: no x gets lower
  Vector high;      ///< or higher
};

struct Ascent {
  Vector x;                     ///< where it is, I values
  std::vector<double> excited;  ///< s(x) before each step, and where it is now: steps + 1 numbers
  std::vector<double> reached;  ///< J(x) likewise
  bool isFlat = false;          ///< there was nowhere to climb: the slope was 0, or no number
  std::int64_t step() const { return static_cast<std::int64_t>(excited.size()) - 1; }
};

/// Before the first step.
Ascent beginAscent(const Network& network, const Vector& weights, const AscentAim& aim,
                   const AscentSettings& settings, const Vector& start);

/// One step along the gradient of J; a flat ascent and one that has gone all its steps stay as they are.
void climb(const Network& network, const Vector& weights, const AscentAim& aim,
           const AscentSettings& settings, Ascent& ascent);

/// Evenly random between low and high, a third as wide around the middle.
Vector noiseBetween(const Vector& low, const Vector& high, std::uint64_t seed);

/// The penalties alone, and what their gradient is; for images of `shape`.
double penalty(const Vector& x, const Shape& shape, const AscentSettings& settings);
Vector penaltyGradient(const Vector& x, const Shape& shape, const AscentSettings& settings);

}  // namespace pellucid::engine

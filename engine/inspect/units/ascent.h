// SPDX-License-Identifier: GPL-3.0-or-later
// What a unit responds to: an input that is changed, step by step, to increase the unit's output more and
// more. Pure functions of const values, any thread; the same values give the same bits.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/range.h"
#include "engine/inspect/units/part_pass.h"

namespace pellucid::engine {

/// J(x) = s(x) - decay/2 Σ x² - smoothness/2 Σ (x_i - x_j)²; s is the unit's z (a where it has none), or the
/// mean over several units; the last sum is over horizontally or vertically adjacent pixels i, j in each
/// channel.
struct AscentSettings {
  double stepSize = 0.1;     ///< of the first step: root mean square of the change; > 0
  double decay = 0;          ///< ≥ 0
  double smoothness = 0;     ///< ≥ 0; for images
  std::int64_t steps = 100;  ///< number of steps; they shrink linearly, to 0 after the last
  friend bool operator==(const AscentSettings&, const AscentSettings&) = default;
};

/// The target of an ascent.
struct AscentAim {
  std::size_t layer = 0;
  Index first = 0;  ///< the unit in question, or the first of several, such as all places of a map
  Index count = 1;  ///< number of units
  Vector low;       ///< I values: lower limit of x
  Vector high;      ///< upper limit
};

struct Ascent {
  Vector x;                     ///< the present input, I values
  std::vector<double> excited;  ///< s(x) before each step, and at present: steps + 1 values
  std::vector<double> reached;  ///< J(x), likewise
  bool isFlat = false;          ///< there was no way up: the slope was 0 or NaN
  std::int64_t step() const { return static_cast<std::int64_t>(excited.size()) - 1; }
};

/// Before the first step.
Ascent beginAscent(const Network& network, const Vector& weights, const AscentAim& aim,
                   const AscentSettings& settings, const Vector& start);

/// One step along the gradient of J; does nothing after a flat ascent or the last step.
void climb(const Network& network, const Vector& weights, const AscentAim& aim,
           const AscentSettings& settings, Ascent& ascent);

/// Uniformly random between low and high, in the middle third of the range.
Vector noiseBetween(const Vector& low, const Vector& high, std::uint64_t seed);

/// The penalties alone, with their gradient; for images of `shape`.
double penalty(const Vector& x, const Shape& shape, const AscentSettings& settings);
Vector penaltyGradient(const Vector& x, const Shape& shape, const AscentSettings& settings);

}  // namespace pellucid::engine

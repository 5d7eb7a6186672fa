// SPDX-License-Identifier: GPL-3.0-or-later
// The median, for figures that one odd value must not spoil.
#pragma once

#include <span>
#include <vector>

namespace pellucid::engine {

/// The middle of the values, or the mean of the two in the middle; at least one value, none NaN.
double median(std::vector<double> values);
/// The same, without taking memory: it changes their order.
double medianInPlace(std::span<double> values);

}  // namespace pellucid::engine

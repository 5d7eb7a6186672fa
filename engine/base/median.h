// SPDX-License-Identifier: GPL-3.0-or-later
// The median, for figures that one outlier must not spoil.
#pragma once

#include <span>
#include <vector>

namespace pellucid::engine {

/// The middle of the values, or the mean of the two in the middle; needs at least one value, none of them
/// NaN.
double median(std::vector<double> values);
/// The same without allocating memory: reorders the values.
double medianInPlace(std::span<double> values);

}  // namespace pellucid::engine

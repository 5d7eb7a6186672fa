// SPDX-License-Identifier: GPL-3.0-or-later
// Rounds the terms of a sum so that they add up to the shown total. Each rounded term differs from its own
// value by less than one unit of the last decimal (the largest also absorbs the floating-point error). Pure
// functions.
#pragma once

#include <span>
#include <vector>

namespace pellucid::engine {

/// Number of decimals that gives the largest of these magnitudes `digits` significant digits; 0 … 12.
int decimalsFor(std::span<const double> values, int digits = 4);

/// `terms` as whole multiples of 10^-decimals that add up to `total`, rounded to these decimals, exactly as
/// decimal numbers. Finite numbers, at least one term.
std::vector<double> addingUp(std::span<const double> terms, double total, int decimals);

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// Rounds the terms of a sum so that what is shown adds up to the digits shown. Each rounded term differs from
// its own by less than one unit of the last decimal (the largest takes what floating point lost, too). Pure
// functions.
#pragma once

#include <span>
#include <vector>

namespace pellucid::engine {

/// Decimals with which the largest of these magnitudes has `digits` significant ones; 0 … 12.
int decimalsFor(std::span<const double> values, int digits = 4);

/// `terms` as whole multiples of 10^-decimals that add up to `total`, rounded to these decimals, exactly as
/// decimal numbers. Finite numbers, at least one term.
std::vector<double> addingUp(std::span<const double> terms, double total, int decimals);

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// Round numbers for axes and scales: 1, 2 or 5 times a power of ten. Pure.
#pragma once

#include <QString>
#include <vector>

namespace pellucid::ui {

/// The smallest such number that is at least `value`; 1 for anything that is not a number above 0.
double roundedUp(double value);

/// Multiples of such a number between two ends, about `most` at most; none where the ends are equal or not
/// finite.
std::vector<double> niceTicks(double from, double to, int most);

/// A tick with as many decimals as its neighbours need.
QString tickText(double tick, const std::vector<double>& ticks);

}  // namespace pellucid::ui

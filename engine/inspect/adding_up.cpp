// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/adding_up.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/check.h"

namespace pellucid::engine {

int decimalsFor(std::span<const double> values, int digits) {
  constexpr int kMost = 12;
  double largest = 0;
  for (const double value : values) largest = std::max(largest, std::abs(value));
  if (!(largest > 0) || !std::isfinite(largest)) return digits - 1;
  return std::clamp(digits - 1 - static_cast<int>(std::floor(std::log10(largest))), 0, kMost);
}

std::vector<double> addingUp(std::span<const double> terms, double total, int decimals) {
  check(!terms.empty(), "addingUp: there is nothing to add up");
  const double unit = std::pow(10.0, decimals);
  std::vector<double> units;       // of the last decimal, rounded down
  std::vector<double> remainders;  // amount lost by rounding down, 0 … 1
  for (const double term : terms) {
    units.push_back(std::floor(term * unit));
    remainders.push_back(term * unit - units.back());
  }
  double missing = std::round(total * unit) - std::accumulate(units.begin(), units.end(), 0.0);
  // The missing units go to the terms that lost most.
  std::vector<std::size_t> order(terms.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (const std::size_t i : order) {
    if (missing <= 0) break;
    ++units[i];
    --missing;
  }
  // The remainder, if more units than terms or negative, is the floating-point error of the sum.
  const auto largest = std::max_element(terms.begin(), terms.end(),
                                        [](double a, double b) { return std::abs(a) < std::abs(b); });
  units[static_cast<std::size_t>(largest - terms.begin())] += missing;
  for (double& value : units) value /= unit;
  return units;
}

}  // namespace pellucid::engine

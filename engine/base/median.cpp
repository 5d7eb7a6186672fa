// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/median.h"

#include <algorithm>

#include "engine/base/check.h"

namespace pellucid::engine {

double median(std::vector<double> values) {
  return medianInPlace(values);
}

double medianInPlace(std::span<double> values) {
  check(!values.empty(), "median: of no values");
  const auto middle = values.begin() + std::ssize(values) / 2;
  std::ranges::nth_element(values, middle);
  if (values.size() % 2 == 1) return *middle;
  return (*std::ranges::max_element(values.begin(), middle) + *middle) / 2;
}

}  // namespace pellucid::engine

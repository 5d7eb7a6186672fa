// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/median.h"

#include <algorithm>

#include "engine/base/check.h"

namespace pellucid::engine {

double median(std::vector<double> values) {
  check(!values.empty(), "median: of no values");
  std::ranges::sort(values);
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace pellucid::engine

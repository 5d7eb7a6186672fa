// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/stratified_split.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace pellucid::engine {

SplitOrder stratifiedOrder(std::span<const std::uint8_t> labels, double testShare, std::uint64_t seed) {
  std::array<Index, kMaxClasses> wanted = {};
  for (const std::uint8_t label : labels) ++wanted[label];
  for (Index& count : wanted)
    if (count > 0)
      count =
          std::min<Index>(count - 1, std::max<Index>(1, std::lround(testShare * static_cast<double>(count))));
  if (std::ranges::all_of(wanted, [](Index count) { return count == 0; })) wanted[labels[0]] = 1;
  // The order of all samples is the same as in every other split.
  const SplitOrder mixed = splitOrder(std::ssize(labels), testShare, seed);
  SplitOrder order;
  for (const auto* part : {&mixed.test, &mixed.train})
    for (const Index sample : *part) {
      Index& left = wanted[labels[static_cast<std::size_t>(sample)]];
      (left > 0 ? order.test : order.train).push_back(sample);
      left -= left > 0;
    }
  return order;
}

}  // namespace pellucid::engine

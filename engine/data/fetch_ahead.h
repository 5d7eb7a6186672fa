// SPDX-License-Identifier: GPL-3.0-or-later
// The samples of a shuffled batch are scattered in memory, so the next ones are prefetched while one is read.
#pragma once

#include <span>

#include "engine/data/dataset.h"

namespace pellucid::engine {

/// Prefetches the bytes of the sample four places after indices[n], if there is one. Only affects when they
/// arrive.
inline void fetchAhead(const Split& split, Index features, std::span<const std::uint32_t> indices,
                       std::size_t n) {
  constexpr std::size_t kAhead = 4;
  constexpr Index kCacheLine = 64;
  if (n + kAhead >= indices.size()) return;
  const std::uint8_t* sample = split.pixels.data() + static_cast<Index>(indices[n + kAhead]) * features;
  for (Index i = 0; i < features; i += kCacheLine) __builtin_prefetch(sample + i);
}

}  // namespace pellucid::engine

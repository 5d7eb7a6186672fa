// SPDX-License-Identifier: GPL-3.0-or-later
// The forward pass of a convolution for one sample, as seen by its inner loops:
//   z(f, q) = b(f) + Σ_t W(f, t) · in(window q + tap t)
// Sums of several filters and places stay in registers over all taps. Each is added up in the order of the
// taps, so that it does not depend on which others are computed with it.
#pragma once

#include <cstdint>
#include <span>

#include "engine/base/numeric.h"

namespace pellucid::engine {

/// Adjacent places in a line of z, with adjacent windows.
struct PlaceRun {
  std::int32_t window = 0;  ///< offset from the first element of `in` to the first place's window
  std::int32_t place = 0;   ///< index of the first place
};
inline constexpr Index kRunPlaces = 8;

struct SlidingSums {
  Index filters = 0;
  Index places = 0;
  const Scalar* weights = nullptr;     ///< filters × taps
  const Scalar* bias = nullptr;        ///< one per filter, or null
  std::span<const std::int32_t> taps;  ///< from a window's first element to the one under each tap
  const Scalar* in = nullptr;
  Scalar* z = nullptr;  ///< places × filters
};

/// For runs of kRunPlaces places.
void slideRuns(const SlidingSums& sums, std::span<const PlaceRun> runs);
/// For single places, wherever they are.
void slidePlaces(const SlidingSums& sums, std::span<const PlaceRun> places);

}  // namespace pellucid::engine

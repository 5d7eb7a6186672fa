// SPDX-License-Identifier: GPL-3.0-or-later
// Both sums of a convolution's backward pass, over the nonzero deltas: of windows, giving the gradient of a
// filter, and of filters, giving the gradient of a window.
#pragma once

#include <cstdint>
#include <span>

#include "engine/base/nonzero.h"

namespace pellucid::engine {

/// Lines of windows and filters are processed in runs of this many values; the excess of the last run is
/// zeros or never read.
inline constexpr Index kLineRun = 8;

/// Lines of `runs` runs each; `step` is the distance between their first values.
template <class Number>
struct Lines {
  Number* first = nullptr;
  Index step = 0;
};

/// sum ← sum + Σ entry.value · (the same lines, at from.first + offsets[entry.index])
void addWindows(std::span<const Entry> entries, Lines<const Scalar> from, const std::int32_t* offsets,
                Index lines, Index runs, Lines<Scalar> sum);

}  // namespace pellucid::engine

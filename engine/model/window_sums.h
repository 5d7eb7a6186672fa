// SPDX-License-Identifier: GPL-3.0-or-later
// Both sums of a convolution's backward pass, over the deltas that are not zero: of windows, which gives the
// gradient of a filter, and of filters, which gives the gradient of a window.
#pragma once

#include <cstdint>
#include <span>

#include "engine/base/nonzero.h"

namespace pellucid::engine {

/// Lines of windows and filters are taken in runs of so many numbers; what is too much of the last run is
/// zeros or never read.
inline constexpr Index kLineRun = 8;

/// Lines of `runs` runs each, `step` apart from the first number of one to that of the next.
template <class Number>
struct Lines {
  Number* first = nullptr;
  Index step = 0;
};

/// sum ← sum + Σ entry.value · (the same lines, offsets[entry.index] behind from.first)
void addWindows(std::span<const Entry> entries, Lines<const Scalar> from, const std::int32_t* offsets,
                Index lines, Index runs, Lines<Scalar> sum);

}  // namespace pellucid::engine

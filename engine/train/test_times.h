// SPDX-License-Identifier: GPL-3.0-or-later
// When a run measures the test split, so that runs of equal length are measured at the same steps.
#pragma once

#include <bit>
#include <cstdint>

namespace pellucid::engine {

/// After `step` ≥ 1 steps: at the end of each epoch, and in the first epoch at powers of two, where most
/// happens.
inline bool isTestDue(std::int64_t step, std::int64_t stepsPerEpoch) {
  if (step % stepsPerEpoch == 0) return true;
  return step < stepsPerEpoch && std::has_single_bit(static_cast<std::uint64_t>(step));
}

}  // namespace pellucid::engine

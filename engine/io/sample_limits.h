// SPDX-License-Identifier: GPL-3.0-or-later
// How large a sample may be that a file speaks of, so that no file makes us allocate what it does not bring
// along.
#pragma once

#include <cstdint>

namespace pellucid::engine {

inline constexpr std::int64_t kMaxSampleSide = 1 << 20;
inline constexpr std::int64_t kMaxSampleValues = 1 << 24;

}  // namespace pellucid::engine

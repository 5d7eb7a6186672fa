// SPDX-License-Identifier: GPL-3.0-or-later
// Limits for the size of a sample described by a file, so that no file makes us allocate memory for data that
// it does not contain.
#pragma once

#include <cstdint>

namespace pellucid::engine {

inline constexpr std::int64_t kMaxSampleSide = 1 << 20;
inline constexpr std::int64_t kMaxSampleValues = 1 << 24;

}  // namespace pellucid::engine

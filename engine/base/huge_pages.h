// SPDX-License-Identifier: GPL-3.0-or-later
// Data sets of many MiB are read sample by sample in random order. In pages of 4 KiB nearly every sample
// costs a walk through the page tables; in pages of 2 MiB the processor remembers where all of them are.
#pragma once

#include <cstdint>
#include <vector>

namespace pellucid::engine {

/// Reserves room for `size` bytes, and asks the system for large pages in the part of it that has not been
/// written to yet. Does without where the system cannot provide them or is not Linux: no result depends on
/// them.
void reserveHugePages(std::vector<std::uint8_t>& bytes, std::size_t size);

}  // namespace pellucid::engine

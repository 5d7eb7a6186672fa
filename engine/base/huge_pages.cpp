// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/huge_pages.h"

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace pellucid::engine {

void reserveHugePages(std::vector<std::uint8_t>& bytes, std::size_t size) {
  bytes.reserve(size);
#if defined(__linux__)
  constexpr std::uintptr_t kHuge = std::uintptr_t{1} << 21;
  const auto begin = reinterpret_cast<std::uintptr_t>(bytes.data());
  const std::uintptr_t first = (begin + bytes.size() + kHuge - 1) / kHuge * kHuge;
  const std::uintptr_t end = (begin + size) / kHuge * kHuge;
  // Only advice: a kernel without such pages refuses it, and nothing is lost.
  if (first < end) (void)madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
#endif
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/arithmetic.h"

#include <fmt/format.h>

#include <Eigen/Core>

#include "engine/base/instruction_set.h"

namespace pellucid::engine {

Arithmetic arithmeticHere() {
  constexpr std::ptrdiff_t kKiB = 1024;
  return {.version = kArithmeticVersion,
          .processor = fmt::format("{}, caches {}+{}+{} KiB", instructionSet(), Eigen::l1CacheSize() / kKiB,
                                   Eigen::l2CacheSize() / kKiB, Eigen::l3CacheSize() / kKiB)};
}

}  // namespace pellucid::engine

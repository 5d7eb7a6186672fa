// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/arithmetic.h"

#include <fmt/format.h>

#include <Eigen/Core>

#include "engine/base/instruction_set.h"

namespace pellucid::engine {
namespace {

std::string compiler() {
#ifdef __clang__
  return fmt::format("Clang {}", __clang_major__);
#else
  return fmt::format("GCC {}", __GNUC__);
#endif
}

}  // namespace

Arithmetic arithmeticHere() {
  constexpr std::ptrdiff_t kKiB = 1024;
  return {.version = kArithmeticVersion,
          .processor = fmt::format("{}, first cache {} KiB, compiled by {}", instructionSet(),
                                   Eigen::l1CacheSize() / kKiB, compiler())};
}

}  // namespace pellucid::engine

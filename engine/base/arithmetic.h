// SPDX-License-Identifier: GPL-3.0-or-later
// Which bits a step comes to is decided by the experiment, and by the arithmetic that computes it: how this
// version of the program adds up, with which vector instructions, and in blocks of which size: products break
// their sums where the processor's first cache is full. Two equal ones give equal bits.
#pragma once

#include <string>

namespace pellucid::engine {

/// Raised when the same step comes to other bits than before.
inline constexpr int kArithmeticVersion = 3;

struct Arithmetic {
  int version = kArithmeticVersion;
  std::string processor;  ///< "x86-64-v3, first cache 48 KiB"
  friend bool operator==(const Arithmetic&, const Arithmetic&) = default;
};

/// Of this program on this machine.
Arithmetic arithmeticHere();

}  // namespace pellucid::engine

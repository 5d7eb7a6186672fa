// SPDX-License-Identifier: GPL-3.0-or-later
// The bits that a step results in depend on the experiment and on the arithmetic that computes it: how this
// version of the program adds up, with which vector instructions, in blocks of what size (products split
// their sums where the processor's first-level cache is full), and which products and sums the compiler made
// one. Equal arithmetic gives equal bits.
#pragma once

#include <string>

namespace pellucid::engine {

/// Raised when the same step results in different bits than before.
inline constexpr int kArithmeticVersion = 4;

struct Arithmetic {
  int version = kArithmeticVersion;
  std::string
      processor;  ///< and what it is told to do: "x86-64-v3, first cache 48 KiB, compiled by Clang 19"
  friend bool operator==(const Arithmetic&, const Arithmetic&) = default;
};

/// The arithmetic of this program on this machine.
Arithmetic arithmeticHere();

}  // namespace pellucid::engine

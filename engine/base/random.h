// SPDX-License-Identifier: GPL-3.0-or-later
// The program's own random numbers, because the standard library's distributions differ between platforms. A
// stream is a pure function of (seed, name, counter): the shuffle of epoch 7 is Random(seed, "shuffle", 7),
// whatever was drawn before. A run's position is thus given by its seed and its step, and nothing else needs
// to be saved.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace pellucid::engine {

/// xoshiro256++ 1.0 (Blackman and Vigna, 2019), seeded by SplitMix64 as its authors recommend.
class Random {
 public:
  Random(std::uint64_t seed, std::string_view stream, std::uint64_t counter = 0);

  /// 64 independent bits.
  std::uint64_t next();
  /// An integer in [0, bound), unbiased (Lemire 2019); bound > 0.
  std::uint64_t below(std::uint64_t bound);
  /// In [0, 1), a multiple of 2^-53.
  double uniform();
  /// Mean 0, variance 1 (Marsaglia's polar method).
  double normal();

  /// Fisher–Yates shuffle: every order is equally likely.
  template <class T>
  void shuffle(std::span<T> items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

 private:
  std::array<std::uint64_t, 4> m_state;
};

}  // namespace pellucid::engine

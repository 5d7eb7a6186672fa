// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the numbers that are not zero among many that are, sixteen at a time. NaN is not zero.
#pragma once

#include <bit>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace pellucid::engine {

/// Bit i is set when values[i] is not zero, for 0 ≤ i < 16.
template <class T>
std::uint32_t nonZeroMask(const T* values) {
  std::uint32_t mask = 0;
  for (int i = 0; i < 16; ++i) mask |= static_cast<std::uint32_t>(values[i] != 0) << i;
  return mask;
}

#if defined(__SSE2__)  // which every x86-64 processor has
template <>
inline std::uint32_t nonZeroMask(const std::uint8_t* values) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(values));
  return 0xffffU ^ static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_setzero_si128())));
}

template <>
inline std::uint32_t nonZeroMask(const float* values) {
  const auto four = [&](int first) {
    const __m128 numbers = _mm_loadu_ps(values + first);
    return static_cast<std::uint32_t>(_mm_movemask_ps(_mm_cmpneq_ps(numbers, _mm_setzero_ps()))) << first;
  };
  return four(0) | four(4) | four(8) | four(12);
}
#endif

/// Calls f(i) in rising order for every i < count with values[i] ≠ 0.
template <class T, class F>
void forEachNonZero(const T* values, std::int64_t count, const F& f) {
  std::int64_t begin = 0;
  for (; begin + 16 <= count; begin += 16)
    for (std::uint32_t mask = nonZeroMask(values + begin); mask != 0; mask &= mask - 1)
      f(begin + std::countr_zero(mask));
  for (; begin < count; ++begin)
    if (values[begin] != 0) f(begin);
}

}  // namespace pellucid::engine

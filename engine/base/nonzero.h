// SPDX-License-Identifier: GPL-3.0-or-later
// Collects the nonzero values among many zeros, sixteen at a time. NaN counts as nonzero. With AVX-512 there
// are no branches: the positions are unpredictable, and a misprediction costs more than the value is worth.
#pragma once

#include <bit>
#include <cstdint>

#include "engine/base/numeric.h"

#if defined(__AVX512F__) && !defined(PELLUCID_DOUBLE)
#include <immintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace pellucid::engine {

/// A nonzero value and its position.
struct Entry {
  std::int32_t index = 0;
  Scalar value = 0;
};

/// collectNonZero() may write up to this many entries more than it finds.
inline constexpr Index kEntriesBeyond = 16;

namespace detail {

#if defined(__AVX512F__) && !defined(PELLUCID_DOUBLE)
/// Where the lower and the upper eight of two registers go, so that each index precedes its value.
inline __m512i pairing(int first) {
  const __m512i evenThenOdd = _mm512_setr_epi32(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  return _mm512_add_epi32(evenThenOdd, _mm512_set1_epi32(first));
}
#else
/// Bit i is set when values[i] is not zero, for 0 ≤ i < 16.
template <class T>
std::uint32_t nonZeroMask(const T* values) {
  std::uint32_t mask = 0;
  for (int i = 0; i < 16; ++i) mask |= static_cast<std::uint32_t>(values[i] != 0) << i;
  return mask;
}

#if defined(__SSE2__)  // which every x86-64 processor has
inline std::uint32_t nonZeroMask(const float* values) {
  const auto four = [&](int first) {
    const __m128 numbers = _mm_loadu_ps(values + first);
    return static_cast<std::uint32_t>(_mm_movemask_ps(_mm_cmpneq_ps(numbers, _mm_setzero_ps()))) << first;
  };
  return four(0) | four(4) | four(8) | four(12);
}
#endif
#endif

}  // namespace detail

/// to[k] ← {i, values[i]} for every i < count with values[i] ≠ 0, in ascending order. Returns the end.
inline Entry* collectNonZero(const Scalar* values, Index count, Entry* to) {
  Index i = 0;
#if defined(__AVX512F__) && !defined(PELLUCID_DOUBLE)
  static_assert(sizeof(Entry) == 8, "an entry is packed as one number of 64 bits");
  __m512i indices = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  for (; i + 16 <= count; i += 16, indices = _mm512_add_epi32(indices, _mm512_set1_epi32(16))) {
    const __m512 numbers = _mm512_loadu_ps(values + i);
    const auto mask =
        static_cast<std::uint32_t>(_mm512_cmp_ps_mask(numbers, _mm512_setzero_ps(), _CMP_NEQ_UQ));
    const auto put = [&](std::uint32_t eight, int first) {
      const __m512i entries =
          _mm512_permutex2var_epi32(indices, detail::pairing(first), _mm512_castps_si512(numbers));
      _mm512_storeu_si512(to, _mm512_maskz_compress_epi64(static_cast<__mmask8>(eight), entries));
      to += __builtin_popcount(eight);
    };
    put(mask & 0xffU, 0);
    put(mask >> 8U, 8);
  }
#else
  for (; i + 16 <= count; i += 16)
    for (std::uint32_t mask = detail::nonZeroMask(values + i); mask != 0; mask &= mask - 1) {
      const Index at = i + std::countr_zero(mask);
      *to++ = {.index = static_cast<std::int32_t>(at), .value = values[at]};
    }
#endif
  for (; i < count; ++i)
    if (values[i] != 0) *to++ = {.index = static_cast<std::int32_t>(i), .value = values[i]};
  return to;
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// Sixteen numbers that the processor computes with at once, for loops whose results must not depend on where
// in memory a number lies (Eigen's own loops treat the elements before an aligned address apart). Every
// function takes a Pack or one Scalar, so that a formula is written once for both.
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/numeric.h"

#if defined(__AVX__) && !defined(PELLUCID_DOUBLE)
#include <immintrin.h>
#endif

namespace pellucid::engine {

inline constexpr Index kPackSize = 16;
using Pack = Eigen::Array<Scalar, kPackSize, 1>;

inline Pack load(const Scalar* values) {
  return Eigen::Map<const Pack>(values);
}
inline void store(const Pack& pack, Scalar* values) {
  Eigen::Map<Pack>{values} = pack;
}

/// x limited to ±limit.
inline Scalar clamp(Scalar x, Scalar limit) {
  return std::min(std::max(x, -limit), limit);
}
inline Pack clamp(const Pack& x, Scalar limit) {
  return x.max(-limit).min(limit);
}

/// -1, 0 or 1. The product is at least 4 for every normal number, and zero for zero.
template <class Value>
Value signOf(const Value& x) {
  return clamp(Value(x * std::numeric_limits<Scalar>::max()), Scalar(1));
}

/// Square root of x ≥ 0, within 4 units in the last place. Floats on AVX get the exact one, which takes less
/// time than Eigen's approximation as long as nothing else divides; see reciprocal().
inline Scalar root(Scalar x) {
  return std::sqrt(x);
}
inline Pack root(const Pack& x) {
#if defined(__AVX512F__) && !defined(PELLUCID_DOUBLE)
  Pack y;
  _mm512_store_ps(y.data(), _mm512_sqrt_ps(_mm512_load_ps(x.data())));
  return y;
#elif defined(__AVX__) && !defined(PELLUCID_DOUBLE)
  Pack y;
  _mm256_store_ps(y.data(), _mm256_sqrt_ps(_mm256_load_ps(x.data())));
  _mm256_store_ps(y.data() + 8, _mm256_sqrt_ps(_mm256_load_ps(x.data() + 8)));
  return y;
#else
  return x.sqrt();
#endif
}

/// 1 / x of a positive x, within 2 units in the last place; next to nothing for an infinite x, never NaN.
inline Scalar reciprocal(Scalar x) {
  return 1 / x;
}
inline Pack reciprocal(const Pack& x) {
#if defined(__AVX512F__) && !defined(PELLUCID_DOUBLE)
  // An estimate r good to 14 bits and one step of Newton's method, r ← r + r (1 - x r), because the unit that
  // divides is busy with the root. The limit keeps r a normal number.
  const __m512 limited = _mm512_min_ps(_mm512_load_ps(x.data()), _mm512_set1_ps(0x1p125F));
  const __m512 r = _mm512_rcp14_ps(limited);
  Pack y;
  _mm512_store_ps(y.data(), _mm512_fmadd_ps(r, _mm512_fnmadd_ps(limited, r, _mm512_set1_ps(1)), r));
  return y;
#else
  return x.inverse();
#endif
}

}  // namespace pellucid::engine

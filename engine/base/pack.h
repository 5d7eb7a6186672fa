// SPDX-License-Identifier: GPL-3.0-or-later
// Sixteen values that the processor computes with at once, for loops whose results must not depend on a
// value's address in memory (Eigen's own loops treat the elements before an aligned address separately).
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

/// Loads eight values from each of two places, or stores them there.
inline Pack loadHalves(const Scalar* first, const Scalar* second) {
  Pack pack;
#if defined(__AVX512F__) && !defined(PELLUCID_DOUBLE)
  const __m512 lower = _mm512_castps256_ps512(_mm256_loadu_ps(first));
  const __m256d upper = _mm256_castps_pd(_mm256_loadu_ps(second));
  _mm512_store_ps(pack.data(), _mm512_castpd_ps(_mm512_insertf64x4(_mm512_castps_pd(lower), upper, 1)));
#else
  using Half = Eigen::Map<const Eigen::Array<Scalar, kPackSize / 2, 1> >;
  pack.head<kPackSize / 2>() = Half(first);
  pack.tail<kPackSize / 2>() = Half(second);
#endif
  return pack;
}
inline void storeHalves(const Pack& pack, Scalar* first, Scalar* second) {
  using Half = Eigen::Array<Scalar, kPackSize / 2, 1>;
  Eigen::Map<Half>{first} = pack.head<kPackSize / 2>();
  Eigen::Map<Half>{second} = pack.tail<kPackSize / 2>();
}

/// Loads the first `count` values, followed by zeros; or stores them.
inline Pack loadPart(const Scalar* values, Index count) {
  Pack pack = Pack::Zero();
  std::copy_n(values, count, pack.data());
  return pack;
}
inline void storePart(const Pack& pack, Scalar* values, Index count) {
  std::copy_n(pack.data(), count, values);
}

/// out[i] = f(in[i]...) for `size` elements; f computes with packs, the last of which is filled up with
/// zeros, so that a result does not depend on the element's position. `out` may be one of `in`.
template <class Function, class... In>
void mapPacks(const Function& f, Index size, Scalar* out, const In*... in) {
  Index i = 0;
  for (; i + kPackSize <= size; i += kPackSize) store(f(load(in + i)...), out + i);
  if (i < size) storePart(f(loadPart(in + i, size - i)...), out + i, size - i);
}

/// x limited to ±limit.
inline Scalar clamp(Scalar x, Scalar limit) {
  return std::min(std::max(x, -limit), limit);
}
inline Pack clamp(const Pack& x, Scalar limit) {
  return x.max(-limit).min(limit);
}

/// -1, 0 or 1. The product is at least 4 for every normal number, and zero for zero.
inline Pack signOf(const Pack& x) {
  return clamp(Pack(x * std::numeric_limits<Scalar>::max()), Scalar(1));
}

/// 1 where x > 0 and 0 elsewhere, without a branch; NaN stays NaN.
inline Pack step(const Pack& x) {
  return (x * std::numeric_limits<Scalar>::max()).max(Scalar(0)).min(Scalar(1));
}

/// Square root of x ≥ 0, within 4 units in the last place. For floats on AVX it is exact, which takes less
/// time than Eigen's approximation as long as nothing else divides; see reciprocal().
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

/// 1 / x of a positive x, within 2 units in the last place; almost 0 for an infinite x, never NaN.
inline Pack reciprocal(const Pack& x) {
#if defined(__AVX512F__) && !defined(PELLUCID_DOUBLE)
  // An estimate r good to 14 bits and one step of Newton's method, r ← r + r (1 - x r), because the division
  // unit is busy with the root. The limit keeps r normal.
  const __m512 limited = _mm512_min_ps(_mm512_load_ps(x.data()), _mm512_set1_ps(0x1p125F));
  const __m512 r = _mm512_rcp14_ps(limited);
  Pack y;
  _mm512_store_ps(y.data(), _mm512_fmadd_ps(r, _mm512_fnmadd_ps(limited, r, _mm512_set1_ps(1)), r));
  return y;
#else
  return x.inverse();
#endif
}

/// The maximum of `size` ≥ 1 values, in an order that does not depend on their address in memory.
inline Scalar maximum(const Scalar* values, Index size) {
  Scalar largest = values[0];
  for (Index i = 1; i < size; ++i) largest = values[i] > largest ? values[i] : largest;
  return largest;
}
inline Scalar sum(const Scalar* values, Index size) {
  Pack packs = Pack::Zero();
  Scalar rest = 0;
  Index i = 0;
  for (; i + kPackSize <= size; i += kPackSize) packs += load(values + i);
  for (; i < size; ++i) rest += values[i];
  return size < kPackSize ? rest : packs.sum() + rest;
}

}  // namespace pellucid::engine

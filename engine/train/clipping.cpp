// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/clipping.h"

#include <algorithm>
#include <cmath>

#include "engine/base/pack.h"

namespace pellucid::engine {

double squaredNorm(const Clipping& clipping, const Scalar* gradient, Index size) {
  const Scalar limit =
      clipping.value > 0 ? static_cast<Scalar>(clipping.value) : std::numeric_limits<Scalar>::infinity();
  // Blocks, because a sum of many squares in single precision would lose digits.
  constexpr Index kBlock = 64 * kPackSize;
  double sum = 0;
  for (Index begin = 0; begin < size; begin += kBlock) {
    const Index end = std::min(begin + kBlock, size);
    Pack packs = Pack::Zero();
    Scalar rest = 0;
    Index i = begin;
    for (; i + kPackSize <= end; i += kPackSize) packs += clamp(load(gradient + i), limit).square();
    for (; i < end; ++i) rest += clamp(gradient[i], limit) * clamp(gradient[i], limit);
    sum += static_cast<double>(packs.sum()) + static_cast<double>(rest);
  }
  return sum;
}

double gradientScale(const Clipping& clipping, double squaredNorm) {
  if (!(clipping.norm > 0)) return 1;
  return std::min(1.0, clipping.norm / (std::sqrt(squaredNorm) + 1e-6));
}

}  // namespace pellucid::engine

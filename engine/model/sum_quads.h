// SPDX-License-Identifier: GPL-3.0-or-later
// The weight gradient of a first layer from a sparse batch: the columns of four features are summed at once,
// so that each delta is read once for four sums, and these do not wait for each other.
#pragma once

#include <algorithm>
#include <array>
#include <cstring>

#include "engine/base/pack.h"
#include "engine/model/sparse_batch.h"

namespace pellucid::engine {

/// Rows that are summed at once. The sums of four columns then fill half of the registers, or two thirds.
#if defined(__AVX512F__) && !defined(PELLUCID_DOUBLE)
inline constexpr Index kQuadRows = 64;
#else
inline constexpr Index kQuadRows = 16;
#endif

/// For R rows, which lie `Part` by `Part` in registers: column j of `out`, of `columns` ≤ 4 that lie
/// `outStep` apart, ← Σ entry.values[j] · column(entry.sample), where the columns begin at `matrix` and lie
/// `step` apart.
template <int R>
void sumQuad(const Scalar* matrix, Index step, std::span<const QuadEntry> entries, Scalar* out, Index outStep,
             Index columns) {
  constexpr int kPart = std::min<int>(R, kPackSize);
  constexpr int kParts = R / kPart;
  typedef Scalar Part [[gnu::vector_size(kPart * sizeof(Scalar))]];
  struct Sum {
    Part part;  // as the argument of a template it would be a plain number
  };
  std::array<std::array<Sum, kParts>, kQuad> sums;
#pragma GCC unroll 4  // or the sums go through memory
  for (auto& column : sums)
#pragma GCC unroll 4
    for (Sum& sum : column) sum.part = Part{};
  for (const QuadEntry& entry : entries) {
    const Scalar* at = matrix + entry.sample * step;
#pragma GCC unroll 4
    for (std::size_t part = 0; part < kParts; ++part) {
      Part numbers;
      std::memcpy(&numbers, at + part * kPart, sizeof(numbers));
#if defined(__AVX512F__) && !defined(PELLUCID_DOUBLE)
      if constexpr (kPart == kPackSize) asm("" : "+v"(numbers));  // or all four read it from memory
#endif
#pragma GCC unroll 4
      for (std::size_t j = 0; j < kQuad; ++j) sums[j][part].part += numbers * entry.values[j];
    }
  }
#pragma GCC unroll 4
  for (std::size_t j = 0; j < kQuad; ++j)
    if (static_cast<Index>(j) < columns)
#pragma GCC unroll 4
      for (std::size_t part = 0; part < kParts; ++part)
        std::memcpy(out + static_cast<Index>(j) * outStep + part * kPart, &sums[j][part], sizeof(Part));
}

/// out (rows × x.features(), its columns `outStep` apart) ← M xᵀ with M (rows × x.samples()). Each sum is
/// added up in the order of the samples, from 0.
inline void sumQuads(const ConstMatrixMap& m, const SparseBatch& x, Scalar* out, Index outStep) {
  Index row = 0;
  const auto take = [&]<int R>() {
    for (Index q = 0; q < x.quads(); ++q)
      sumQuad<R>(m.data() + row, m.rows(), x.quad(q), out + q * kQuad * outStep + row, outStep,
                 std::min(kQuad, x.features() - q * kQuad));
    row += R;
  };
  while (m.rows() - row >= kQuadRows) take.template operator()<kQuadRows>();
  while (m.rows() - row >= 16) take.template operator()<16>();
  if (m.rows() - row >= 8) take.template operator()<8>();
  if (m.rows() - row >= 4) take.template operator()<4>();
  while (m.rows() - row >= 1) take.template operator()<1>();
}

}  // namespace pellucid::engine

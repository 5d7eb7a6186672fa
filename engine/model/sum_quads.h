// SPDX-License-Identifier: GPL-3.0-or-later
// Both products of a first layer with a sparse batch, by quads of features: four columns at once, so that a
// sample's data are read once for four products, and the data of the four columns once for all samples.
#pragma once

#include <algorithm>
#include <array>
#include <cstring>

#include "engine/base/pack.h"
#include "engine/model/sparse_batch.h"

namespace pellucid::engine {

/// Rows processed at once. Four columns of them fill half of the registers, or two thirds.
#if defined(__AVX512F__) && !defined(PELLUCID_DOUBLE)
inline constexpr Index kQuadRows = 64;
#else
inline constexpr Index kQuadRows = 16;
#endif

/// R rows of four columns, `Part` by `Part` as held in registers.
template <int R>
struct QuadColumns {
  static constexpr int kPart = std::min<int>(R, kPackSize);
  static constexpr std::size_t kParts = R / kPart;
  typedef Scalar Part [[gnu::vector_size(kPart * sizeof(Scalar))]];
  struct Column {
    Part part;  // as a template argument it would be a plain number
  };
  std::array<std::array<Column, kParts>, kQuad> columns;
};

/// Column j of `out`, one of `columns` ≤ 4 that are `outStep` apart, ← Σ entry.values[j] ·
/// column(entry.sample), where the columns begin at `matrix` and are `step` apart; R rows of them.
template <int R>
void sumQuad(const Scalar* matrix, Index step, std::span<const QuadEntry> entries, Scalar* out, Index outStep,
             Index columns) {
  using Quad = QuadColumns<R>;
  using Part = typename Quad::Part;
  Quad sums;
#pragma GCC unroll 4  // otherwise the sums go through memory
  for (auto& column : sums.columns)
#pragma GCC unroll 4
    for (auto& sum : column) sum.part = Part{};
  for (const QuadEntry& entry : entries) {
    const Scalar* at = matrix + entry.sample * step;
#pragma GCC unroll 4
    for (std::size_t part = 0; part < Quad::kParts; ++part) {
      Part numbers;
      std::memcpy(&numbers, at + part * Quad::kPart, sizeof(numbers));
#if defined(__AVX512F__) && !defined(PELLUCID_DOUBLE)
      if constexpr (Quad::kPart == kPackSize) asm("" : "+v"(numbers));  // or all four read it from memory
#endif
#pragma GCC unroll 4
      for (std::size_t j = 0; j < kQuad; ++j) sums.columns[j][part].part += numbers * entry.values[j];
    }
  }
#pragma GCC unroll 4
  for (std::size_t j = 0; j < kQuad; ++j)
    if (static_cast<Index>(j) < columns)
#pragma GCC unroll 4
      for (std::size_t part = 0; part < Quad::kParts; ++part)
        std::memcpy(out + static_cast<Index>(j) * outStep + part * Quad::kPart, &sums.columns[j][part],
                    sizeof(Part));
}

/// column(entry.sample) of `out` ← itself + Σ_j entry.values[j] · column j of `matrix`, for each entry and
/// the first `columns` ≤ 4 of them; R rows of columns that are `outStep` and `step` apart.
template <int R>
void addQuad(const Scalar* matrix, Index step, Index columns, std::span<const QuadEntry> entries, Scalar* out,
             Index outStep) {
  using Quad = QuadColumns<R>;
  using Part = typename Quad::Part;
  Quad quad;
#pragma GCC unroll 4
  for (std::size_t j = 0; j < kQuad; ++j)
#pragma GCC unroll 4
    for (std::size_t part = 0; part < Quad::kParts; ++part) {
      Part& numbers = quad.columns[j][part].part;
      numbers = Part{};
      if (static_cast<Index>(j) < columns)
        std::memcpy(&numbers, matrix + static_cast<Index>(j) * step + part * Quad::kPart, sizeof(numbers));
    }
  for (const QuadEntry& entry : entries) {
    Scalar* at = out + entry.sample * outStep;
#pragma GCC unroll 4
    for (std::size_t part = 0; part < Quad::kParts; ++part) {
      Part sum;
      std::memcpy(&sum, at + part * Quad::kPart, sizeof(sum));
#pragma GCC unroll 4
      for (std::size_t j = 0; j < kQuad; ++j) sum += quad.columns[j][part].part * entry.values[j];
      std::memcpy(at + part * Quad::kPart, &sum, sizeof(sum));
    }
  }
}

/// Calls take<R>(row) for blocks of R rows that cover all of them.
template <class Take>
void forEachQuadRows(Index rows, const Take& take) {
  const auto takeRows = [&take]<int R>(Index row) {
    take.template operator()<R>(row);
    return row + R;
  };
  Index row = 0;
  while (rows - row >= kQuadRows) row = takeRows.template operator()<kQuadRows>(row);
  while (rows - row >= 16) row = takeRows.template operator()<16>(row);
  if (rows - row >= 8) row = takeRows.template operator()<8>(row);
  if (rows - row >= 4) row = takeRows.template operator()<4>(row);
  while (rows - row >= 1) row = takeRows.template operator()<1>(row);
}

/// out (rows × x.features(), its columns `outStep` apart) ← M xᵀ with M (rows × x.samples()). Each sum is
/// added up in the order of the samples, from 0.
inline void sumQuads(const ConstMatrixMap& m, const SparseBatch& x, Scalar* out, Index outStep) {
  forEachQuadRows(m.rows(), [&]<int R>(Index row) {
    for (Index q = 0; q < x.quads(); ++q)
      sumQuad<R>(m.data() + row, m.rows(), x.quad(q), out + q * kQuad * outStep + row, outStep,
                 std::min(kQuad, x.features() - q * kQuad));
  });
}

/// out (rows × x.samples()) ← itself + M x with M (rows × x.features()). The terms of each value are added in
/// the order of the features.
inline void addQuads(const ConstMatrixMap& m, const SparseBatch& x, MatrixMap out) {
  forEachQuadRows(m.rows(), [&]<int R>(Index row) {
    for (Index q = 0; q < x.quads(); ++q)
      addQuad<R>(m.data() + q * kQuad * m.rows() + row, m.rows(), std::min(kQuad, x.features() - q * kQuad),
                 x.quad(q), out.data() + row, out.rows());
  });
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// out.col(k) = Σ value_j · M.col(index_j): a product with sparse vectors. Four fifths of MNIST's pixels are
// zero; their products need not be computed.
#pragma once

#include <algorithm>
#include <span>

#include "engine/base/nonzero.h"

namespace pellucid::engine {

/// out (R scalars, which stay in registers) ← start + Σ entry.value · column(entry.index), where the columns
/// begin at `matrix` and lie `step` apart. `start` may be null, which is 0.
template <int R>
void sumColumns(const Scalar* matrix, Index step, std::span<const Entry> entries, const Scalar* start,
                Scalar* out) {
  using Block = Eigen::Array<Scalar, R, 1>;
  using BlockMap = Eigen::Map<const Block>;
  Block sum = start == nullptr ? Block(Block::Zero()) : Block(BlockMap(start));
  for (const Entry& entry : entries) sum += BlockMap(matrix + entry.index * step) * entry.value;
  Eigen::Map<Block>{out} = sum;
}

/// Calls f<R>(row) for blocks of R rows that cover all of them: of up to 256 rows in steps of 16, which is a
/// register of AVX-512; then the rest.
template <class F>
void forEachRowBlock(Index rows, const F& f) {
  Index row = 0;
  const auto take = [&]<int R>() {
    f.template operator()<R>(row);
    row += R;
  };
  while (rows - row >= 16) {
    const Index registers = (rows - row) / 16;
    if (registers >= 16)
      take.template operator()<256>();
    else if (registers >= 13)
      take.template operator()<208>();
    else if (registers >= 8)
      take.template operator()<128>();
    else if (registers >= 4)
      take.template operator()<64>();
    else if (registers >= 2)
      take.template operator()<32>();
    else
      take.template operator()<16>();
  }
  if (rows - row >= 8) take.template operator()<8>();
  if (rows - row >= 4) take.template operator()<4>();
  while (rows - row >= 1) take.template operator()<1>();
}

/// The k-th column of `out`, which begins `outStep` · k behind it, ← start + Σ entry.value ·
/// M.col(entry.index) over the entries of list(k), for all k < count. `start` may be null, which is 0. The
/// order of each sum is that of its entries.
template <class List>
void sumColumns(const ConstMatrixMap& m, Index count, const List& list, const Scalar* start, Scalar* out,
                Index outStep) {
  forEachRowBlock(m.rows(), [&]<int R>(Index row) {
    for (Index k = 0; k < count; ++k)
      sumColumns<R>(m.data() + row, m.rows(), list(k), start == nullptr ? nullptr : start + row,
                    out + k * outStep + row);
  });
}

}  // namespace pellucid::engine

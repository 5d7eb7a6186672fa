// SPDX-License-Identifier: GPL-3.0-or-later
// out = Σ value_j · M.col(index_j): a product with a sparse vector. Four fifths of MNIST's pixels are zero,
// and behind a max pool three quarters of a convolution's deltas are; their products need not be computed.
#pragma once

#include <cstdint>
#include <span>

#include "engine/base/numeric.h"

namespace pellucid::engine {

/// A number that is not zero, and the column that it belongs to.
struct Entry {
  std::int32_t index = 0;
  Scalar value = 0;
};

/// out (R scalars, which stay in registers) ← start + Σ entry.value · column(entry.index), where the columns
/// begin at `matrix` and lie `step` apart. `start` may be null, which is 0, or `out`.
template <int R>
void sumColumns(const Scalar* matrix, Index step, std::span<const Entry> entries, const Scalar* start,
                Scalar* out) {
  using Block = Eigen::Array<Scalar, R, 1>;
  using BlockMap = Eigen::Map<const Block>;
  Block sum = start == nullptr ? Block(Block::Zero()) : Block(BlockMap(start));
  for (const Entry& entry : entries) sum += BlockMap(matrix + entry.index * step) * entry.value;
  Eigen::Map<Block>{out} = sum;
}

/// out (`rows` scalars) ← start + Σ entry.value · M.col(entry.index), where M (rows × anything) begins at
/// `matrix`. `start` may be null, which is 0, or `out`. The order
/// of the sum is that of `entries`.
void sumColumns(const Scalar* matrix, Index rows, std::span<const Entry> entries, const Scalar* start,
                Scalar* out);

}  // namespace pellucid::engine

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

/// out (`rows` scalars) ← start + Σ entry.value · M.col(entry.index), where M (rows × anything) begins at
/// `matrix`. `start` may be null, which is 0. The order of the sum is that of `entries`. `out` overlaps none.
void sumColumns(const Scalar* matrix, Index rows, std::span<const Entry> entries, const Scalar* start,
                Scalar* out);

}  // namespace pellucid::engine

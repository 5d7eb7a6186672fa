// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/transpose.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace pellucid::engine {
namespace {

constexpr Index kSide = 8;
typedef Scalar Eight [[gnu::vector_size(kSide * sizeof(Scalar))]];
struct Row {
  Eight numbers;  // as a template argument it would be a plain number
};
using Block = std::array<Row, kSide>;

/// Swaps the upper right and the lower left Step × Step values of every 2·Step rows.
template <std::size_t Step>
void exchange(Block& block) {
#pragma GCC unroll 8  // otherwise the rows go through memory
  for (std::size_t i = 0; i < kSide; ++i) {
    if ((i & Step) != 0) continue;
    const Eight upper = block[i].numbers;
    const Eight lower = block[i + Step].numbers;
    if constexpr (Step == 4) {
      block[i].numbers = __builtin_shufflevector(upper, lower, 0, 1, 2, 3, 8, 9, 10, 11);
      block[i + Step].numbers = __builtin_shufflevector(upper, lower, 4, 5, 6, 7, 12, 13, 14, 15);
    } else if constexpr (Step == 2) {
      block[i].numbers = __builtin_shufflevector(upper, lower, 0, 1, 8, 9, 4, 5, 12, 13);
      block[i + Step].numbers = __builtin_shufflevector(upper, lower, 2, 3, 10, 11, 6, 7, 14, 15);
    } else {
      block[i].numbers = __builtin_shufflevector(upper, lower, 0, 8, 2, 10, 4, 12, 6, 14);
      block[i + Step].numbers = __builtin_shufflevector(upper, lower, 1, 9, 3, 11, 5, 13, 7, 15);
    }
  }
}

void transposeBlock(const Scalar* from, Index fromStep, Scalar* to, Index toStep) {
  Block block;
#pragma GCC unroll 8
  for (Row& row : block) {
    std::memcpy(&row.numbers, from, sizeof(row.numbers));
    from += fromStep;
  }
  exchange<4>(block);
  exchange<2>(block);
  exchange<1>(block);
#pragma GCC unroll 8
  for (const Row& row : block) {
    std::memcpy(to, &row.numbers, sizeof(row.numbers));
    to += toStep;
  }
}

}  // namespace

void transpose(const Scalar* from, Index fromStep, Index rows, Index columns, Scalar* to, Index toStep) {
  if (rows == 1 && toStep == 1) {
    std::copy_n(from, columns, to);
    return;
  }
  if (columns == 1 && fromStep == 1) {
    std::copy_n(from, rows, to);
    return;
  }
  if (rows < kSide || columns < kSide) {
    for (Index i = 0; i < rows; ++i)
      for (Index j = 0; j < columns; ++j) to[j * toStep + i] = from[i * fromStep + j];
    return;
  }
  // The last block of a line repeats some values so as to be complete.
  for (Index i = 0; i < rows; i += kSide)
    for (Index j = 0; j < columns; j += kSide) {
      const Index row = std::min(i, rows - kSide);
      const Index column = std::min(j, columns - kSide);
      transposeBlock(from + row * fromStep + column, fromStep, to + column * toStep + row, toStep);
    }
}

}  // namespace pellucid::engine

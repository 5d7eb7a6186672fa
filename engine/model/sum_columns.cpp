// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/sum_columns.h"

#include <algorithm>

namespace pellucid::engine {

void sumColumns(const Scalar* matrix, Index rows, std::span<const Entry> entries, const Scalar* start,
                Scalar* out) {
  Index row = 0;
  const auto take = [&]<int R>() {
    sumColumns<R>(matrix + row, rows, entries, start == nullptr ? nullptr : start + row, out + row);
    row += R;
  };
  // Blocks of up to 256 rows in steps of 16, which is a register of AVX-512; then the rest.
  while (rows - row >= 16) {
    switch (std::min<Index>((rows - row) / 16, 16)) {
      case 16:
        take.template operator()<256>();
        break;
      case 15:
      case 14:
      case 13:
        take.template operator()<208>();
        break;
      case 12:
      case 11:
      case 10:
      case 9:
      case 8:
        take.template operator()<128>();
        break;
      case 7:
      case 6:
      case 5:
      case 4:
        take.template operator()<64>();
        break;
      case 3:
      case 2:
        take.template operator()<32>();
        break;
      default:
        take.template operator()<16>();
    }
  }
  if (rows - row >= 8) take.template operator()<8>();
  if (rows - row >= 4) take.template operator()<4>();
  while (rows - row >= 1) take.template operator()<1>();
}

}  // namespace pellucid::engine

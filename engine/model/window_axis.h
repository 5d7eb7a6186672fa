// SPDX-License-Identifier: GPL-3.0-or-later
// The positions of a convolution's or pool's windows along the rows, or the columns, of its input: the one
// rule that shapes, both passes, receptive fields and files follow. A value; any thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/model/network_spec.h"

namespace pellucid::engine {

/// Pixels count from 0; those below 0 or from `pixels` on are zeros of the padding.
struct WindowAxis {
  Index pixels = 0;
  Index kernel = 1;
  Index stride = 1;
  Index before = 0;   ///< zeros before the first pixel
  Index after = 0;    ///< and after the last one
  Index windows = 0;  ///< number of outputs; 0 where not even one window fits

  /// Where the window begins, possibly in the padding before the map.
  Index begin(Index window) const { return window * stride - before; }
  /// The pixel under place `place` of the window; none where there is padding.
  std::optional<Index> pixel(Index window, Index place) const;
  /// The place of the window that is over the pixel; none where the window does not reach it.
  std::optional<Index> place(Index window, Index pixel) const;
  /// The windows that reach the pixel, in ascending order.
  std::vector<Index> over(Index pixel) const;
};

/// For a layer that needsImages(), along `pixels` rows or columns of its input.
WindowAxis windowAxis(const LayerSpec& layer, Index pixels);

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// Where the windows of a convolution or pool stand over the rows, or the columns, of its input: the one rule
// that shapes, both passes, receptive fields and files follow. A value; any thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/model/network_spec.h"

namespace pellucid::engine {

/// Pixels count from 0; what has a number below 0 or from `pixels` on is a zero of the padding.
struct WindowAxis {
  Index pixels = 0;
  Index kernel = 1;
  Index stride = 1;
  Index before = 0;   ///< zeros before the first pixel
  Index after = 0;    ///< and behind the last one
  Index windows = 0;  ///< outputs; 0 where not even one window fits

  /// Where the window begins, perhaps in the zeros before.
  Index begin(Index window) const { return window * stride - before; }
  /// Under place `place` of the window; none where a zero lies there.
  std::optional<Index> pixel(Index window, Index place) const;
  /// Which place of the window lies on the pixel; none where it does not reach it.
  std::optional<Index> place(Index window, Index pixel) const;
  /// The windows that reach the pixel, in rising order.
  std::vector<Index> over(Index pixel) const;
};

/// Of a layer that needsImages() along `pixels` rows or columns of its input.
WindowAxis windowAxis(const LayerSpec& layer, Index pixels);

}  // namespace pellucid::engine

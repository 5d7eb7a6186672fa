// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/window_axis.h"

#include <algorithm>

namespace pellucid::engine {

std::optional<Index> WindowAxis::pixel(Index window, Index place) const {
  const Index at = begin(window) + place;
  return at >= 0 && at < pixels ? std::optional(at) : std::nullopt;
}

std::optional<Index> WindowAxis::place(Index window, Index pixel) const {
  const Index at = pixel - begin(window);
  return at >= 0 && at < kernel ? std::optional(at) : std::nullopt;
}

std::vector<Index> WindowAxis::over(Index pixel) const {
  std::vector<Index> found;
  const Index last = std::min((pixel + before) / stride, windows - 1);
  for (Index window = std::max<Index>((pixel + before - kernel + stride) / stride, 0); window <= last;
       ++window)
    found.push_back(window);
  return found;
}

WindowAxis windowAxis(const LayerSpec& layer, Index pixels) {
  WindowAxis axis{.pixels = pixels, .kernel = layer.kernel, .stride = layer.stride};
  if (layer.padding.isSame) {
    // As many windows as there are strides in the map, and the padding that the last one needs.
    axis.windows = (pixels + axis.stride - 1) / axis.stride;
    const Index zeros = std::max<Index>((axis.windows - 1) * axis.stride + axis.kernel - pixels, 0);
    axis.before = zeros / 2;
    axis.after = zeros - axis.before;
  } else {
    axis.before = axis.after = layer.padding.pixels;
    const Index padded = axis.before + pixels + axis.after;
    axis.windows = padded < axis.kernel ? 0 : (padded - axis.kernel) / axis.stride + 1;
  }
  return axis;
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// The shape of a sample, or of a layer's output: a stack of maps, or values in a row. Either way it is one
// column of a matrix, channel-major: element (c, y, x) is row (c·height + y)·width + x.
#pragma once

#include <fmt/format.h>

#include <string>

#include "engine/base/numeric.h"

namespace pellucid::engine {

struct Shape {
  Index channels = 1;
  Index height = 1;
  Index width = 1;
  Index size() const { return channels * height * width; }
  Index pixels() const { return height * width; }  ///< of one channel
  bool isImage() const { return pixels() > 1; }    ///< otherwise values in a row
  friend bool operator==(const Shape&, const Shape&) = default;
};

/// Values in a row.
inline Shape flatShape(Index size) {
  return {.channels = size, .height = 1, .width = 1};
}

/// "28×28×1" (height, width, channels) for an image, "784" for a row.
inline std::string shapeText(const Shape& shape) {
  if (!shape.isImage()) return fmt::format("{}", shape.size());
  return fmt::format("{}×{}×{}", shape.height, shape.width, shape.channels);
}

}  // namespace pellucid::engine

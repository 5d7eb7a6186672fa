// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/contours.h"

#include <array>
#include <cmath>

#include "engine/base/check.h"

namespace pellucid::engine {
namespace {

struct Crossing {
  Scalar x = 0, y = 0;
};

/// The position between a and b at which the level is passed; one of them is below it.
Scalar shareOf(Scalar a, Scalar b, Scalar level) {
  return (level - a) / (b - a);
}

}  // namespace

std::vector<ContourPiece> contour(const Vector& values, Index columns, Index rows, Scalar level) {
  check(values.size() == columns * rows, "contour: the values are not those of the field");
  std::vector<ContourPiece> pieces;
  for (Index row = 0; row + 1 < rows; ++row)
    for (Index column = 0; column + 1 < columns; ++column) {
      const Scalar* above = values.data() + row * columns + column;
      const Scalar* below = above + columns;
      const Scalar leftTop = above[0], rightTop = above[1], leftBottom = below[0], rightBottom = below[1];
      const bool inLT = leftTop > level, inRT = rightTop > level;
      const bool inLB = leftBottom > level, inRB = rightBottom > level;
      if (inLT == inRT && inRT == inLB && inLB == inRB) continue;
      const Scalar sum = leftTop + rightTop + leftBottom + rightBottom;
      if (!std::isfinite(sum)) continue;
      const Scalar x = static_cast<Scalar>(column) + Scalar(0.5);
      const Scalar y = static_cast<Scalar>(row) + Scalar(0.5);
      // Around the square: top, right, bottom, left.
      std::array<Crossing, 4> crossings;
      int count = 0;
      const auto cross = [&](Scalar atX, Scalar atY) {
        crossings[static_cast<std::size_t>(count++)] = {.x = atX, .y = atY};
      };
      if (inLT != inRT) cross(x + shareOf(leftTop, rightTop, level), y);
      if (inRT != inRB) cross(x + 1, y + shareOf(rightTop, rightBottom, level));
      if (inLB != inRB) cross(x + shareOf(leftBottom, rightBottom, level), y + 1);
      if (inLT != inLB) cross(x, y + shareOf(leftTop, leftBottom, level));
      const auto join = [&](int a, int b) {
        const Crossing& from = crossings[static_cast<std::size_t>(a)];
        const Crossing& to = crossings[static_cast<std::size_t>(b)];
        pieces.push_back({.x0 = from.x, .y0 = from.y, .x1 = to.x, .y1 = to.y});
      };
      if (count == 2) {
        join(0, 1);
      } else if ((sum / 4 > level) == inLT) {  // the top left corner is connected to the centre
        join(0, 1);
        join(2, 3);
      } else {
        join(3, 0);
        join(1, 2);
      }
    }
  return pieces;
}

}  // namespace pellucid::engine

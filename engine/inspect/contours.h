// SPDX-License-Identifier: GPL-3.0-or-later
// Lines along which a field of values has one value, by marching squares (Lorensen and Cline's cubes, in the
// plane), each square independently: its four corners are the centres of four pixels. Pure.
#pragma once

#include <vector>

#include "engine/base/numeric.h"

namespace pellucid::engine {

/// A straight piece, in pixels: the centre of the first pixel of the first row is (0.5, 0.5).
struct ContourPiece {
  Scalar x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

/// Where `values` pass `level`. Pixel (row, column) is entry row·columns + column. Where two opposite corners
/// are on one side, the mean of all four decides which of them are joined. Squares with values that are not
/// finite are left out.
std::vector<ContourPiece> contour(const Vector& values, Index columns, Index rows, Scalar level);

}  // namespace pellucid::engine

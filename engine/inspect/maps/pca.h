// SPDX-License-Identifier: GPL-3.0-or-later
// The two directions in which high-dimensional points vary most, and the points projected onto them. Pure
// functions of const values, any thread.
#pragma once

#include "engine/base/numeric.h"
#include "engine/base/progress.h"

namespace pellucid::engine {

/// For D×N points. Where they vary in fewer than two directions the rest is 0.
struct Pca {
  Vector mean;                                         ///< D
  Matrix axes;                                         ///< D×2, orthonormal, or 0 where nothing varies
  Eigen::Vector2d variance = Eigen::Vector2d::Zero();  ///< along each axis, of the population
  double total = 0;                                    ///< in all directions
  /// The share of the variance shown by the two axes, 0 … 1; 1 where nothing varies.
  double shown() const { return total > 0 ? variance.sum() / total : 1; }
};

/// Up to this many dimensions all eigenvectors are computed; beyond, only the first two, by iteration.
inline constexpr Index kMostEigenDimensions = 256;

/// Points must be finite. The sign of each axis makes its largest component positive. When cancelled, the
/// axes are those reached so far.
Pca pcaOf(const Matrix& points, const Progress& progress = {});

/// The points along the axes, 2×N: axesᵀ (x - mean).
Matrix project(const Pca& pca, const Matrix& points);

/// The same map (2×N) with the sign of each axis chosen to match the former map of the same points; unchanged
/// if there is none of that size. Successive pictures thus do not flip.
Matrix turnedLike(Matrix map, const Matrix& former);

}  // namespace pellucid::engine

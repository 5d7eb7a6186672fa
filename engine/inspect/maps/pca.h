// SPDX-License-Identifier: GPL-3.0-or-later
// The two directions in which points of many dimensions vary most, and the points seen along them. Pure
// functions of const values, any thread.
#pragma once

#include "engine/base/numeric.h"
#include "engine/base/progress.h"

namespace pellucid::engine {

/// Of D×N points. Where they vary in fewer than two directions the rest is 0.
struct Pca {
  Vector mean;                                         ///< D
  Matrix axes;                                         ///< D×2, orthonormal, or 0 where nothing varies
  Eigen::Vector2d variance = Eigen::Vector2d::Zero();  ///< along each axis, of the population
  double total = 0;                                    ///< in all directions
  /// The part of the variance that the two axes show, 0 … 1; 1 where nothing varies.
  double shown() const { return total > 0 ? variance.sum() / total : 1; }
};

/// Up to so many dimensions all eigenvectors are computed; beyond, the first two alone, by iteration.
inline constexpr Index kMostEigenDimensions = 256;

/// Points must be finite. The sign of each axis is such that its largest component is positive. When it was
/// cancelled, the axes are as far as it came.
Pca pcaOf(const Matrix& points, const Progress& progress = {});

/// The points along the axes, 2×N: axesᵀ (x - mean).
Matrix project(const Pca& pca, const Matrix& points);

/// The same map (2×N) with each axis turned so that it goes with the former map of the same points; unchanged
/// where there is none of the size. So pictures that follow each other don't flip.
Matrix turnedLike(Matrix map, const Matrix& former);

}  // namespace pellucid::engine

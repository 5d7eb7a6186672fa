// SPDX-License-Identifier: GPL-3.0-or-later
// A picture in grey values as an array, and what looking at it takes: smoothing, the greatest of a
// neighbourhood, parts that hang together. Pure.
#pragma once

#include <Eigen/Core>
#include <QImage>
#include <vector>

namespace pellucid::app {

using Plane = Eigen::ArrayXXf;                                    ///< row y, column x
using Mask = Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic>;  ///< likewise

/// The picture, which is Grayscale8, reduced until its longer side has at most `side` pixels.
QImage within(const QImage& grey, int side);

/// Grey values from 0 to 255.
Plane planeOf(const QImage& grey);

/// The value that the share `share` of all values does not exceed.
float quantile(const Plane& plane, double share);

/// Means over 3×3; at the border, over the existing places.
Plane smoothed(const Plane& plane);

/// The maximum within `radius` rows and columns of each place.
Plane greatest(const Plane& plane, Eigen::Index radius);

/// Connected places, also by corners, as numbers x · rows + y.
using Part = std::vector<Eigen::Index>;

/// All parts of the mask.
std::vector<Part> partsOf(const Mask& mask);

/// The smallest rectangle around all places.
QRect boundsOf(const Mask& mask);

}  // namespace pellucid::app

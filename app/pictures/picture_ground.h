// SPDX-License-Identifier: GPL-3.0-or-later
// The light on what a picture is drawn on: a surface over the picture, fitted so that strokes do not bend it.
// Pure.
#pragma once

#include <optional>

#include "app/pictures/picture_plane.h"

namespace pellucid::app {

/// Brightness that changes smoothly: a surface of the second degree over u and v, both from -1 to 1.
using Surface = Eigen::Matrix<double, 6, 1>;

struct Ground {
  Surface surface;
  bool hasInk = false;     ///< does anything differ from it?
  bool isInkDark = false;  ///< are the few that differ from it darker?
};

/// What most of the plane shows; if `where` is given, of those places only, and then without deciding about
/// ink.
Ground groundOf(const Plane& plane, const std::optional<Mask>& where = std::nullopt);

/// The surface at a place of the plane.
double brightness(const Surface& surface, Eigen::Index x, Eigen::Index y, const Plane& plane);

/// The plane as if the ground were equally bright everywhere.
Plane levelled(const Plane& plane, const Surface& surface);

}  // namespace pellucid::app

// SPDX-License-Identifier: GPL-3.0-or-later
// What was drawn on a picture, without what it was drawn on: paper in shadow, a blackboard, a transparent
// ground.
#pragma once

#include <QImage>
#include <optional>

namespace pellucid::app {

struct PictureInk {
  QImage ink;           ///< Grayscale8: 255 is full ink, 0 the ground; only the part around the ink
  bool isDark = false;  ///< the picture shows dark ink on bright ground
};

/// As one grey byte per pixel. What is transparent becomes the ground of what is visible: white under dark
/// strokes, black under bright ones, and the visible ground if both strokes and ground are visible.
QImage greyOf(const QImage& picture);

/// If the picture shows a sheet on something else, only the sheet counts. The ground is what most of it
/// shows; its brightness may vary from place to place (shadow, vignette), and is divided out, since light
/// acts in proportion. Noise and specks of dust are left out. Nothing if no ink differs from the ground by 4
/// % of the possible difference and by five times the noise.
std::optional<PictureInk> inkOf(const QImage& picture);

}  // namespace pellucid::app

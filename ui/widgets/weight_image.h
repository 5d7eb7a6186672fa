// SPDX-License-Identifier: GPL-3.0-or-later
// Values as small pictures, in the theme's colours.
#pragma once

#include <QImage>

#include "engine/base/numeric.h"
#include "engine/data/dataset.h"
#include "ui/theme/diverging_scale.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// Signed values in reading order as `width`×`height` pixels; ±range is full colour.
QImage signedImage(const engine::Vector& values, int width, int height, double range, const Theme& theme);

/// The same, drawn into part of a larger image (Format_RGB32), for grids of many pictures: rows of `width`
/// starting at `topLeft`.
void drawSigned(const engine::Vector& values, const DivergingScale& scale, double range, int width,
                QPoint topLeft, QImage& image);

/// Pixels in [0, 1] as greys from black to white, the same in every theme; several channels are stacked
/// vertically, with a place for each of their values. Three are red, green and blue, each in its own colour.
QImage inputImage(const engine::Vector& values, engine::Shape shape);

/// The same for a picture as people view it: three channels are red, green and blue; two or more than three
/// are stacked vertically.
QImage pixelImage(const engine::Vector& values, const engine::Shape& shape);

/// The same for a sample of the data, from the values that the network is given.
QImage pictureOf(const engine::Dataset& dataset, engine::Vector values);

/// The size in which a column of `count` values without a shape of its own is shown: as square as possible.
QSize gridFor(engine::Index count);

/// Values of units that are not a picture, in order: each a bar up or down from the middle, of full height at
/// ± `range`.
QImage barsImage(const engine::Vector& values, double range, const Theme& theme);

}  // namespace pellucid::ui

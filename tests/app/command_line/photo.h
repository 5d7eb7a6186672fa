// SPDX-License-Identifier: GPL-3.0-or-later
// Photographs of a digit on paper, as people make them, drawn from chance.
#pragma once

#include <QImage>

#include "engine/base/random.h"

namespace pellucid::tests {

struct PhotoOf {
  bool desk = false;    ///< the paper is lying on something darker
  bool shadow = false;  ///< light falls off across the picture
  bool noise = false;
  bool thinPen = false;  ///< a third of the digit's strokes remains
  bool frame = false;    ///< around the digit
};

/// `digit` is light on black, 28×28 grey pixels, and is tilted with its paper by up to 10°. 420×420 pixels.
QImage photographed(const QImage& digit, const PhotoOf& what, engine::Random& random);

}  // namespace pellucid::tests

// SPDX-License-Identifier: GPL-3.0-or-later
// The strokes of what was drawn: how wide they are, and how many figures they make. `ink` is light on black,
// as in PictureInk. Pure.
#pragma once

#include <QImage>

namespace pellucid::app {

/// The mean stroke width, as a share of the longer side of the drawing. MNIST's is 0.115. 0 if there is no
/// ink.
double strokeShare(const QImage& ink);

/// The ink as drawn by a pen of MNIST's width, if its strokes are thinner than any there: scaled down, they
/// would be a grey shade. Larger on all sides by what the strokes gain.
QImage withFullStrokes(const QImage& ink);

/// The number of figures beside each other or in lines, clearly apart and about equally large. The parts of
/// one figure overlap when projected on either axis, are close together, or are small.
int figuresIn(const QImage& ink);

}  // namespace pellucid::app

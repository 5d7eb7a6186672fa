// SPDX-License-Identifier: GPL-3.0-or-later
// The strokes of what was drawn: how wide they are, and how many figures they make. `ink` is light on black,
// as in PictureInk. Pure.
#pragma once

#include <QImage>

namespace pellucid::app {

/// The mean width of the strokes, as a share of the longer side of what they make. Of MNIST's it is 0.115. 0
/// where there is no ink.
double strokeShare(const QImage& ink);

/// The ink as a pen of the width of MNIST's would have drawn it, where the strokes are thinner than any
/// there: made smaller, they would be a grey shade. Larger on all sides by what the strokes gain.
QImage withFullStrokes(const QImage& ink);

/// How many figures stand beside each other or in lines, clearly apart and about equally large. The parts of
/// one figure overlap seen from above or from the side, are close together, or are small.
int figuresIn(const QImage& ink);

}  // namespace pellucid::app

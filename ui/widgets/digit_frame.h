// SPDX-License-Identifier: GPL-3.0-or-later
// Frames a drawing as the makers of MNIST framed theirs, so that a network sees what it was trained on: the
// ink is scaled to fit 20×20 pixels, then moved by whole pixels until its centre of mass is in pixel (14, 14)
// of 28×28. (LeCun, Cortes and Burges; that the pixel is 14 and not 13 was measured on the test images.)
// Pure; any thread.
#pragma once

#include <QImage>

#include "engine/base/numeric.h"

namespace pellucid::ui {

/// `drawing` is light ink on black, of any size. Returns `height`·`width` values in [0, 1], row after row;
/// zeros when there is no ink. Other sizes than 28×28 are framed in proportion. Ink is never cut off, even if
/// it then stays off centre.
engine::Vector frameDigit(const QImage& drawing, engine::Index height = 28, engine::Index width = 28);

}  // namespace pellucid::ui

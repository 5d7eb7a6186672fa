// SPDX-License-Identifier: GPL-3.0-or-later
// A sample as a small picture. Pure functions.
#pragma once

#include <QImage>
#include <QString>

#include "ui/results/look.h"

namespace pellucid::ui {

/// Sample `sample` of the look, whose data are images, as given to the network: pixels from 0 to 1 as greys,
/// scaled by a whole number to about `side` pixels.
QImage samplePicture(const Look& look, engine::Index sample, int side);

/// The same for rich text, as a URL that contains the whole picture.
QString pictureAddress(const Look& look, engine::Index sample);

}  // namespace pellucid::ui

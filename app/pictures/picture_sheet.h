// SPDX-License-Identifier: GPL-3.0-or-later
// The sheet on which something was drawn, where a picture shows more than it: the desk around it, a frame.
#pragma once

#include <QImage>
#include <optional>

namespace pellucid::app {

/// The picture, which is Grayscale8, cut down to the sheet, filled with the sheet's brightness where its
/// rectangle reaches beyond the sheet's edges. A sheet has sharp edges and is roughly rectangular, at any
/// angle; it covers at least an eighth of the picture, and at most one of its sides is outside. Nothing if
/// there is none, for instance if the paper fills the picture.
std::optional<QImage> sheetIn(const QImage& grey);

}  // namespace pellucid::app

// SPDX-License-Identifier: GPL-3.0-or-later
// The sheet on which something was drawn, where a picture shows more than it: the desk around it, a frame.
#pragma once

#include <QImage>
#include <optional>

namespace pellucid::app {

/// The picture, which is Grayscale8, cut down to the sheet, with the light of the sheet where its rectangle
/// reaches beyond the sheet's edges. A sheet has sharp edges and about the shape of a rectangle, however it
/// is turned; it covers at least an eighth of the picture, and at most one of its sides lies outside. Nothing
/// where there is none, as where the paper fills the picture.
std::optional<QImage> sheetIn(const QImage& grey);

}  // namespace pellucid::app

// SPDX-License-Identifier: GPL-3.0-or-later
// A height map as a picture: valleys and heights at the ends of the diverging scale, with contour lines. Pure
// functions.
#pragma once

#include <QImage>
#include <QLineF>
#include <vector>

#include "engine/inspect/lens/loss_surface.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// The losses between which heights are distinguished: from the lowest to where the top tenth begins, so that
/// a single peak doesn't turn everything else into a plain.
struct HeightRange {
  double low = 0;
  double high = 1;
  /// 0 in the valleys, 1 on the heights, on a logarithmic scale of the loss.
  double share(double loss) const;
};
HeightRange heightRange(const engine::LossSurface& surface);

/// One pixel per field; fields that are not finite are transparent.
QImage surfaceImage(const engine::LossSurface& surface, const Theme& theme);

/// Contour lines of equal loss, evenly spaced in its logarithm, in fields from the upper left corner.
std::vector<QLineF> heightLines(const engine::LossSurface& surface, int levels);

}  // namespace pellucid::ui

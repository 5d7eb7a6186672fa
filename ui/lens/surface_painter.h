// SPDX-License-Identifier: GPL-3.0-or-later
// A height map as a picture: valleys and heights at the ends of the diverging scale, with
// lines of the same height. Pure functions.
#pragma once

#include <QImage>
#include <QLineF>
#include <vector>

#include "engine/inspect/lens/loss_surface.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// The losses between which heights are told apart: from the lowest to where the upper tenth begins, so that
/// a single peak doesn't make a plain of all the rest.
struct HeightRange {
  double low = 0;
  double high = 1;
  /// 0 in the valleys, 1 on the heights, in the logarithm of the loss.
  double share(double loss) const;
};
HeightRange heightRange(const engine::LossSurface& surface);

/// One pixel for each field; what is no number is transparent.
QImage surfaceImage(const engine::LossSurface& surface, const Theme& theme);

/// Lines of the same loss, equally far apart in its logarithm, in fields from the upper left corner.
std::vector<QLineF> heightLines(const engine::LossSurface& surface, int levels);

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/surface_painter.h"

#include <algorithm>
#include <cmath>

#include "engine/inspect/contours.h"
#include "ui/theme/class_colours.h"

namespace pellucid::ui {
namespace {

constexpr double kLeastLoss = 1e-6;  // so that a logarithm exists
constexpr double kStrongest = 0.75;  // of the colours, so that the lines and the path are visible over them

double heightOf(double loss) {
  return std::log(std::max(loss, kLeastLoss));
}

}  // namespace

double HeightRange::share(double loss) const {
  return std::clamp((heightOf(loss) - heightOf(low)) / std::max(heightOf(high) - heightOf(low), 1e-9), 0.0,
                    1.0);
}

HeightRange heightRange(const engine::LossSurface& surface) {
  std::vector<double> sorted;
  for (const double loss : surface.losses)
    if (std::isfinite(loss)) sorted.push_back(loss);
  if (sorted.empty()) return {};
  std::ranges::sort(sorted);
  return {.low = sorted.front(), .high = sorted[(sorted.size() - 1) * 9 / 10]};
}

QImage surfaceImage(const engine::LossSurface& surface, const Theme& theme) {
  const HeightRange range = heightRange(surface);
  QImage image(static_cast<int>(surface.columns), static_cast<int>(surface.rows),
               QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  for (int row = 0; row < image.height(); ++row)
    for (int column = 0; column < image.width(); ++column) {
      const double loss = surface.lossAt(row, column);
      if (!std::isfinite(loss)) continue;
      const double t = 2 * range.share(loss) - 1;
      image.setPixelColor(column, row, theme.diverging(kStrongest * t));
    }
  return image;
}

std::vector<QLineF> heightLines(const engine::LossSurface& surface, int levels) {
  const HeightRange range = heightRange(surface);
  engine::Vector heights(static_cast<engine::Index>(surface.losses.size()));
  for (engine::Index i = 0; i < heights.size(); ++i)
    heights[i] = static_cast<engine::Scalar>(heightOf(surface.losses[static_cast<std::size_t>(i)]));
  std::vector<QLineF> lines;
  for (int level = 1; level <= levels; ++level) {
    const double share = level / static_cast<double>(levels + 1);
    const double height = heightOf(range.low) + share * (heightOf(range.high) - heightOf(range.low));
    for (const auto& piece :
         engine::contour(heights, surface.columns, surface.rows, static_cast<engine::Scalar>(height)))
      lines.emplace_back(static_cast<double>(piece.x0), static_cast<double>(piece.y0),
                         static_cast<double>(piece.x1), static_cast<double>(piece.y1));
  }
  return lines;
}

}  // namespace pellucid::ui

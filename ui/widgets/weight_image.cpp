// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/weight_image.h"

#include <algorithm>
#include <cmath>

namespace pellucid::ui {

QImage signedImage(const engine::Vector& values, int width, int height, double range, const Theme& theme) {
  QImage image(width, height, QImage::Format_RGB32);
  image.fill(theme.neutral);
  for (engine::Index i = 0; i < std::min<engine::Index>(values.size(), engine::Index{width} * height); ++i)
    image.setPixelColor(static_cast<int>(i % width), static_cast<int>(i / width),
                        theme.diverging(static_cast<double>(values[i]) / range));
  return image;
}

QImage inputImage(const engine::Vector& values, engine::SampleShape shape, const Theme& theme) {
  QImage image(static_cast<int>(shape.width), static_cast<int>(shape.channels * shape.height), QImage::Format_RGB32);
  const QColor paper = theme.field;
  const QColor ink = theme.text;
  for (engine::Index i = 0; i < values.size(); ++i) {
    const double share = std::clamp(static_cast<double>(values[i]), 0.0, 1.0);
    const auto channel = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    image.setPixel(static_cast<int>(i % shape.width), static_cast<int>(i / shape.width),
                   qRgb(channel(paper.red(), ink.red()), channel(paper.green(), ink.green()),
                        channel(paper.blue(), ink.blue())));
  }
  return image;
}

QSize gridFor(engine::Index count) {
  const auto width = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(count))));
  return {width, static_cast<int>((count + width - 1) / width)};
}

}  // namespace pellucid::ui

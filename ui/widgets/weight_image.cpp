// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/weight_image.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace pellucid::ui {

QImage signedImage(const engine::Vector& values, int width, int height, double range, const Theme& theme) {
  QImage image(width, height, QImage::Format_RGB32);
  image.fill(theme.neutral);
  drawSigned(values, DivergingScale(theme, theme.neutral), range, width, {0, 0}, image);
  return image;
}

void drawSigned(const engine::Vector& values, const DivergingScale& scale, double range, int width,
                QPoint topLeft, QImage& image) {
  const auto factor = static_cast<float>(1 / range);
  for (engine::Index i = 0; i < values.size(); ++i) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(topLeft.y() + static_cast<int>(i / width)));
    line[topLeft.x() + i % width] = scale(static_cast<float>(values[i]) * factor);
  }
}

QImage inputImage(const engine::Vector& values, engine::Shape shape) {
  QImage image(static_cast<int>(shape.width), static_cast<int>(shape.channels * shape.height),
               QImage::Format_RGB32);
  const bool isColour = shape.channels == 3;
  const engine::Index pixels = shape.pixels();
  for (engine::Index i = 0; i < values.size(); ++i) {
    const double share = std::clamp(static_cast<double>(values[i]), 0.0, 1.0);
    const auto byte = static_cast<int>(std::lround(share * 255));
    const auto of = [&](engine::Index channel) { return !isColour || i / pixels == channel ? byte : 0; };
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(static_cast<int>(i / shape.width)));
    line[i % shape.width] = qRgb(of(0), of(1), of(2));
  }
  return image;
}

QImage pixelImage(const engine::Vector& values, const engine::Shape& shape) {
  if (shape.channels != 3) return inputImage(values, shape);
  const auto byte = [&](engine::Index i) {
    return static_cast<int>(std::lround(std::clamp(static_cast<double>(values[i]), 0.0, 1.0) * 255));
  };
  QImage image(static_cast<int>(shape.width), static_cast<int>(shape.height), QImage::Format_RGB32);
  const engine::Index pixels = shape.pixels();
  for (engine::Index p = 0; p < pixels; ++p) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(static_cast<int>(p / shape.width)));
    line[p % shape.width] = qRgb(byte(p), byte(p + pixels), byte(p + 2 * pixels));
  }
  return image;
}

QImage pictureOf(const engine::Dataset& dataset, engine::Vector values) {
  engine::unscale(dataset.scaling.inputs, values);
  return pixelImage(values, dataset.shape);
}

QSize gridFor(engine::Index count) {
  const auto width = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(count))));
  return {width, static_cast<int>((count + width - 1) / width)};
}

QImage barsImage(const engine::Vector& values, double range, const Theme& theme) {
  constexpr int kHeight = 48;
  constexpr int kWidth = 120;
  const auto count = std::max<int>(static_cast<int>(values.size()), 1);
  const int bar = std::max(1, kWidth / count);
  QImage image(bar * count, kHeight, QImage::Format_RGB32);
  image.fill(theme.field);
  QPainter painter(&image);
  for (int i = 0; i < static_cast<int>(values.size()); ++i) {
    const double share = std::clamp(static_cast<double>(values[i]) / range, -1.0, 1.0);
    const int height = static_cast<int>(std::lround(std::abs(share) * kHeight / 2));
    painter.fillRect(i * bar, share > 0 ? kHeight / 2 - height : kHeight / 2, bar > 3 ? bar - 1 : bar, height,
                     theme.diverging(share < 0 ? -1 : 1));
  }
  painter.setPen(theme.border);
  painter.drawLine(0, kHeight / 2, image.width(), kHeight / 2);
  return image;
}

}  // namespace pellucid::ui

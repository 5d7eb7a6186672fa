// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/command_line/photo.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace pellucid::tests {
namespace {

constexpr int kSide = 420;
constexpr int kDetail = 280;  // pixels to which the digit's 28 are enlarged

QColor grey(double value) {
  const int level = static_cast<int>(value);
  return {level, level, level};
}

/// What remains if a tip of radius 6 of 280 pixels is removed from both sides of the strokes.
QImage thinned(const QImage& digit) {
  constexpr int kRadius = 6;
  QImage thin = digit;
  for (int y = 0; y < kDetail; ++y)
    for (int x = 0; x < kDetail; ++x) {
      int least = 255;
      for (int dy = -kRadius; dy <= kRadius; dy += 2)
        for (int dx = -kRadius; dx <= kRadius; dx += 2)
          if (dx * dx + dy * dy <= kRadius * kRadius)
            least =
                std::min<int>(least, digit.valid(x + dx, y + dy) ? digit.constScanLine(y + dy)[x + dx] : 0);
      thin.scanLine(y)[x] = static_cast<uchar>(std::min(255, 2 * least));
    }
  return thin;
}

/// Paper, what it is lying on, and the drawing on it, in even light.
QImage scene(const QImage& digit, const PhotoOf& what, engine::Random& random) {
  const double paper = 170 + 80 * random.uniform(), ink = 10 + 50 * random.uniform();
  const double dark = 20 + 80 * random.uniform(), near = paper * (0.55 + 0.3 * random.uniform());
  const double desk = random.uniform() < 0.5 ? dark : near;
  QImage image(kSide, kSide, QImage::Format_RGB32);
  image.fill(grey(what.desk ? desk : paper));
  QPainter painter(&image);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
  painter.translate(kSide / 2.0, kSide / 2.0);
  if (!what.desk && what.frame) {
    painter.setPen(QPen(grey(ink), 3));
    painter.drawRect(QRectF(-190, -190, 380, 380));
  }
  painter.rotate(20 * random.uniform() - 10);
  const double half = 130 + 30 * random.uniform();
  if (what.desk) {
    painter.fillRect(QRectF(-half, -half, 2 * half, 2 * half), grey(paper));
    painter.setPen(QPen(grey(ink), 3));
    painter.setBrush(Qt::NoBrush);
    if (what.frame) painter.drawRect(QRectF(12 - half, 12 - half, 2 * half - 24, 2 * half - 24));
  }
  QImage strokes(digit.size(), QImage::Format_ARGB32);
  for (int y = 0; y < strokes.height(); ++y)
    for (int x = 0; x < strokes.width(); ++x) {
      QColor colour = grey(ink);
      colour.setAlpha(digit.constScanLine(y)[x]);
      strokes.setPixelColor(x, y, colour);
    }
  const double size = 120 + 100 * random.uniform();
  painter.drawImage(QRectF(-size / 2, -size / 2, size, size), strokes);
  return image;
}

}  // namespace

QImage photographed(const QImage& digit, const PhotoOf& what, engine::Random& random) {
  QImage large = digit.scaled(kDetail, kDetail, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                     .convertToFormat(QImage::Format_Grayscale8);
  if (what.thinPen) large = thinned(large);
  const QImage flat = scene(large, what, random);
  const double angle = 6.283 * random.uniform(), shade = what.shadow ? 0.6 * random.uniform() : 0;
  const double noise = what.noise ? 12 : 1;
  QImage photo(kSide, kSide, QImage::Format_Grayscale8);
  for (int y = 0; y < kSide; ++y)
    for (int x = 0; x < kSide; ++x) {
      const double along =
          (std::cos(angle) * (2.0 * x / kSide - 1) + std::sin(angle) * (2.0 * y / kSide - 1)) / 1.42;
      const double light = 1 - shade * (along + 1) / 2;
      photo.scanLine(y)[x] = static_cast<uchar>(std::clamp(
          light * qGray(flat.pixel(x, y)) + noise * (random.uniform() + random.uniform() - 1), 0.0, 255.0));
    }
  return photo;
}

}  // namespace pellucid::tests

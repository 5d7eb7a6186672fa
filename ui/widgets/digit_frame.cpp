// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/digit_frame.h"

#include <algorithm>
#include <cmath>

namespace pellucid::ui {
namespace {

constexpr int kInk = 32;  // anything darker is the soft edge of a pen, which must not widen the box
constexpr double kBoxShare = 20.0 / 28.0;

QRect inkBounds(const QImage& image) {
  int left = image.width(), right = -1, top = image.height(), bottom = -1;
  for (int y = 0; y < image.height(); ++y) {
    const uchar* row = image.constScanLine(y);
    for (int x = 0; x < image.width(); ++x) {
      if (row[x] < kInk) continue;
      left = std::min(left, x);
      right = std::max(right, x);
      top = std::min(top, y);
      bottom = y;
    }
  }
  return {QPoint(left, top), QPoint(right, bottom)};
}

/// In pixels, where the middle of the first pixel is 0. The image must have ink.
QPointF centreOfMass(const QImage& image) {
  double mass = 0, x1 = 0, y1 = 0;
  for (int y = 0; y < image.height(); ++y) {
    const uchar* row = image.constScanLine(y);
    for (int x = 0; x < image.width(); ++x) {
      mass += row[x];
      x1 += static_cast<double>(row[x]) * x;
      y1 += static_cast<double>(row[x]) * y;
    }
  }
  return {x1 / mass, y1 / mass};
}

/// Where `size` pixels begin within `field` pixels, so that their `centre` comes to the middle and all of
/// them are inside.
int placed(double centre, int size, int field) {
  return std::clamp(static_cast<int>(std::lround(field / 2 - centre)), 0, field - size);
}

}  // namespace

engine::Vector frameDigit(const QImage& drawing, engine::Index height, engine::Index width) {
  engine::Vector framed = engine::Vector::Zero(height * width);
  const QImage grey = drawing.convertToFormat(QImage::Format_Grayscale8);
  const QRect bounds = inkBounds(grey);
  if (bounds.isEmpty()) return framed;

  const double box = kBoxShare * static_cast<double>(std::min(height, width));
  const double scale = box / std::max(bounds.width(), bounds.height());
  const auto scaled = [scale](int length) {
    return std::max(1, static_cast<int>(std::lround(length * scale)));
  };
  // Qt averages over areas when it scales an image down.
  const QImage ink = grey.copy(bounds)
                         .scaled(scaled(bounds.width()), scaled(bounds.height()), Qt::IgnoreAspectRatio,
                                 Qt::SmoothTransformation)
                         .convertToFormat(QImage::Format_Grayscale8);

  const QPointF centre = centreOfMass(ink);
  const int left = placed(centre.x(), ink.width(), static_cast<int>(width));
  const int top = placed(centre.y(), ink.height(), static_cast<int>(height));
  for (int y = 0; y < ink.height(); ++y)
    for (int x = 0; x < ink.width(); ++x)
      framed[(top + y) * width + left + x] = static_cast<engine::Scalar>(ink.constScanLine(y)[x]) / 255;
  return framed;
}

}  // namespace pellucid::ui

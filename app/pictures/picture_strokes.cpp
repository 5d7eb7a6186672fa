// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pictures/picture_strokes.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/pictures/picture_plane.h"

namespace pellucid::app {
namespace {

using Eigen::Index;

constexpr float kInk = 64;             // grey values; less is a soft edge
constexpr double kUsualShare = 0.115;  // the mean stroke width in MNIST's test images
constexpr double kThinShare = 0.07;    // fewer than one in a hundred of them are thinner

/// A pen's round tip at each place of ink; `radius` is in pixels.
Plane drawnByPen(const Plane& ink, double radius) {
  const auto margin = static_cast<Index>(std::ceil(radius));
  Plane sheet = Plane::Zero(ink.rows() + 2 * margin, ink.cols() + 2 * margin);
  for (Index x = 0; x < ink.cols(); ++x)
    for (Index y = 0; y < ink.rows(); ++y) {
      if (ink(y, x) <= 0) continue;
      for (Index dx = -margin; dx <= margin; ++dx) {
        const double half = std::sqrt(std::max(0.0, radius * radius - static_cast<double>(dx * dx)));
        const auto reach = static_cast<Index>(half);
        auto column = sheet.col(x + margin + dx).segment(y + margin - reach, 2 * reach + 1);
        if (std::abs(static_cast<double>(dx)) <= radius) column = column.max(ink(y, x));
      }
    }
  return sheet;
}

QImage imageOf(const Plane& plane) {
  QImage image(static_cast<int>(plane.cols()), static_cast<int>(plane.rows()), QImage::Format_Grayscale8);
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) image.scanLine(y)[x] = static_cast<uchar>(plane(y, x));
  return image;
}

/// In pixels. A line that grows by one pixel on each side gains twice its length.
double strokeWidth(const Plane& ink) {
  constexpr double kSlanted = 1.2;  // slanted lines gain more from a square: by this factor on average
  const double area = ink.cast<double>().sum();
  const double gained = greatest(ink, 1).cast<double>().sum() - area;
  return gained > 0 ? 2 * kSlanted * area / gained : 0;
}

/// Lengths along one axis.
struct Extent {
  int from = 0, to = 0;  ///< both inclusive
  int length() const { return to - from + 1; }
};

/// The number of groups along an axis that are at least `gap` apart, counting only those that are large in
/// both directions.
int groupsAlong(std::vector<Extent> extents, double gap) {
  std::ranges::sort(extents, {}, &Extent::from);
  int groups = 0, reached = 0;
  for (const Extent& extent : extents) {
    if (groups == 0 || extent.from - reached > gap) ++groups;
    reached = groups == 1 && reached == 0 ? extent.to : std::max(reached, extent.to);
  }
  return groups;
}

}  // namespace

double strokeShare(const QImage& ink) {
  const Plane plane = planeOf(ink);
  const QRect bounds = boundsOf(plane >= kInk);
  return bounds.isEmpty() ? 0 : strokeWidth(plane) / std::max(bounds.width(), bounds.height());
}

QImage withFullStrokes(const QImage& ink) {
  const Plane plane = planeOf(ink);
  const QRect bounds = boundsOf(plane >= kInk);
  if (bounds.isEmpty()) return ink;
  const double size = std::max(bounds.width(), bounds.height()), width = strokeWidth(plane);
  if (width >= kThinShare * size) return ink;
  // (width + 2 radius) / (size + 2 radius) = usual
  return imageOf(drawnByPen(plane, (kUsualShare * size - width) / (2 * (1 - kUsualShare))));
}

int figuresIn(const QImage& ink) {
  constexpr double kLarge = 0.6, kNarrowest = 0.2, kGap = 0.12, kLineGap = 0.2;
  const Plane plane = planeOf(ink);
  const auto near = static_cast<Index>(std::max(ink.width(), ink.height()) / 128);
  std::vector<QRect> rects;
  int height = 0;
  for (const Part& part : partsOf(greatest(plane, near) >= kInk)) {
    QRect rect;
    for (const Index place : part)
      rect |= QRect(static_cast<int>(place / plane.rows()), static_cast<int>(place % plane.rows()), 1, 1);
    rects.push_back(rect);
    height = std::max(height, rect.height());
  }
  std::vector<Extent> across, down;
  for (const QRect& rect : rects) {
    if (rect.height() < kLarge * height) continue;
    across.push_back({rect.left(), rect.right()});
    if (rect.width() >= kNarrowest * height) down.push_back({rect.top(), rect.bottom()});
  }
  return std::max({1, groupsAlong(across, kGap * height), groupsAlong(down, kLineGap * height)});
}

}  // namespace pellucid::app

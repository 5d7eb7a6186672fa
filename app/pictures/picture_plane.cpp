// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pictures/picture_plane.h"

#include <algorithm>

namespace pellucid::app {

using Eigen::Index;

QImage within(const QImage& grey, int side) {
  if (std::max(grey.width(), grey.height()) <= side) return grey;
  return grey.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation)
      .convertToFormat(QImage::Format_Grayscale8);
}

Plane planeOf(const QImage& grey) {
  Plane plane(grey.height(), grey.width());
  for (int y = 0; y < grey.height(); ++y)
    for (int x = 0; x < grey.width(); ++x) plane(y, x) = grey.constScanLine(y)[x];
  return plane;
}

float quantile(const Plane& plane, double share) {
  std::vector<float> values(plane.data(), plane.data() + plane.size());
  const auto at =
      values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, at);
  return *at;
}

Plane smoothed(const Plane& plane) {
  Plane result(plane.rows(), plane.cols());
  for (Index x = 0; x < plane.cols(); ++x)
    for (Index y = 0; y < plane.rows(); ++y) {
      const Index left = std::max<Index>(0, x - 1), right = std::min(plane.cols() - 1, x + 1);
      const Index top = std::max<Index>(0, y - 1), bottom = std::min(plane.rows() - 1, y + 1);
      result(y, x) = plane.block(top, left, bottom - top + 1, right - left + 1).mean();
    }
  return result;
}

// First along columns, then along rows.
Plane greatest(const Plane& plane, Index radius) {
  Plane columns(plane.rows(), plane.cols());
  for (Index y = 0; y < plane.rows(); ++y) {
    const Index from = std::max<Index>(0, y - radius);
    const Index to = std::min(plane.rows() - 1, y + radius);
    columns.row(y) = plane.middleRows(from, to - from + 1).colwise().maxCoeff();
  }
  Plane result(plane.rows(), plane.cols());
  for (Index x = 0; x < plane.cols(); ++x) {
    const Index from = std::max<Index>(0, x - radius);
    const Index to = std::min(plane.cols() - 1, x + radius);
    result.col(x) = columns.middleCols(from, to - from + 1).rowwise().maxCoeff();
  }
  return result;
}

std::vector<Part> partsOf(const Mask& mask) {
  Mask left = mask;
  std::vector<Part> parts;
  for (Index begin = 0; begin < left.size(); ++begin) {
    if (!left.data()[begin]) continue;
    Part& part = parts.emplace_back(1, begin);
    left.data()[begin] = false;
    for (std::size_t n = 0; n < part.size(); ++n) {
      const Index x = part[n] / left.rows(), y = part[n] % left.rows();
      for (Index nextX = std::max<Index>(0, x - 1); nextX <= std::min(left.cols() - 1, x + 1); ++nextX)
        for (Index nextY = std::max<Index>(0, y - 1); nextY <= std::min(left.rows() - 1, y + 1); ++nextY) {
          if (!left(nextY, nextX)) continue;
          left(nextY, nextX) = false;
          part.push_back(nextX * left.rows() + nextY);
        }
    }
  }
  return parts;
}

QRect boundsOf(const Mask& mask) {
  QRect bounds;
  for (int x = 0; x < mask.cols(); ++x)
    for (int y = 0; y < mask.rows(); ++y)
      if (mask(y, x)) bounds |= QRect(x, y, 1, 1);
  return bounds;
}

}  // namespace pellucid::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/picture_ink.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace pellucid::app {
namespace {

using Plane = Eigen::ArrayXXf;  // row y, column x

constexpr int kSide = 256;           // the longer side of what is looked at
constexpr int kSurfaceSide = 64;     // of what the ground's surface is fitted to
constexpr int kSmoothedFrom = 100;   // smaller pictures have no noise that could be averaged
constexpr float kLeastInk = 0.125F;  // of the greatest difference that the ground leaves room for
constexpr float kFaint = 0.25F;      // of full ink
constexpr float kDust = 0.03F;       // of the largest stroke's mass
constexpr float kWindow = 0.4F;      // of the shorter side: wider than strokes, narrower than shadows

QImage within(const QImage& image, int side) {
  if (std::max(image.width(), image.height()) <= side) return image;
  return image.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation)
      .convertToFormat(QImage::Format_Grayscale8);
}

Plane planeOf(const QImage& image) {
  Plane plane(image.height(), image.width());
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) plane(y, x) = image.constScanLine(y)[x];
  return plane;
}

float quantile(const Plane& plane, double share) {
  std::vector<float> values(plane.data(), plane.data() + plane.size());
  const auto at =
      values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, at);
  return *at;
}

/// Brightness that changes smoothly: a surface of the second degree over u and v, both from -1 to 1.
using Surface = Eigen::Matrix<double, 6, 1>;

Surface termsAt(Eigen::Index x, Eigen::Index y, const Plane& plane) {
  const double u = 2.0 * static_cast<double>(x) / static_cast<double>(plane.cols()) - 1;
  const double v = 2.0 * static_cast<double>(y) / static_cast<double>(plane.rows()) - 1;
  return {1, u, v, u * u, u * v, v * v};
}

struct Ground {
  Surface surface;
  bool isInkDark = false;  ///< are the few that differ from it darker?
};

/// What most of the plane shows, fitted again and again with weights that fall with the distance from it
/// (Cauchy's), so that strokes do not bend it. The border, which strokes seldom reach, counts more, and the
/// fit begins level at its middle value: one to everything would begin between ink and ground.
Ground groundOf(const Plane& plane) {
  constexpr double kFar = 16;  // grey values: above noise, below ink
  const Eigen::Index count = plane.size();
  Eigen::MatrixXd terms(count, 6);
  Eigen::VectorXd importance(count);
  std::vector<float> border;
  for (Eigen::Index x = 0, i = 0; x < plane.cols(); ++x)
    for (Eigen::Index y = 0; y < plane.rows(); ++y, ++i) {
      terms.row(i) = termsAt(x, y, plane);
      const bool isBorder = x == 0 || y == 0 || x + 1 == plane.cols() || y + 1 == plane.rows();
      importance[i] = isBorder ? 8 : 1;
      if (isBorder) border.push_back(plane(y, x));
    }
  const Eigen::VectorXd values = Eigen::Map<const Eigen::VectorXf>(plane.data(), count).cast<double>();
  const auto middle = border.begin() + std::ssize(border) / 2;
  std::ranges::nth_element(border, middle);
  Ground ground;
  Eigen::VectorXd rest = values.array() - static_cast<double>(*middle);
  for (int round = 0; round < 20; ++round) {
    const Eigen::VectorXd weights = importance.array() / (1 + (rest.array() / kFar).square());
    Eigen::Matrix<double, 6, 6> normal = terms.transpose() * weights.asDiagonal() * terms;
    normal.diagonal().array() += 1e-3;  // few pixels leave some terms open
    ground.surface = normal.ldlt().solve(terms.transpose() * (weights.asDiagonal() * values));
    rest = values - terms * ground.surface;
  }
  ground.isInkDark = (rest.array().abs() > kFar).select(rest, 0).sum() < 0;
  return ground;
}

/// The plane as if the ground were equally bright everywhere.
Plane levelled(const Plane& plane, const Surface& surface) {
  Plane light(plane.rows(), plane.cols());
  for (Eigen::Index x = 0; x < plane.cols(); ++x)
    for (Eigen::Index y = 0; y < plane.rows(); ++y)
      light(y, x) = static_cast<float>(termsAt(x, y, plane).dot(surface));
  const float most = std::max(light.maxCoeff(), 1.0F);
  return plane * (most / light.max(most / 8));
}

/// The greatest (or, negated, the smallest) of a window around each place, first along columns, then along
/// rows.
Plane greatest(const Plane& plane, Eigen::Index radius) {
  Plane columns(plane.rows(), plane.cols());
  for (Eigen::Index y = 0; y < plane.rows(); ++y) {
    const Eigen::Index from = std::max<Eigen::Index>(0, y - radius);
    const Eigen::Index to = std::min(plane.rows() - 1, y + radius);
    columns.row(y) = plane.middleRows(from, to - from + 1).colwise().maxCoeff();
  }
  Plane result(plane.rows(), plane.cols());
  for (Eigen::Index x = 0; x < plane.cols(); ++x) {
    const Eigen::Index from = std::max<Eigen::Index>(0, x - radius);
    const Eigen::Index to = std::min(plane.cols() - 1, x + radius);
    result.col(x) = columns.middleCols(from, to - from + 1).rowwise().maxCoeff();
  }
  return result;
}

/// Means over 3×3.
Plane smoothed(const Plane& plane) {
  Plane result(plane.rows(), plane.cols());
  for (Eigen::Index x = 0; x < plane.cols(); ++x)
    for (Eigen::Index y = 0; y < plane.rows(); ++y) {
      const Eigen::Index left = std::max<Eigen::Index>(0, x - 1), right = std::min(plane.cols() - 1, x + 1);
      const Eigen::Index top = std::max<Eigen::Index>(0, y - 1), bottom = std::min(plane.rows() - 1, y + 1);
      result(y, x) = plane.block(top, left, bottom - top + 1, right - left + 1).mean();
    }
  return result;
}

struct Stroke {
  float mass = 0;
  bool isEdge =
      false;  ///< lies along most of a side of the picture: the edge of a sheet, or what is beside it
  std::vector<Eigen::Index> places;
};

Stroke strokeFrom(Eigen::Index begin, const Plane& ink, std::vector<bool>& seen) {
  Stroke stroke;
  stroke.places.push_back(begin);
  seen[static_cast<std::size_t>(begin)] = true;
  Eigen::Index left = 0, right = 0, top = 0, bottom = 0;
  for (std::size_t n = 0; n < stroke.places.size(); ++n) {
    const Eigen::Index x = stroke.places[n] / ink.rows(), y = stroke.places[n] % ink.rows();
    stroke.mass += ink(y, x);
    left += x == 0;
    right += x + 1 == ink.cols();
    top += y == 0;
    bottom += y + 1 == ink.rows();
    for (Eigen::Index nextX = std::max<Eigen::Index>(0, x - 1); nextX <= std::min(ink.cols() - 1, x + 1);
         ++nextX)
      for (Eigen::Index nextY = std::max<Eigen::Index>(0, y - 1); nextY <= std::min(ink.rows() - 1, y + 1);
           ++nextY) {
        const auto next = static_cast<std::size_t>(nextX * ink.rows() + nextY);
        if (seen[next] || ink(nextY, nextX) <= 0) continue;
        seen[next] = true;
        stroke.places.push_back(static_cast<Eigen::Index>(next));
      }
  }
  stroke.isEdge = 3 * std::max(left, right) > 2 * ink.rows() || 3 * std::max(top, bottom) > 2 * ink.cols();
  return stroke;
}

/// Without specks, and without the edges of a sheet where there is something else.
void clean(Plane& ink) {
  std::vector<bool> seen(static_cast<std::size_t>(ink.size()));
  std::vector<Stroke> strokes;
  for (Eigen::Index i = 0; i < ink.size(); ++i)
    if (!seen[static_cast<std::size_t>(i)] && ink.data()[i] > 0) strokes.push_back(strokeFrom(i, ink, seen));
  float all = 0, inside = 0;
  for (const Stroke& stroke : strokes) {
    all = std::max(all, stroke.mass);
    if (!stroke.isEdge) inside = std::max(inside, stroke.mass);
  }
  const bool hasInside = inside > kDust * all;
  const float least = kDust * (hasInside ? inside : all);
  for (const Stroke& stroke : strokes)
    if (stroke.mass < least || (hasInside && stroke.isEdge))
      for (const Eigen::Index place : stroke.places) ink.data()[place] = 0;
}

/// The ink from 0 to 1, bright on 0; empty where there is none. `dark` has dark ink.
Plane inkWithin(const Plane& dark) {
  // A closing: strokes narrower than the window are filled with what is around them, edges of shadows stay.
  const auto radius =
      static_cast<Eigen::Index>(kWindow / 2 * static_cast<float>(std::min(dark.rows(), dark.cols())));
  const Plane ground = -greatest(-greatest(dark, radius), radius);
  Plane ink = 1 - dark / ground.max(1);
  // Noise lies below its own upper envelope: most of the picture is ground and has no ink.
  ink -= quantile(ink, 0.5);
  const float noise = 1.4826F * quantile(ink.abs(), 0.5);
  const float most = ink.maxCoeff();
  const float full =
      quantile((ink > most / 2).select(ink, 0),
               1 - 0.5 * static_cast<double>((ink > most / 2).count()) / static_cast<double>(ink.size()));
  if (full < kLeastInk) return {};
  const float nothing = std::clamp(3 * noise, 0.02F * full, 0.4F * full);
  ink = ((ink - nothing) / (full - nothing)).max(0).min(1);
  // Faint ink counts beside full ink, as the soft edge of a stroke; elsewhere it is the edge of a shadow.
  const Plane core = (ink > kFaint).cast<float>();
  ink *= greatest(core, std::max<Eigen::Index>(1, std::max(ink.rows(), ink.cols()) / 48));
  clean(ink);
  return ink;
}

QRect boundsOf(const Plane& ink) {
  QRect bounds;
  for (int x = 0; x < ink.cols(); ++x)
    for (int y = 0; y < ink.rows(); ++y)
      if (ink(y, x) > 0) bounds |= QRect(x, y, 1, 1);
  return bounds;
}

}  // namespace

QImage greyOf(const QImage& picture) {
  if (picture.format() == QImage::Format_Grayscale8) return picture;
  QImage grey(picture.size(), QImage::Format_Grayscale8);
  const QImage colours = picture.convertToFormat(QImage::Format_ARGB32);
  // How much of each grey value is visible.
  std::array<double, 256> visible{};
  for (int y = 0; y < colours.height(); ++y) {
    const auto* row = reinterpret_cast<const QRgb*>(colours.constScanLine(y));
    for (int x = 0; x < colours.width(); ++x)
      visible[static_cast<std::size_t>(qGray(row[x]))] += qAlpha(row[x]) / 255.0;
  }
  const double all = std::accumulate(visible.begin(), visible.end(), 0.0);
  double mean = 0, below = 0;
  int median = 0;
  for (int i = 0; i < 256; ++i) {
    mean += i * visible[static_cast<std::size_t>(i)] / std::max(all, 1e-9);
    below += visible[static_cast<std::size_t>(i)];
    if (below < all / 2) median = i + 1;
  }
  double others = 0;
  for (int i = 0; i < 256; ++i)
    if (std::abs(i - median) > 48) others += visible[static_cast<std::size_t>(i)];
  const bool hasGround = all > 0.5 * colours.width() * colours.height() && others > 0.005 * all;
  const int ground = hasGround ? std::min(median, 255) : mean < 128 ? 255 : 0;
  for (int y = 0; y < grey.height(); ++y) {
    const auto* from = reinterpret_cast<const QRgb*>(colours.constScanLine(y));
    uchar* to = grey.scanLine(y);
    for (int x = 0; x < grey.width(); ++x) {
      const int alpha = qAlpha(from[x]);
      to[x] = static_cast<uchar>((qGray(from[x]) * alpha + ground * (255 - alpha) + 127) / 255);
    }
  }
  return grey;
}

std::optional<PictureInk> inkOf(const QImage& grey) {
  PictureInk result{.ink = {}, .isDark = groundOf(planeOf(within(grey, kSurfaceSide))).isInkDark};
  QRect part = grey.rect();
  // A digit in the corner of a page is looked at a second time, closer.
  for (int look = 0; look < 2; ++look) {
    QImage near = within(grey.copy(part), kSide);
    if (!result.isDark) near.invertPixels();
    Plane plane = levelled(planeOf(near), groundOf(planeOf(within(near, kSurfaceSide))).surface);
    if (std::max(part.width(), part.height()) >= kSmoothedFrom) plane = smoothed(plane);
    const Plane ink = inkWithin(plane);
    const QRect bounds = boundsOf(ink);
    if (bounds.isEmpty()) return std::nullopt;
    result.ink = QImage(near.size(), QImage::Format_Grayscale8);
    for (int y = 0; y < ink.rows(); ++y)
      for (int x = 0; x < ink.cols(); ++x)
        result.ink.scanLine(y)[x] = static_cast<uchar>(std::lround(255 * ink(y, x)));
    const int size = std::max(bounds.width(), bounds.height());
    if (2 * size > std::max(near.width(), near.height()) || near.size() == part.size()) break;
    const double scale = static_cast<double>(part.width()) / near.width();
    const int margin = static_cast<int>(scale * size / 3) + 1;
    const QRect closer(part.left() + static_cast<int>(bounds.left() * scale),
                       part.top() + static_cast<int>(bounds.top() * scale),
                       static_cast<int>(bounds.width() * scale) + 1,
                       static_cast<int>(bounds.height() * scale) + 1);
    part = closer.adjusted(-margin, -margin, margin, margin) & grey.rect();
  }
  return result;
}

}  // namespace pellucid::app

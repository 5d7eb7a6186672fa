// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pictures/picture_ink.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "app/pictures/picture_ground.h"
#include "app/pictures/picture_plane.h"
#include "app/pictures/picture_sheet.h"

namespace pellucid::app {
namespace {

using Eigen::Index;

constexpr int kSide = 256;           // the longer side of the examined picture
constexpr int kSurfaceSide = 64;     // the side used for fitting the ground's surface
constexpr int kSmoothedFrom = 100;   // smaller pictures have no noise worth averaging
constexpr float kLeastInk = 0.04F;   // of the greatest difference that the ground allows
constexpr float kClearInk = 0.125F;  // counts as ink even with some noise
constexpr float kClear = 5;          // times the noise
constexpr float kFaint = 0.25F;      // of full ink
constexpr float kDust = 0.03F;       // of the largest stroke's mass
constexpr float kWindow = 0.4F;      // of the shorter side: wider than strokes, narrower than shadows

struct Stroke {
  float mass = 0;
  bool isEdge = false;  ///< along most of one side of the picture: the edge of a sheet, or what is beside it
  Part places;
};

Stroke strokeOf(Part places, const Plane& ink) {
  Stroke stroke;
  Index left = 0, right = 0, top = 0, bottom = 0;
  for (const Index place : places) {
    const Index x = place / ink.rows(), y = place % ink.rows();
    stroke.mass += ink(y, x);
    left += x == 0;
    right += x + 1 == ink.cols();
    top += y == 0;
    bottom += y + 1 == ink.rows();
  }
  stroke.isEdge = 3 * std::max(left, right) > 2 * ink.rows() || 3 * std::max(top, bottom) > 2 * ink.cols();
  stroke.places = std::move(places);
  return stroke;
}

/// Without specks, and without the edges of a sheet if there is anything else.
void clean(Plane& ink) {
  std::vector<Stroke> strokes;
  for (Part& part : partsOf(ink > 0)) strokes.push_back(strokeOf(std::move(part), ink));
  float all = 0, inside = 0;
  for (const Stroke& stroke : strokes) {
    all = std::max(all, stroke.mass);
    if (!stroke.isEdge) inside = std::max(inside, stroke.mass);
  }
  const bool hasInside = inside > kDust * all;
  const float least = kDust * (hasInside ? inside : all);
  for (const Stroke& stroke : strokes)
    if (stroke.mass < least || (hasInside && stroke.isEdge))
      for (const Index place : stroke.places) ink.data()[place] = 0;
}

/// The ink from 0 to 1, bright on 0: what is darker than its surroundings within `radius`; empty if nothing
/// is `clear` times as strong as the noise. In `dark`, ink is dark.
Plane inkWithin(const Plane& dark, Index radius, float clear) {
  // A closing: strokes narrower than the window are filled with their surroundings; edges of shadows stay.
  const Plane ground = -greatest(-greatest(dark, radius), radius);
  Plane ink = 1 - dark / ground.max(1);
  // The noise is below its own upper envelope: most of the picture is ground without ink.
  ink -= quantile(ink, 0.5);
  const float noise = 1.4826F * quantile(ink.abs(), 0.5);
  const float most = ink.maxCoeff();
  const float full =
      quantile((ink > most / 2).select(ink, 0),
               1 - 0.5 * static_cast<double>((ink > most / 2).count()) / static_cast<double>(ink.size()));
  if (full < std::clamp(2 * clear * noise, kLeastInk, kClearInk) || full < clear * noise) return {};
  const float nothing = std::clamp(3 * noise, 0.02F * full, 0.4F * full);
  ink = ((ink - nothing) / (full - nothing)).max(0).min(1);
  // Faint ink counts beside full ink, as a stroke's soft edge; elsewhere it is the edge of a shadow.
  const Plane core = (ink > kFaint).cast<float>();
  ink *= greatest(core, std::max<Index>(1, std::max(ink.rows(), ink.cols()) / 48));
  clean(ink);
  return ink;
}

/// The smallest radius of a square that fits nowhere into the strokes.
Index strokeRadius(const Plane& ink) {
  Plane gaps = (ink < 0.5F).cast<float>();
  Index radius = 0;
  while ((gaps < 0.5F).any()) {
    gaps = greatest(gaps, 1);
    ++radius;
  }
  return radius;
}

/// Done in two passes: once the stroke width is known, a window just wider than the strokes with their soft
/// edges separates them from the edges of shadows.
Plane inkOn(const Plane& dark) {
  const auto radius =
      static_cast<Index>(kWindow / 2 * static_cast<float>(std::min(dark.rows(), dark.cols())));
  // Light that changes from place to place counts as noise while the window is wide.
  Plane ink = inkWithin(dark, radius, kClear / 2);
  if (ink.size() == 0) return ink;
  return inkWithin(dark, std::min(radius, strokeRadius(ink) * 8 / 5 + 2), kClear);
}

}  // namespace

QImage greyOf(const QImage& picture) {
  if (picture.format() == QImage::Format_Grayscale8) return picture;
  QImage grey(picture.size(), QImage::Format_Grayscale8);
  const QImage colours = picture.convertToFormat(QImage::Format_ARGB32);
  // How much of each grey value is visible, in pixels.
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

std::optional<PictureInk> inkOf(const QImage& picture) {
  const QImage grey = sheetIn(picture).value_or(picture);
  const Ground ground = groundOf(planeOf(within(grey, kSurfaceSide)));
  if (!ground.hasInk) return std::nullopt;
  PictureInk result{.ink = {}, .isDark = ground.isInkDark};
  QRect part = grey.rect();
  // A digit in the corner of a page is examined again, closer.
  for (int look = 0; look < 2; ++look) {
    QImage near = within(grey.copy(part), kSide);
    if (!result.isDark) near.invertPixels();
    Plane plane = levelled(planeOf(near), groundOf(planeOf(within(near, kSurfaceSide))).surface);
    if (std::max(part.width(), part.height()) >= kSmoothedFrom) plane = smoothed(plane);
    const Plane ink = inkOn(plane);
    const QRect bounds = boundsOf(ink > 0);
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/picture.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/check.h"

namespace pellucid::engine {
namespace {

constexpr double kWhite = 255;

/// A section of the picture, or of the sample, along one axis.
struct Stretch1D {
  double begin = 0;  ///< in the picture
  double length = 0;
  Index first = 0;  ///< in the sample
  Index count = 0;
};

/// The picture's pixels on a ground.
class Seen {
 public:
  explicit Seen(const Picture& picture) : m_picture(picture) {
    double light = 0;
    double opaque = 0;
    for (std::size_t i = 0; i < picture.rgba.size(); i += 4) {
      const double share = picture.rgba[i + 3] / kWhite;
      light += share * greyOf(&picture.rgba[i]);
      opaque += share;
    }
    const auto pixels = static_cast<double>(picture.height * picture.width);
    const bool isTransparent = opaque < pixels;
    m_ground = isTransparent && light > opaque * kWhite / 2 ? 0 : kWhite;
  }

  static double greyOf(const std::uint8_t* rgb) {
    return (299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2]) / 1000.0;
  }

  /// 0 … 255; grey for one channel, red, green and blue for three.
  std::array<double, 3> at(Index y, Index x, Index channels) const {
    const std::uint8_t* pixel = &m_picture.rgba[static_cast<std::size_t>(4 * (y * m_picture.width + x))];
    const double opaque = pixel[3] / kWhite;
    std::array<double, 3> values = {};
    for (Index c = 0; c < channels; ++c) {
      const double value = channels == 1 ? greyOf(pixel) : pixel[c];
      values[static_cast<std::size_t>(c)] = opaque * value + (1 - opaque) * m_ground;
    }
    return values;
  }

  bool hasBrightBorder() const {
    double sum = 0;
    Index count = 0;
    const auto add = [&](Index y, Index x) {
      sum += at(y, x, 1)[0];
      ++count;
    };
    const auto [height, width] = std::pair(m_picture.height, m_picture.width);
    for (Index x = 0; x < width; ++x) {
      add(0, x);
      if (height > 1) add(height - 1, x);
    }
    for (Index y = 1; y + 1 < height; ++y) {
      add(y, 0);
      if (width > 1) add(y, width - 1);
    }
    return sum > static_cast<double>(count) * kWhite / 2;
  }

  /// The mean over an area within the picture, each pixel weighted by its share in the area.
  std::array<double, 3> mean(double top, double bottom, double left, double right, Index channels) const {
    std::array<double, 3> sums = {};
    double area = 0;
    const auto last = [](double end, Index size) {
      return std::min(static_cast<Index>(std::ceil(end)), size);
    };
    for (Index y = static_cast<Index>(top); y < last(bottom, m_picture.height); ++y) {
      const double tall = std::min<double>(bottom, static_cast<double>(y + 1)) -
                          std::max<double>(top, static_cast<double>(y));
      for (Index x = static_cast<Index>(left); x < last(right, m_picture.width); ++x) {
        const double wide = std::min<double>(right, static_cast<double>(x + 1)) -
                            std::max<double>(left, static_cast<double>(x));
        const std::array<double, 3> values = at(y, x, channels);
        for (std::size_t c = 0; c < 3; ++c) sums[c] += tall * wide * values[c];
        area += tall * wide;
      }
    }
    for (double& sum : sums) sum /= area;
    return sums;
  }

 private:
  const Picture& m_picture;
  double m_ground = kWhite;
};

/// Which section of the picture becomes which section of the sample.
std::array<Stretch1D, 2> partsOf(const Picture& picture, const PictureForm& form) {
  const std::array<double, 2> from = {static_cast<double>(picture.height),
                                      static_cast<double>(picture.width)};
  const std::array<Index, 2> to = {form.shape.height, form.shape.width};
  const double tall = static_cast<double>(to[0]) / from[0];
  const double wide = static_cast<double>(to[1]) / from[1];
  std::array<Stretch1D, 2> parts;
  for (std::size_t axis = 0; axis < 2; ++axis) {
    parts[axis] = {.begin = 0, .length = from[axis], .first = 0, .count = to[axis]};
    if (form.fit == PictureFit::Crop) {
      parts[axis].length = std::min(from[axis], static_cast<double>(to[axis]) / std::max(tall, wide));
      parts[axis].begin = (from[axis] - parts[axis].length) / 2;
    } else if (form.fit == PictureFit::Pad) {
      parts[axis].count = std::clamp<Index>(std::lround(from[axis] * std::min(tall, wide)), 1, to[axis]);
      parts[axis].first = (to[axis] - parts[axis].count) / 2;
    }
  }
  return parts;
}

}  // namespace

bool isGrey(const Picture& picture) {
  for (std::size_t i = 0; i < picture.rgba.size(); i += 4)
    if (picture.rgba[i + 3] > 0 &&
        (picture.rgba[i] != picture.rgba[i + 1] || picture.rgba[i] != picture.rgba[i + 2]))
      return false;
  return true;
}

bool fitPicture(const Picture& picture, const PictureForm& form, std::span<std::uint8_t> sample) {
  check(std::ssize(sample) == form.shape.size() &&
            std::ssize(picture.rgba) == 4 * picture.height * picture.width && !picture.rgba.empty(),
        "fitPicture: wrong sizes");
  const Seen seen(picture);
  const bool isInverted =
      form.ink != PictureInk::AsItIs && seen.hasBrightBorder() == (form.ink == PictureInk::Bright);
  std::ranges::fill(sample, form.ink == PictureInk::Dark ? std::uint8_t{255} : std::uint8_t{0});
  const auto [rows, columns] = partsOf(picture, form);
  const double tall = rows.length / static_cast<double>(rows.count);
  const double wide = columns.length / static_cast<double>(columns.count);
  for (Index y = 0; y < rows.count; ++y) {
    const double top = rows.begin + static_cast<double>(y) * tall;
    for (Index x = 0; x < columns.count; ++x) {
      const double left = columns.begin + static_cast<double>(x) * wide;
      const auto mean = seen.mean(top, top + tall, left, left + wide, form.shape.channels);
      for (Index c = 0; c < form.shape.channels; ++c) {
        const double value = mean[static_cast<std::size_t>(c)];
        const Index at = c * form.shape.pixels() + (rows.first + y) * form.shape.width + columns.first + x;
        sample[static_cast<std::size_t>(at)] = static_cast<std::uint8_t>(
            std::lround(std::clamp(isInverted ? kWhite - value : value, 0.0, kWhite)));
      }
    }
  }
  return isInverted;
}

}  // namespace pellucid::engine

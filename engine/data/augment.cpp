// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/augment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "engine/base/random.h"

namespace pellucid::engine {
namespace {

/// A rectangle of pixels, the last ones are in it.
struct PixelBox {
  Index top = 0, left = 0, bottom = -1, right = -1;
};

/// From a place in the varied image to one in the original.
struct Affine {
  float a = 1, b = 0, c = 0;  ///< row = a·y + b·x + c
  float d = 0, e = 1, f = 0;  ///< column = d·y + e·x + f
};

double evenly(Random& random, double most) {
  return most * (2 * random.uniform() - 1);
}

Affine drawAffine(const Augmentation& augmentation, const Shape& shape, Random& random) {
  const double down = evenly(random, augmentation.shift) * static_cast<double>(shape.height);
  const double across = evenly(random, augmentation.shift) * static_cast<double>(shape.width);
  const double angle = evenly(random, augmentation.turn) * std::numbers::pi / 180;
  const double zoom = 1 / (1 + evenly(random, augmentation.zoom));
  const double cosine = zoom * std::cos(angle);
  const double sine = zoom * std::sin(angle);
  const double middleY = static_cast<double>(shape.height - 1) / 2;
  const double middleX = static_cast<double>(shape.width - 1) / 2;
  // Back by the shift, then turned back and made smaller around the middle.
  const auto place = [](double value) { return static_cast<float>(value); };
  return {.a = place(cosine),
          .b = place(-sine),
          .c = place(middleY - cosine * (middleY + down) + sine * (middleX + across)),
          .d = place(sine),
          .e = place(cosine),
          .f = place(middleX - sine * (middleY + down) - cosine * (middleX + across))};
}

/// What is not 0 in an image whose border is 0, as of digits; nothing where the border is not.
template <class T>
std::optional<PixelBox> filledBox(const T* image, Index height, Index width) {
  PixelBox box{.top = height, .left = width, .bottom = -1, .right = -1};
  for (Index y = 0; y < height; ++y)
    for (Index x = 0; x < width; ++x)
      if (image[y * width + x] != T(0)) {
        box.top = std::min(box.top, y);
        box.bottom = y;
        box.left = std::min(box.left, x);
        box.right = std::max(box.right, x);
      }
  const bool isInside = box.top > 0 && box.left > 0 && box.bottom < height - 1 && box.right < width - 1;
  return isInside || box.bottom < 0 ? std::optional(box) : std::nullopt;
}

/// Where the pixels of the box, and what is mixed with them, come to lie.
PixelBox movedBox(const PixelBox& box, const Affine& back, Index height, Index width) {
  if (box.bottom < 0) return {};
  const float determinant = back.a * back.e - back.b * back.d;
  float top = 1e9F, left = 1e9F, bottom = -1e9F, right = -1e9F;
  for (const Index row : {box.top - 1, box.bottom + 1})
    for (const Index column : {box.left - 1, box.right + 1}) {
      const float v = static_cast<float>(row) - back.c;
      const float u = static_cast<float>(column) - back.f;
      const float y = (back.e * v - back.b * u) / determinant;
      const float x = (back.a * u - back.d * v) / determinant;
      top = std::min(top, y);
      bottom = std::max(bottom, y);
      left = std::min(left, x);
      right = std::max(right, x);
    }
  const auto within = [](float value, Index most) {
    return static_cast<Index>(std::clamp(value, 0.0F, static_cast<float>(most)));
  };
  return {.top = within(std::floor(top), height - 1),
          .left = within(std::floor(left), width - 1),
          .bottom = within(std::ceil(bottom), height - 1),
          .right = within(std::ceil(right), width - 1)};
}

template <class T>
T rounded(float value) {
  if constexpr (std::is_same_v<T, std::uint8_t>)
    return static_cast<std::uint8_t>(value + 0.5F);
  else
    return static_cast<T>(value);
}

/// One channel, each pixel a mixture of the four that are nearest to where it comes from.
template <class T>
void moveChannel(const T* from, T* to, Index height, Index width, const Affine& back) {
  const auto filled = filledBox(from, height, width);
  PixelBox box{.top = 0, .left = 0, .bottom = height - 1, .right = width - 1};
  if (filled) {
    box = movedBox(*filled, back, height, width);
    std::fill(to, to + height * width, T(0));
  }
  const float lastRow = static_cast<float>(height - 1);
  const float lastColumn = static_cast<float>(width - 1);
  for (Index y = box.top; y <= box.bottom; ++y)
    for (Index x = box.left; x <= box.right; ++x) {
      const float row =
          std::clamp(back.a * static_cast<float>(y) + back.b * static_cast<float>(x) + back.c, 0.0F, lastRow);
      const float column = std::clamp(
          back.d * static_cast<float>(y) + back.e * static_cast<float>(x) + back.f, 0.0F, lastColumn);
      const auto top = static_cast<std::int32_t>(row);
      const auto left = static_cast<std::int32_t>(column);
      const float down = row - static_cast<float>(top);
      const float across = column - static_cast<float>(left);
      const Index below = top + 1 < height ? width : 0;
      const Index right = left + 1 < width ? 1 : 0;
      const T* at = from + top * width + left;
      const auto value = [](T pixel) { return static_cast<float>(pixel); };
      const float upper = value(at[0]) + across * (value(at[right]) - value(at[0]));
      const float lower = value(at[below]) + across * (value(at[below + right]) - value(at[below]));
      to[y * width + x] = rounded<T>(upper + down * (lower - upper));
    }
}

/// Numbers that are distributed normally, to 12 bits: some hundred times as many are needed as there are
/// samples, so they come from a table of quantiles.
class NormalNumbers {
 public:
  static constexpr int kBits = 12;
  NormalNumbers() {
    // Each is where the middle of its share of the distribution lies, found by halving.
    for (std::size_t i = 0; i < m_quantiles.size(); ++i) {
      const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(m_quantiles.size());
      double low = -8, high = 8;
      for (int step = 0; step < 60; ++step) {
        const double middle = (low + high) / 2;
        (std::erfc(-middle / std::numbers::sqrt2) / 2 < share ? low : high) = middle;
      }
      m_quantiles[i] = static_cast<float>(low);
    }
  }
  float operator[](std::uint64_t bits) const { return m_quantiles[bits & ((1U << kBits) - 1)]; }

 private:
  std::array<float, 1U << kBits> m_quantiles{};
};

template <class T>
void addNoise(T* values, Index count, double deviation, Random& random) {
  static const NormalNumbers numbers;
  constexpr Index kAtOnce = 64 / NormalNumbers::kBits;
  constexpr bool areBytes = std::is_same_v<T, std::uint8_t>;
  const auto scale = static_cast<float>(areBytes ? 255 * deviation : deviation);
  for (Index begin = 0; begin < count; begin += kAtOnce) {
    std::uint64_t bits = random.next();
    for (Index i = begin; i < std::min(count, begin + kAtOnce); ++i, bits >>= NormalNumbers::kBits) {
      const float noisy = static_cast<float>(values[i]) + scale * numbers[bits];
      values[i] = rounded<T>(areBytes ? std::clamp(noisy, 0.0F, 255.0F) : noisy);
    }
  }
}

template <class T>
void augmentSample(const Augmentation& augmentation, const Shape& shape, Random random, const T* from,
                   T* to) {
  const Index pixels = shape.height * shape.width;
  if (augmentation.movesPixels()) {
    const Affine back = drawAffine(augmentation, shape, random);
    for (Index channel = 0; channel < shape.channels; ++channel)
      moveChannel(from + channel * pixels, to + channel * pixels, shape.height, shape.width, back);
  } else {
    std::copy(from, from + shape.size(), to);
  }
  if (augmentation.noise > 0) addNoise(to, shape.size(), augmentation.noise, random);
}

}  // namespace

void augment(const Augmentation& augmentation, std::uint64_t seed, std::int64_t epoch, const Split& split,
             const Shape& shape, std::span<const std::uint32_t> indices, Split& varied) {
  const Index size = shape.size();
  const bool areBytes = !split.pixels.empty();
  if (areBytes)
    varied.pixels.resize(indices.size() * static_cast<std::size_t>(size));
  else
    varied.numbers.resize(size, std::ssize(indices));
  for (Index n = 0; n < std::ssize(indices); ++n) {
    const std::uint32_t sample = indices[static_cast<std::size_t>(n)];
    const Random random(seed, "augment", (static_cast<std::uint64_t>(epoch) << 32U) | sample);
    if (areBytes)
      augmentSample(augmentation, shape, random, split.pixels.data() + sample * size,
                    varied.pixels.data() + n * size);
    else
      augmentSample(augmentation, shape, random, split.numbers.data() + sample * size,
                    varied.numbers.data() + n * size);
  }
}

}  // namespace pellucid::engine

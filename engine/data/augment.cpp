// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/augment.h"

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "engine/base/random.h"

namespace pellucid::engine {
namespace {

/// From a position in the varied image to one in the original.
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
  // Back by the shift, then rotated back and scaled back about the centre.
  const auto place = [](double value) { return static_cast<float>(value); };
  return {.a = place(cosine),
          .b = place(-sine),
          .c = place(middleY - cosine * (middleY + down) + sine * (middleX + across)),
          .d = place(sine),
          .e = place(cosine),
          .f = place(middleX - sine * (middleY + down) - cosine * (middleX + across))};
}

template <class T>
T rounded(float value) {
  if constexpr (std::is_same_v<T, std::uint8_t>)
    return static_cast<std::uint8_t>(value + 0.5F);
  else
    return static_cast<T>(value);
}

/// This many pixels are moved at a time, which fills the processor's vectors.
constexpr Index kPixelsAtOnce = 16;
using Floats = Eigen::Array<float, kPixelsAtOnce, 1>;
using Integers = Eigen::Array<std::int32_t, kPixelsAtOnce, 1>;

/// Buffers kept from sample to sample, so that they are allocated once.
struct Room {
  std::vector<std::int32_t> squares;
  std::vector<std::uint8_t> moved;
  std::vector<float> noise;
};

/// Each pixel with its neighbours to the right, below and below to the right, as the four bytes of a number:
/// what is mixed is stored together. At the edge a pixel is its own neighbour.
void gatherSquares(const std::uint8_t* from, Index height, Index width, std::vector<std::int32_t>& squares) {
  const auto square = [](std::uint32_t pixel, std::uint32_t right, std::uint32_t below,
                         std::uint32_t diagonal) {
    return static_cast<std::int32_t>(pixel | right << 8U | below << 16U | diagonal << 24U);
  };
  const Index count = height * width;
  squares.resize(static_cast<std::size_t>(count));
  std::int32_t* const __restrict to = squares.data();
  // As if all rows were one, which is wrong for the last row and column; these are corrected below.
  for (Index i = 0; i < count - width - 1; ++i)
    to[i] = square(from[i], from[i + 1], from[i + width], from[i + width + 1]);
  for (Index i = count - width; i < count - 1; ++i)
    to[i] = square(from[i], from[i + 1], from[i], from[i + 1]);
  for (Index i = width - 1; i < count; i += width) {
    const std::uint8_t below = from[i + width < count ? i + width : i];
    to[i] = square(from[i], from[i], below, below);
  }
}

/// One of the pixels of each square.
template <int kBits>
Floats corner(const Integers& squares) {
  Integers pixels;
  for (Index i = 0; i < kPixelsAtOnce; ++i) pixels[i] = squares[i] >> kBits & 255;
  return pixels.cast<float>();
}

/// One channel, each pixel a mixture of the four nearest to where it comes from.
void moveChannel(const std::uint8_t* from, std::uint8_t* to, Index height, Index width, const Affine& back,
                 Room& room) {
  gatherSquares(from, height, width, room.squares);
  const std::int32_t* const squares = room.squares.data();
  // Values computed beyond a row's end are overwritten by the next row.
  room.moved.resize(static_cast<std::size_t>(height * width + kPixelsAtOnce));
  const auto stride = static_cast<std::int32_t>(width);
  const float lastRow = static_cast<float>(height - 1);
  const float lastColumn = static_cast<float>(width - 1);
  const Floats steps = Floats::LinSpaced(0, kPixelsAtOnce - 1);
  for (Index y = 0; y < height; ++y)
    for (Index x = 0; x < width; x += kPixelsAtOnce) {
      const float v = back.a * static_cast<float>(y) + back.b * static_cast<float>(x) + back.c;
      const float u = back.d * static_cast<float>(y) + back.e * static_cast<float>(x) + back.f;
      const Floats row = (steps * back.b + v).max(0.0F).min(lastRow);
      const Floats column = (steps * back.e + u).max(0.0F).min(lastColumn);
      const Integers top = row.cast<std::int32_t>();
      const Integers left = column.cast<std::int32_t>();
      const Integers at = top * stride + left;
      Integers square;
      for (Index i = 0; i < kPixelsAtOnce; ++i) square[i] = squares[at[i]];
      const Floats across = column - left.cast<float>();
      const Floats upper = corner<0>(square) + across * (corner<8>(square) - corner<0>(square));
      const Floats lower = corner<16>(square) + across * (corner<24>(square) - corner<16>(square));
      const Floats mixture = upper + (row - top.cast<float>()) * (lower - upper);
      using Bytes = Eigen::Array<std::uint8_t, kPixelsAtOnce, 1>;
      Eigen::Map<Bytes>(room.moved.data() + y * width + x) =
          Integers((mixture + 0.5F).cast<std::int32_t>()).cast<std::uint8_t>();
    }
  std::copy_n(room.moved.data(), height * width, to);
}

/// The same for numbers.
void moveChannel(const Scalar* from, Scalar* to, Index height, Index width, const Affine& back, Room&) {
  const float lastRow = static_cast<float>(height - 1);
  const float lastColumn = static_cast<float>(width - 1);
  for (Index y = 0; y < height; ++y)
    for (Index x = 0; x < width; ++x) {
      const float row =
          std::clamp(back.a * static_cast<float>(y) + back.b * static_cast<float>(x) + back.c, 0.0F, lastRow);
      const float column = std::clamp(
          back.d * static_cast<float>(y) + back.e * static_cast<float>(x) + back.f, 0.0F, lastColumn);
      const auto top = static_cast<std::int32_t>(row);
      const auto left = static_cast<std::int32_t>(column);
      const auto down = static_cast<Scalar>(row - static_cast<float>(top));
      const auto across = static_cast<Scalar>(column - static_cast<float>(left));
      const Index below = top + 1 < height ? width : 0;
      const Index right = left + 1 < width ? 1 : 0;
      const Scalar* at = from + top * width + left;
      const Scalar upper = at[0] + across * (at[right] - at[0]);
      const Scalar lower = at[below] + across * (at[below + right] - at[below]);
      to[y * width + x] = upper + down * (lower - upper);
    }
}

/// Normally distributed numbers, to 12 bits: several hundred are needed per sample, so they come from a table
/// of quantiles.
class NormalNumbers {
 public:
  static constexpr int kBits = 12;
  NormalNumbers() {
    // Each is at the middle of its share of the distribution, found by bisection.
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
void addNoise(T* values, Index count, double deviation, Random& random, std::vector<float>& noise) {
  static const NormalNumbers numbers;
  constexpr Index kAtOnce = 64 / NormalNumbers::kBits;
  constexpr bool areBytes = std::is_same_v<T, std::uint8_t>;
  const auto scale = static_cast<float>(areBytes ? 255 * deviation : deviation);
  noise.resize(static_cast<std::size_t>((count + kAtOnce - 1) / kAtOnce * kAtOnce));
  float* const __restrict drawn = noise.data();
  for (Index begin = 0; begin < count; begin += kAtOnce) {
    std::uint64_t bits = random.next();
    for (Index i = 0; i < kAtOnce; ++i, bits >>= NormalNumbers::kBits) drawn[begin + i] = numbers[bits];
  }
  for (Index i = 0; i < count; ++i) {
    const float noisy = static_cast<float>(values[i]) + scale * drawn[i];
    values[i] = rounded<T>(areBytes ? std::min(std::max(noisy, 0.0F), 255.0F) : noisy);
  }
}

template <class T>
void augmentSample(const Augmentation& augmentation, const Shape& shape, Random random, const T* from, T* to,
                   Room& room) {
  const Index pixels = shape.height * shape.width;
  if (augmentation.movesPixels()) {
    const Affine back = drawAffine(augmentation, shape, random);
    for (Index channel = 0; channel < shape.channels; ++channel)
      moveChannel(from + channel * pixels, to + channel * pixels, shape.height, shape.width, back, room);
  } else {
    std::copy(from, from + shape.size(), to);
  }
  if (augmentation.noise > 0) addNoise(to, shape.size(), augmentation.noise, random, room.noise);
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
  Room room;
  for (Index n = 0; n < std::ssize(indices); ++n) {
    const std::uint32_t sample = indices[static_cast<std::size_t>(n)];
    const Random random(seed, "augment", (static_cast<std::uint64_t>(epoch) << 32U) | sample);
    if (areBytes)
      augmentSample(augmentation, shape, random, split.pixels.data() + sample * size,
                    varied.pixels.data() + n * size, room);
    else
      augmentSample(augmentation, shape, random, split.numbers.data() + sample * size,
                    varied.numbers.data() + n * size, room);
  }
}

}  // namespace pellucid::engine

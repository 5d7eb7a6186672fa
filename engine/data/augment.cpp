// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/augment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

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

/// What is not 0 in an image whose border is 0, as of digits; nothing where the border is not. `columns` is
/// room.
template <class T>
std::optional<PixelBox> filledBox(const T* image, Index height, Index width, std::vector<T>& columns) {
  PixelBox box{.top = height, .left = width, .bottom = -1, .right = -1};
  columns.assign(static_cast<std::size_t>(width), T(0));
  for (Index y = 0; y < height; ++y) {
    const T* row = image + y * width;
    T any = 0;
    for (Index x = 0; x < width; ++x) {
      // A bit of any pixel stays in bytes; numbers are made large by what is not 0.
      if constexpr (std::is_same_v<T, std::uint8_t>) {
        columns[static_cast<std::size_t>(x)] |= row[x];
        any |= row[x];
      } else {
        columns[static_cast<std::size_t>(x)] += std::abs(row[x]);
        any += std::abs(row[x]);
      }
    }
    if (any == T(0)) continue;
    box.top = std::min(box.top, y);
    box.bottom = y;
  }
  for (Index x = 0; x < width; ++x)
    if (columns[static_cast<std::size_t>(x)] != T(0)) {
      box.left = std::min(box.left, x);
      box.right = x;
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

/// What is kept from sample to sample, so that it need not be asked for again.
template <class T>
struct Room {
  std::vector<T> columns;
  std::vector<float> padded;  ///< an image with two pixels of 0 around it
  std::vector<float> row;
};

/// The image's part in the box lies in zeros: no place needs to be asked whether it is beyond the edge.
template <class T>
void moveFilled(const T* from, T* to, Index height, Index width, const Affine& back, const PixelBox& filled,
                Room<T>& room) {
  constexpr std::int32_t kPad = 2;
  const auto stride = static_cast<std::int32_t>(width) + 2 * kPad;
  room.padded.assign(static_cast<std::size_t>((height + 2 * kPad) * stride), 0.0F);
  for (Index y = filled.top; y <= filled.bottom; ++y)
    for (Index x = filled.left; x <= filled.right; ++x)
      room.padded[static_cast<std::size_t>((y + kPad) * stride + x + kPad)] =
          static_cast<float>(from[y * width + x]);
  std::fill(to, to + height * width, T(0));
  room.row.resize(static_cast<std::size_t>(width));
  const float lastRow = static_cast<float>(height) + kPad - 1;
  const float lastColumn = static_cast<float>(width) + kPad - 1;
  const float* const __restrict padded = room.padded.data();
  float* const __restrict row = room.row.data();
  const PixelBox box = movedBox(filled, back, height, width);
  const auto count = static_cast<std::int32_t>(box.right - box.left + 1);
  const bool isOnlyShifted = back.a == 1 && back.b == 0 && back.d == 0 && back.e == 1;
  for (Index y = box.top; y <= box.bottom; ++y) {
    const float v0 = back.a * static_cast<float>(y) + back.b * static_cast<float>(box.left) + back.c + kPad;
    const float u0 = back.d * static_cast<float>(y) + back.e * static_cast<float>(box.left) + back.f + kPad;
    if (isOnlyShifted) {
      // Neighbours come from neighbours. The box reaches no further than the zeros around the image.
      const auto top = static_cast<std::int32_t>(v0);
      const auto left = static_cast<std::int32_t>(u0);
      const float down = v0 - static_cast<float>(top);
      const float across = u0 - static_cast<float>(left);
      const float* const __restrict at = padded + top * stride + left;
      for (std::int32_t x = 0; x < count; ++x) {
        const float upper = at[x] + across * (at[x + 1] - at[x]);
        const float lower = at[x + stride] + across * (at[x + stride + 1] - at[x + stride]);
        row[x] = upper + down * (lower - upper);
      }
    } else {
      for (std::int32_t x = 0; x < count; ++x) {
        const float v = std::min(std::max(v0 + back.b * static_cast<float>(x), 0.0F), lastRow);
        const float u = std::min(std::max(u0 + back.e * static_cast<float>(x), 0.0F), lastColumn);
        const auto top = static_cast<std::int32_t>(v);
        const auto left = static_cast<std::int32_t>(u);
        const float down = v - static_cast<float>(top);
        const float across = u - static_cast<float>(left);
        const std::int32_t at = top * stride + left;
        const float upper = padded[at] + across * (padded[at + 1] - padded[at]);
        const float lower = padded[at + stride] + across * (padded[at + stride + 1] - padded[at + stride]);
        row[x] = upper + down * (lower - upper);
      }
    }
    for (std::int32_t x = 0; x < count; ++x) to[y * width + box.left + x] = rounded<T>(row[x]);
  }
}

/// One channel, each pixel a mixture of the four that are nearest to where it comes from.
template <class T>
void moveChannel(const T* from, T* to, Index height, Index width, const Affine& back, Room<T>& room) {
  if (const auto filled = filledBox(from, height, width, room.columns))
    return moveFilled(from, to, height, width, back, *filled, room);
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
                   Room<T>& room) {
  const Index pixels = shape.height * shape.width;
  if (augmentation.movesPixels()) {
    const Affine back = drawAffine(augmentation, shape, random);
    for (Index channel = 0; channel < shape.channels; ++channel)
      moveChannel(from + channel * pixels, to + channel * pixels, shape.height, shape.width, back, room);
  } else {
    std::copy(from, from + shape.size(), to);
  }
  if (augmentation.noise > 0) addNoise(to, shape.size(), augmentation.noise, random, room.row);
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
  Room<std::uint8_t> byteRoom;
  Room<Scalar> numberRoom;
  for (Index n = 0; n < std::ssize(indices); ++n) {
    const std::uint32_t sample = indices[static_cast<std::size_t>(n)];
    const Random random(seed, "augment", (static_cast<std::uint64_t>(epoch) << 32U) | sample);
    if (areBytes)
      augmentSample(augmentation, shape, random, split.pixels.data() + sample * size,
                    varied.pixels.data() + n * size, byteRoom);
    else
      augmentSample(augmentation, shape, random, split.numbers.data() + sample * size,
                    varied.numbers.data() + n * size, numberRoom);
  }
}

}  // namespace pellucid::engine

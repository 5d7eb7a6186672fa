// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/binary_numbers.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace pellucid::engine {
namespace {

constexpr float kMostByte = 255;

float numberOf(std::uint64_t bits, const NumberType& type) {
  if (type.kind == NumberType::Kind::Float)
    return type.size == 4 ? std::bit_cast<float>(static_cast<std::uint32_t>(bits))
                          : static_cast<float>(std::bit_cast<double>(bits));
  if (type.kind == NumberType::Kind::Unsigned) return static_cast<float>(bits);
  const auto unused = static_cast<unsigned>(64 - 8 * type.size);
  return static_cast<float>(static_cast<std::int64_t>(bits << unused) >> unused);
}

}  // namespace

std::optional<std::size_t> bytesNeeded(std::span<const std::size_t> sizes, std::size_t valueSize) {
  std::size_t product = valueSize;
  for (const std::size_t size : sizes) {
    if (size != 0 && product > std::numeric_limits<std::size_t>::max() / size) return std::nullopt;
    product *= size;
  }
  return product;
}

std::vector<float> decoded(std::span<const std::uint8_t> bytes, const NumberType& type) {
  std::vector<float> numbers;
  numbers.reserve(bytes.size() / type.size);
  for (std::size_t at = 0; at + type.size <= bytes.size(); at += type.size) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < type.size; ++i)
      bits = bits << 8 | bytes[at + (type.isHighByteFirst ? i : type.size - 1 - i)];
    numbers.push_back(numberOf(bits, type));
  }
  return numbers;
}

std::optional<Bytes> wholeBytes(std::span<const float> numbers) {
  Bytes bytes;
  bytes.reserve(numbers.size());
  for (const float number : numbers) {
    if (!(number >= 0 && number <= kMostByte) || number != std::floor(number)) return std::nullopt;
    bytes.push_back(static_cast<std::uint8_t>(number));
  }
  return bytes;
}

bool areShares(std::span<const float> numbers) {
  return std::ranges::all_of(numbers, [](float number) { return number >= 0 && number <= 1; });
}

std::optional<Bytes> shareBytes(std::span<const float> numbers) {
  if (!areShares(numbers)) return std::nullopt;
  constexpr float kClose = 1e-6F * kMostByte;
  Bytes bytes;
  bytes.reserve(numbers.size());
  for (const float number : numbers) {
    const float nearest = std::round(number * kMostByte);
    if (std::abs(number * kMostByte - nearest) > kClose) return std::nullopt;
    bytes.push_back(static_cast<std::uint8_t>(nearest));
  }
  return bytes;
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/dataset.h"

#include <zlib.h>

namespace pellucid::engine {
namespace {

constexpr Scalar kByteScale = Scalar(1) / Scalar(255);

auto bytesOf(const Split& split, Index features, Index index) {
  using Bytes = Eigen::Matrix<std::uint8_t, Eigen::Dynamic, 1>;
  return Eigen::Map<const Bytes>(split.pixels.data() + index * features, features);
}

}  // namespace

void gather(const Split& split, Index features, std::span<const std::uint32_t> indices, Matrix& x) {
  x.resize(features, static_cast<Index>(indices.size()));
  for (std::size_t n = 0; n < indices.size(); ++n)
    x.col(static_cast<Index>(n)) = bytesOf(split, features, indices[n]).cast<Scalar>() * kByteScale;
}

Vector sample(const Split& split, Index features, Index index) {
  return bytesOf(split, features, index).cast<Scalar>() * kByteScale;
}

std::uint32_t checksum(const Split& train, const Split& test) {
  uLong crc = crc32_z(0, nullptr, 0);
  for (const Split* split : {&train, &test}) {
    crc = crc32_z(crc, split->pixels.data(), split->pixels.size());
    crc = crc32_z(crc, split->labels.data(), split->labels.size());
  }
  return static_cast<std::uint32_t>(crc);
}

}  // namespace pellucid::engine

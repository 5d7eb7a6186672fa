// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/dataset.h"

#include <zlib.h>

namespace pellucid::engine {
namespace {

/// A plain loop, because the compiler turns it into vector conversions and Eigen's cast does not.
void toScalars(const std::uint8_t* bytes, Index count, Scalar* values) {
  for (Index i = 0; i < count; ++i) values[i] = static_cast<Scalar>(bytes[i]) * kByteScale;
}

}  // namespace

void gather(const Split& split, Index features, std::span<const std::uint32_t> indices, Matrix& x) {
  x.resize(features, static_cast<Index>(indices.size()));
  for (std::size_t n = 0; n < indices.size(); ++n)
    toScalars(split.pixels.data() + static_cast<Index>(indices[n]) * features, features,
              x.col(static_cast<Index>(n)).data());
}

Vector sample(const Split& split, Index features, Index index) {
  Vector values(features);
  toScalars(split.pixels.data() + index * features, features, values.data());
  return values;
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

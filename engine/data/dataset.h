// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled images, immutable once loaded and shared between threads. Pixels stay the bytes that they were in
// the file; they become numbers in [0, 1] when a batch is gathered, which reads a quarter of the memory that
// floats would take.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/base/shape.h"

namespace pellucid::engine {

/// `labels.size()` samples; sample i has the bytes [i·F, (i+1)·F) of `pixels`, F = Shape::size().
struct Split {
  std::vector<std::uint8_t> pixels;
  std::vector<std::uint8_t> labels;  ///< class numbers from 0
  Index size() const { return static_cast<Index>(labels.size()); }
};

struct Dataset {
  std::string name;  ///< as in DataSpec: "mnist"
  Shape shape;
  std::vector<std::string> classNames;
  Split train;
  Split test;
  std::uint32_t checksum =
      0;  ///< CRC-32 of all pixels and labels; tells whether a project meets the same data again

  Index inputs() const { return shape.size(); }
  Index classes() const { return static_cast<Index>(classNames.size()); }
};

/// A pixel of 255 becomes 1.
inline constexpr Scalar kByteScale = Scalar(1) / Scalar(255);

using DatasetPtr = std::shared_ptr<const Dataset>;

/// Columns of x (F×N) ← the samples with these indices, byte / 255.
void gather(const Split& split, Index features, std::span<const std::uint32_t> indices, Matrix& x);

/// One sample as a column of F values in [0, 1].
Vector sample(const Split& split, Index features, Index index);

/// CRC-32 over both splits' bytes, in the order train pixels, train labels, test pixels, test labels.
std::uint32_t checksum(const Split& train, const Split& test);

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// More training samples from the existing ones: each is shifted, rotated, scaled and given noise at random
// whenever it is trained on. The result is a pure function of the run's seed, the epoch and the sample, so a
// step that is trained again sees the same.
#pragma once

#include <cstdint>
#include <span>

#include "engine/data/dataset.h"

namespace pellucid::engine {

/// The greatest changes of samples; 0 leaves them as they are. All are drawn uniformly from -most to most,
/// the noise from a normal distribution.
struct Augmentation {
  double shift = 0;  ///< of an image, vertically and horizontally, as a share of its side: 0 … 0.5
  double turn = 0;   ///< of an image, in degrees: 0 … 180
  double zoom = 0;   ///< of an image, larger or smaller by this share: 0 … 0.9
  double noise = 0;  ///< its standard deviation; a pixel is limited to 0 … 1: 0 … 1
  bool movesPixels() const { return shift > 0 || turn > 0 || zoom > 0; }
  bool isOn() const { return movesPixels() || noise > 0; }
  friend bool operator==(const Augmentation&, const Augmentation&) = default;
};

/// `varied` ← the samples with these indices as seen in that epoch, in order, without targets. `split` has
/// samples of that shape; bytes stay bytes, numbers stay numbers. Beyond its edge an image repeats its edge
/// pixels.
void augment(const Augmentation& augmentation, std::uint64_t seed, std::int64_t epoch, const Split& split,
             const Shape& shape, std::span<const std::uint32_t> indices, Split& varied);

}  // namespace pellucid::engine

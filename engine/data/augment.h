// SPDX-License-Identifier: GPL-3.0-or-later
// More training samples from those that there are: each is moved, turned, made larger or smaller, and made
// noisy by chance whenever it is trained on. What becomes of it is a pure function of the run's seed, the
// epoch and the sample, so a step that is trained again sees the same.
#pragma once

#include <cstdint>
#include <span>

#include "engine/data/dataset.h"

namespace pellucid::engine {

/// How far samples may be changed at most; 0 leaves them as they are. All are drawn evenly from -most to
/// most, the noise from a normal distribution.
struct Augmentation {
  double shift = 0;  ///< of an image, down and across, as a share of its side: 0 … 0.5
  double turn = 0;   ///< of an image, in degrees: 0 … 180
  double zoom = 0;   ///< of an image, larger or smaller by this share: 0 … 0.9
  double noise = 0;  ///< its standard deviation; a pixel goes from 0 to 1, and stays there: 0 … 1
  bool movesPixels() const { return shift > 0 || turn > 0 || zoom > 0; }
  bool isOn() const { return movesPixels() || noise > 0; }
  friend bool operator==(const Augmentation&, const Augmentation&) = default;
};

/// `varied` ← the samples with these indices as they are seen in that epoch, in their order, without answers.
/// `split` has samples of that shape; of bytes become bytes, of numbers numbers. Beyond its edge an image
/// goes on as its edge is.
void augment(const Augmentation& augmentation, std::uint64_t seed, std::int64_t epoch, const Split& split,
             const Shape& shape, std::span<const std::uint32_t> indices, Split& varied);

}  // namespace pellucid::engine

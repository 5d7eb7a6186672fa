// SPDX-License-Identifier: GPL-3.0-or-later
// Which parts of the input mattered for a number that the network computes: by the slope there, and by
// covering them up and looking. Pure functions of const values, any thread; as the network answers in use.
#pragma once

#include <optional>
#include <vector>

#include "engine/base/progress.h"
#include "engine/inspect/units/part_pass.h"

namespace pellucid::engine {

/// The number J that is asked about: what a unit gives, or its sum before the activation.
struct AskedNumber {
  std::size_t layer = 0;
  Index unit = 0;
  bool isSum = false;  ///< z, of layers that have one; else a
  bool isNo = false;   ///< -J instead: what speaks for the other class, where one output tells two apart
  friend bool operator==(const AskedNumber&, const AskedNumber&) = default;
};

/// J of each column of a trace that was filled up to that layer.
Vector numbersAsked(const Trace& trace, const AskedNumber& asked);

/// dJ/dx · x of each of the I values of `input`: how much J would fall, were the slope the same all the way,
/// if that value were 0.
Vector gradientTimesInput(const Network& network, const Vector& weights, const Vector& input,
                          const AskedNumber& asked);

/// The same for each pixel of an image, its channels added; of other inputs nothing changes.
Vector overChannels(const Vector& values, const Shape& shape);

/// J(input) less J with a window covered, one number for each pixel of an image, on which the middle of the
/// window lies; `side` is odd, and where the window reaches over the edge, less is covered. Of other inputs
/// one number for each value, covered alone. `cover` has what each of the I values is covered with. Nothing
/// when it was cancelled.
std::optional<Vector> occlusion(const Network& network, const Vector& weights, const Vector& input,
                                const Vector& cover, Index side, const AskedNumber& asked,
                                const Progress& progress = {});

}  // namespace pellucid::engine

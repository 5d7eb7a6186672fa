// SPDX-License-Identifier: GPL-3.0-or-later
// Which parts of the input mattered for a value computed by the network: judged by the slope there, or by
// covering them up. Pure functions of const values, any thread; for the network in use.
#pragma once

#include <optional>
#include <vector>

#include "engine/base/progress.h"
#include "engine/inspect/units/part_pass.h"

namespace pellucid::engine {

/// The value J in question: a unit's output, or its sum before the activation.
struct AskedNumber {
  std::size_t layer = 0;
  Index unit = 0;
  bool isSum = false;  ///< z, for layers that have one; otherwise a
  bool isNo = false;   ///< -J instead: evidence for the other class, where one output distinguishes two
  friend bool operator==(const AskedNumber&, const AskedNumber&) = default;
};

/// J for each column of a trace that was filled up to that layer.
Vector numbersAsked(const Trace& trace, const AskedNumber& asked);

/// dJ/dx · x for each of the I values of `input`: how much J would fall if that value were 0, were the slope
/// constant.
Vector gradientTimesInput(const Network& network, const Vector& weights, const Vector& input,
                          const AskedNumber& asked);

/// The same for each pixel of an image, its channels added; other inputs are unchanged.
Vector overChannels(const Vector& values, const Shape& shape);

/// J(input) minus J with a window covered, one value for each pixel of an image, which is at the centre of
/// the window; `side` is odd, and a window that extends over the edge covers less. For other inputs one value
/// for each input, covered alone. `cover` has the value that covers each of the I values. Nothing when
/// cancelled.
std::optional<Vector> occlusion(const Network& network, const Vector& weights, const Vector& input,
                                const Vector& cover, Index side, const AskedNumber& asked,
                                const Progress& progress = {});

}  // namespace pellucid::engine

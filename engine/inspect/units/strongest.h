// SPDX-License-Identifier: GPL-3.0-or-later
// The units' answers to all samples of a split: which samples excite each unit most, and where in the
// picture. Pure functions of const values, any thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/base/progress.h"
#include "engine/inspect/units/part_pass.h"
#include "engine/train/experiment.h"

namespace pellucid::engine {

/// A sample, and the unit of a map that it excites most.
struct Excitation {
  Index sample = 0;
  Index unit = 0;  ///< of the layer: the place on the map; otherwise the unit itself
  Scalar a = 0;    ///< the unit's output there
  friend bool operator==(const Excitation&, const Excitation&) = default;
};

/// For one unit; in a layer whose units are maps, for one map, which has an output at each of its places.
struct ChannelAnswers {
  /// The largest outputs in descending order, each for another sample; in a tie the first place and the first
  /// sample. Fewer where there are not enough samples or an output is NaN.
  std::vector<Excitation> strongest;
  double mean = 0;         ///< over samples and places
  double activeShare = 0;  ///< share of these that are > 0
  Vector classMeans = {};  ///< over the samples of each class, and places; empty where targets are numbers
};

struct StrongestSamples {
  std::vector<ChannelAnswers> channels;
  Matrix outputs;  ///< O×N: the network's outputs for each sample
};

/// At most `count` samples for each channel of `layer`. Nothing when cancelled.
std::optional<StrongestSamples> strongestSamples(const Network& network, const Vector& weights,
                                                 std::size_t layer, const Dataset& dataset,
                                                 const Split& split, std::size_t count,
                                                 const Progress& progress = {});

}  // namespace pellucid::engine

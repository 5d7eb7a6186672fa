// SPDX-License-Identifier: GPL-3.0-or-later
// What the units of a layer answer to all samples of a split: which of them excite each unit most, and where
// in the picture. Pure functions of const values, any thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/base/progress.h"
#include "engine/inspect/units/part_pass.h"
#include "engine/train/experiment.h"

namespace pellucid::engine {

/// A sample, and where on a map it excites it most.
struct Excitation {
  Index sample = 0;
  Index unit = 0;  ///< of the layer: the place on the map; else the unit itself
  Scalar a = 0;    ///< what the unit gives there
  friend bool operator==(const Excitation&, const Excitation&) = default;
};

/// Of one unit; of a layer whose units are maps, of one map, that gives a number at each of its places.
struct ChannelAnswers {
  /// The largest answers, the largest first, each of another sample; of equal ones the first place and the
  /// first sample. Fewer where there are no more samples or an answer is no number.
  std::vector<Excitation> strongest;
  double mean = 0;         ///< over samples and places
  double activeShare = 0;  ///< of them, how many are > 0
  Vector classMeans = {};  ///< over the samples of each class, and places; empty where answers are numbers
};

struct StrongestSamples {
  std::vector<ChannelAnswers> channels;
  Matrix outputs;  ///< O×N: what the network answers to each sample
};

/// At most `count` samples for each channel of `layer`. Nothing when it was cancelled.
std::optional<StrongestSamples> strongestSamples(const Network& network, const Vector& weights,
                                                 std::size_t layer, const Dataset& dataset,
                                                 const Split& split, std::size_t count,
                                                 const Progress& progress = {});

}  // namespace pellucid::engine

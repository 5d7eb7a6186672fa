// SPDX-License-Identifier: GPL-3.0-or-later
// Units that are switched off: whatever they compute, they output the same value. This shows what the network
// needs them for. It happens in separate passes, without affecting weights or training. Pure functions of
// const values, any thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/base/progress.h"
#include "engine/inspect/units/part_pass.h"
#include "engine/train/experiment.h"

namespace pellucid::engine {

/// A unit of a hidden layer, or a whole map where the layer's units are maps, and its fixed output.
struct HeldChannel {
  std::size_t layer = 0;
  Index channel = 0;  ///< < outputShape().channels
  Scalar value = 0;
  friend bool operator==(const HeldChannel&, const HeldChannel&) = default;
};
using HeldChannels = std::vector<HeldChannel>;

/// Like Network::forward() of trace.input or trace.sparseInput, but with these outputs replaced on the way
/// up; their z are unchanged. None of them is in the last layer.
void forwardHolding(const Network& network, const Vector& weights, const HeldChannels& held, Trace& trace);

/// The network's remaining performance.
struct Without {
  Index right = 0;  ///< number of samples answered with the true class; 0 where targets are numbers
  double loss = 0;  ///< mean over the samples, as in training
};
/// The contribution of each unit or map of one hidden layer.
struct WithoutEach {
  Index samples = 0;
  Without whole;              ///< with `already` held, otherwise unchanged
  std::vector<Without> each;  ///< one for each channel: when it is held as well
};

/// `values` has a value for each channel of `layer`, at which it is held while the others are unchanged.
/// `already` are held all the time. Nothing when cancelled.
std::optional<WithoutEach> withoutEach(const Network& network, const Vector& weights,
                                       const TrainingSpec& training, const Dataset& dataset,
                                       const Split& split, std::size_t layer, const Vector& values,
                                       const HeldChannels& already = {}, const Progress& progress = {});

}  // namespace pellucid::engine

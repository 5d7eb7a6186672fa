// SPDX-License-Identifier: GPL-3.0-or-later
// Units that are switched off: whatever they compute, they give on the same number. So one sees what the
// network needs them for. It happens in a pass for looking; weights and training know nothing of it. Pure
// functions of const values, any thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/base/progress.h"
#include "engine/inspect/units/part_pass.h"
#include "engine/train/experiment.h"

namespace pellucid::engine {

/// A unit of a hidden layer, or a whole map where the layer's units are maps, and the number that it gives.
struct HeldChannel {
  std::size_t layer = 0;
  Index channel = 0;  ///< < outputShape().channels
  Scalar value = 0;
  friend bool operator==(const HeldChannel&, const HeldChannel&) = default;
};
using HeldChannels = std::vector<HeldChannel>;

/// As Network::forward() of trace.input or trace.sparseInput, but with what these give replaced on the way
/// up; their z stay what they are. None of them is in the last layer.
void forwardHolding(const Network& network, const Vector& weights, const HeldChannels& held, Trace& trace);

/// What the network still does.
struct Without {
  Index right = 0;  ///< samples that it answers with the class that the data say; 0 where answers are numbers
  double loss = 0;  ///< mean over the samples, as training has it
};
/// What each unit or map of one hidden layer is good for.
struct WithoutEach {
  Index samples = 0;
  Without whole;              ///< with `already`, and otherwise as it is
  std::vector<Without> each;  ///< one for each channel: when it is held, too
};

/// `values` has a number for each channel of `layer`, at which it is held while the others are as they are.
/// `already` are held all the time. Nothing when it was cancelled.
std::optional<WithoutEach> withoutEach(const Network& network, const Vector& weights,
                                       const TrainingSpec& training, const Dataset& dataset,
                                       const Split& split, std::size_t layer, const Vector& values,
                                       const HeldChannels& already = {}, const Progress& progress = {});

}  // namespace pellucid::engine

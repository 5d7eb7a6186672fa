// SPDX-License-Identifier: GPL-3.0-or-later
// The preprocessing that a network expects for its inputs, as a layer at its beginning: read, replaced, and
// tried out on samples. Pure, any thread.
#pragma once

#include <optional>

#include "engine/io/onnx.h"

namespace pellucid::engine {

/// One mean and one deviation for all inputs: 0 and 1 for none, 0.1307 and 0.3081 for MNIST's pixels, and 0
/// and 1/255 for a network that expects pixels from 0 to 255.
struct InputScaling {
  double mean = 0;
  double deviation = 1;  ///< above 0
  bool isNone() const { return mean == 0 && deviation == 1; }
  friend bool operator==(const InputScaling&, const InputScaling&) = default;
};

inline constexpr InputScaling kBytePixels{.mean = 0, .deviation = 1.0 / 255};
inline constexpr InputScaling kMnistPixels{.mean = 0.1307, .deviation = 0.3081};

/// Whether its first layer is a frozen batch normalisation without an activation, followed by others.
bool beginsWithScaling(const NetworkSpec& network);

/// The scaling of the frozen batch normalisation that withScalingInLayers() puts before all layers, to six
/// digits; the identity where the network has no such layer. Nothing where that layer has one scaling per
/// channel: it is the file's own.
std::optional<InputScaling> inputScaling(const NetworkSpec& network, const Shape& shape,
                                         const Vector& weights);
inline std::optional<InputScaling> inputScaling(const TrainedModel& model) {
  return inputScaling(model.network, model.shape, model.weights);
}

/// The same network with another scaling in place of that one, which must be known.
TrainedModel withInputScaling(const TrainedModel& model, const InputScaling& scaling);

struct InputTrial {
  Index correct = 0;
  Index samples = 0;
};
/// How many of the first `most` test samples the network recognises with that scaling; 0 where the data have
/// no classes.
InputTrial tryInput(const TrainedModel& model, const InputScaling& scaling, const Dataset& dataset,
                    Index most);

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// A trained model as a project: a network with its weights, to look into and to train on. Pure, any thread.
#pragma once

#include "engine/io/onnx.h"
#include "engine/io/project.h"

namespace pellucid::engine {

/// The same model without a scaling: that of inputs becomes a batch normalisation before all layers, which is
/// frozen, and that of answers is multiplied into the last layer, or is refused where an activation lies
/// between. The answers differ by rounding only.
Result<TrainedModel> withScalingInLayers(TrainedModel model);

/// The untrained rest of a project as the program begins with it (Adam, no steps), and the loss that fits the
/// last layer. The data are those that the model says, or MNIST for 784 inputs and 10 answers; else none,
/// with an empty name. The model has no scaling.
Project projectOf(TrainedModel model);

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// A trained model as a project: a network with its weights, for examining and further training. Pure, any
// thread.
#pragma once

#include "engine/io/onnx.h"
#include "engine/io/project.h"

namespace pellucid::engine {

/// The same model without a scaling: that of inputs becomes a frozen batch normalisation before all layers,
/// and that of answers is multiplied into the last layer, or refused where an activation intervenes. The
/// answers differ by rounding only.
Result<TrainedModel> withScalingInLayers(TrainedModel model);

/// The untrained rest of a project with the program's defaults (Adam, no steps), and the loss that fits the
/// last layer. The data are those named in the model, or MNIST for 784 inputs and 10 outputs; otherwise none,
/// with an empty name. The model has no scaling.
Project projectOf(TrainedModel model);

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// The weights that PyTorch saves with safetensors (a state_dict) as a model. Such a file has names and sizes,
// but no layers: what it doesn't tell is assumed and said, or refused by name. Pure, any thread.
#pragma once

#include "engine/io/onnx.h"

namespace pellucid::engine {

/// The metadata of a file that tells its layers as the command line does (model/layers_text), which then
/// counts instead of all that is assumed: save_file(model.state_dict(), path, {"pellucid.layers":
/// "28x28x1,conv6x5:relu,maxpool2,flatten,10:softmax"}).
inline constexpr const char* kLayersKey = "pellucid.layers";

/// Dense layers, convolutions and batch normalisations, in the order that stateModules() finds. Assumed
/// unless kLayersKey tells: ReLU between layers, softmax at the end where there are several answers; before
/// convolutions images of 28×28 in one channel or 32×32 in three, stride 1, and the only arrangement of
/// zeros around an image (none or "same") and max-pools of 2×2 behind convolutions that leads to the size of
/// the first dense layer, the simplest first. Several that are as simple are refused, with two of them.
/// `options` may say what the inputs are. TrainedModel::notes say what was assumed; `file` is the name for
/// messages.
Result<TrainedModel> readSafetensorsModel(std::span<const std::uint8_t> bytes, const std::string& file,
                                          const OnnxOptions& options = {});

}  // namespace pellucid::engine

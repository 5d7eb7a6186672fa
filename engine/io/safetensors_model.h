// SPDX-License-Identifier: GPL-3.0-or-later
// The weights that PyTorch saves with safetensors (a state_dict) as a model. Such a file has names and sizes,
// but no layers: missing information is assumed and reported, or refused by name. Pure, any thread.
#pragma once

#include "engine/io/onnx.h"

namespace pellucid::engine {

/// The metadata of a file that describe its layers as on the command line (model/layers_text), which then
/// replaces all assumptions: save_file(model.state_dict(), path, {"pellucid.layers":
/// "28x28x1,conv6x5:relu,maxpool2,flatten,10:softmax"}).
inline constexpr const char* kLayersKey = "pellucid.layers";

/// Dense layers, convolutions and batch normalisations, in the order found by stateModules(). Assumed unless
/// kLayersKey is given: ReLU between layers, softmax at the end where there are several outputs; before
/// convolutions images of 28×28 in one channel or 32×32 in three, stride 1, and the only arrangement of
/// padding (none or "same") and 2×2 max pools after convolutions that leads to the size of the first dense
/// layer, the simplest first. Several equally simple ones are refused, naming two of them. `options` can
/// specify the inputs. TrainedModel::notes say what was assumed; `file` is the name for messages.
Result<TrainedModel> readSafetensorsModel(std::span<const std::uint8_t> bytes, const std::string& file,
                                          const OnnxOptions& options = {});

}  // namespace pellucid::engine

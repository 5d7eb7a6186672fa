// SPDX-License-Identifier: GPL-3.0-or-later
// Trained models as ONNX, for all runtimes and frameworks that read it. Opset 13, IR 7; input `input` is
// float[batch, F], or float[batch, C, H, W] for a network with layers for images, with pixels in [0, 1];
// outputs are `logits` and, after softmax, `probabilities`.
// Pure functions between bytes and values; equal models give equal bytes.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/base/enum_names.h"
#include "engine/data/dataset.h"
#include "engine/data/gzip.h"
#include "engine/model/network_spec.h"
#include "engine/train/trained_model.h"

namespace pellucid::engine {

/// Whether writeOnnx() can write it: everything that can be trained, since its last layer is dense.
Result<void> checkOnnx(const NetworkSpec& network);

/// Tensors are named like a state_dict (fc1.weight, conv2.bias, bn3.running_mean), row-major. There is a
/// Flatten where images become values in a row, even if the network has none or another one; a Dropout
/// includes its rate. The last layer outputs `logits` before its activation and `probabilities` (softmax) or
/// `outputs` after it. Scaled inputs begin with Sub and Div, and scaled answers end with Mul and Add (then
/// `outputs`). Throws std::logic_error when weights or class names do not fit the network, or checkOnnx()
/// refuses it.
Bytes writeOnnx(const TrainedModel& model);

/// The layout of images in a model's input.
enum class OnnxLayout {
  AsFile,         ///< as required by its first convolution or Transpose, or else as suggested by the sizes
  ChannelsFirst,  ///< channels, height, width, as in PyTorch
  ChannelsLast,   ///< height, width, channels, as in Keras
};

template <>
inline constexpr std::array kEnumNames<OnnxLayout> = {
    EnumName<OnnxLayout>{OnnxLayout::AsFile, "file"},
    EnumName<OnnxLayout>{OnnxLayout::ChannelsFirst, "channels-first"},
    EnumName<OnnxLayout>{OnnxLayout::ChannelsLast, "channels-last"},
};

/// Information that a file does not contain.
struct OnnxOptions {
  /// The files beside the model, see onnxDataFiles().
  std::map<std::string, Bytes> files = {};
  OnnxLayout layout = OnnxLayout::AsFile;
  /// The preprocessing that the model expects to be applied to its inputs: mean 0.1307 and deviation 0.3081
  /// for MNIST's pixels, or deviation 1/255 where it expects 0 … 255. Becomes part of TrainedModel::scaling.
  Standard inputs = {};
  /// The user specified the inputs; otherwise a model that divides pixels by about 255 is assumed to expect 0
  /// … 255.
  bool areInputsTold = false;
  /// The outputs are logits: a linear last layer gets a softmax.
  bool addSoftmax = false;
};

/// The names of the files beside the model that contain its weights, as written by PyTorch; they must be in
/// the same folder. Empty for a file that is not an ONNX model, which readOnnx() refuses.
Result<std::vector<std::string>> onnxDataFiles(std::span<const std::uint8_t> bytes, const std::string& file);

/// Reads the output of writeOnnx() and of other tools for such networks, with opset 7 to 24: dense layers
/// (Gemm, MatMul), Conv, MaxPool, AveragePool, their global forms, BatchNormalization, Dropout, Softmax,
/// LogSoftmax (as softmax: the logits are the same) and all activations of the engine, however they are
/// written. Arithmetic before the first layer becomes a scaling of inputs, Mul and Add after the last one a
/// scaling of answers; Transposes and Reshapes are folded into the weights. Anything else is refused with one
/// message that lists every unsupported node; weights that are not finite are refused as well. `file` is the
/// name for messages.
Result<TrainedModel> readOnnx(std::span<const std::uint8_t> bytes, const std::string& file,
                              const OnnxOptions& options = {});

}  // namespace pellucid::engine

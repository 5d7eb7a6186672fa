// SPDX-License-Identifier: GPL-3.0-or-later
// Trained models as ONNX, for every runtime and framework that reads it. Opset 13, IR 7; input `input` is
// float[batch, F], or float[batch, C, H, W] of a network with layers for images, with pixels in [0, 1];
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

/// Whether writeOnnx() can write it: everything that can be trained, as its last layer is dense.
Result<void> checkOnnx(const NetworkSpec& network);

/// Tensors are named like a state_dict (fc1.weight, conv2.bias, bn3.running_mean), row-major. A Flatten
/// stands where images become numbers in a row, also where the network has none or has another one; a Dropout
/// tells its share. The last layer gives `logits` before its activation and `probabilities` (softmax) or
/// `outputs` behind it. Inputs that are scaled begin with Sub and Div, and answers end with Mul and Add (then
/// `outputs`). Throws std::logic_error when weights or class names do not fit the network, or checkOnnx()
/// refuses it.
Bytes writeOnnx(const TrainedModel& model);

/// How images lie in what a model takes.
enum class OnnxLayout {
  AsFile,         ///< as its first convolution or Transpose wants it, or else as the sizes suggest
  ChannelsFirst,  ///< channels, height, width, as PyTorch has it
  ChannelsLast,   ///< height, width, channels, as Keras has it
};

template <>
inline constexpr std::array kEnumNames<OnnxLayout> = {
    EnumName<OnnxLayout>{OnnxLayout::AsFile, "file"},
    EnumName<OnnxLayout>{OnnxLayout::ChannelsFirst, "channels-first"},
    EnumName<OnnxLayout>{OnnxLayout::ChannelsLast, "channels-last"},
};

/// What a file does not say of itself.
struct OnnxOptions {
  /// The files beside the model that onnxDataFiles() names.
  std::map<std::string, Bytes> files = {};
  OnnxLayout layout = OnnxLayout::AsFile;
  /// What the model wants to be done to inputs before they are given to it: mean 0.1307 and deviation 0.3081
  /// of MNIST's pixels, or deviation 1/255 where it wants 0 … 255. Becomes a part of TrainedModel::scaling.
  Standard inputs = {};
  /// Somebody said what the inputs are; else a model that divides pixels by 255 or so wants 0 … 255.
  bool areInputsTold = false;
  /// Its answers are logits: a linear last layer gets a softmax.
  bool addSoftmax = false;
};

/// The names of the files beside the model that hold its weights, as PyTorch writes them; they may lie
/// nowhere but in its own folder. None of a file that is no ONNX model, which readOnnx() refuses.
Result<std::vector<std::string>> onnxDataFiles(std::span<const std::uint8_t> bytes, const std::string& file);

/// Reads what writeOnnx writes and what other tools write for such networks, with opset 7 to 24: dense layers
/// (Gemm, MatMul), Conv, MaxPool, AveragePool, their global forms, BatchNormalization, Dropout, Softmax,
/// LogSoftmax (as softmax: the logits are the same) and every activation that the engine has, however it is
/// written. Arithmetic before the first layer becomes a scaling of inputs, Mul and Add behind the last one of
/// answers; Transposes and Reshapes are folded into the weights. Anything else is refused with one message
/// that lists every node that is not supported, and so are weights that are not finite. `file` is the name
/// for messages.
Result<TrainedModel> readOnnx(std::span<const std::uint8_t> bytes, const std::string& file,
                              const OnnxOptions& options = {});

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// Trained models as ONNX, for every runtime and framework that reads it. Opset 13, IR 7; input `input` is
// float[batch, F], or float[batch, C, H, W] of a network with convolutions or pools, with pixels in [0, 1];
// outputs are `logits` and, after softmax, `probabilities`.
// Pure functions between bytes and values; equal models give equal bytes.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/data/dataset.h"
#include "engine/data/gzip.h"
#include "engine/model/network_spec.h"

namespace pellucid::engine {

/// A network with its weights, free of any run.
struct Model {
  NetworkSpec network;
  Shape shape;                               ///< its size is the input count
  Vector weights;                            ///< laid out by Network::tensors()
  std::vector<std::string> classNames;       ///< empty where a file does not tell
  std::map<std::string, std::string> facts;  ///< kept as metadata under "pellucid.": seed, data, accuracy, …
  std::vector<std::string> inputNames = {};   ///< of a table's columns; empty where a file does not tell
  std::vector<std::string> targetNames = {};  ///< of the columns that it answers, likewise
  /// What the network is given and answers is scaled so. In a file it is part of the graph, which then takes
  /// and answers the numbers of the data.
  Scaling scaling = {};
};

/// Whether writeOnnx() can write it; the error names the layer that it cannot, and what it could.
Result<void> checkOnnx(const NetworkSpec& network);

/// Tensors are named like a state_dict (fc1.weight, conv2.bias), row-major. A Flatten stands where images
/// become numbers in a row, also where the network has none or has another one; a Dropout tells its share.
/// The last layer gives `logits` before its activation and `probabilities` (softmax) or `outputs` (relu,
/// sigmoid, tanh) behind it. Inputs that are scaled begin with Sub and Div, and answers end with Mul and Add
/// (then `outputs`). Throws std::logic_error when weights or class names do not fit the network, or
/// checkOnnx() refuses it.
Bytes writeOnnx(const Model& model);

/// Reads what writeOnnx writes and what other tools write for such networks: Gemm or MatMul and Add, Conv,
/// MaxPool, AveragePool, Relu, Sigmoid, Tanh, Softmax, LogSoftmax (as softmax: the logits are the same),
/// Flatten, Identity, Dropout, and as a scaling Sub and Div before them all, Mul and Add behind; with opset 7
/// to 21. Anything else is refused with one message that lists every
/// node that is not supported, and so are weights that are not finite. `file` is the name for messages.
Result<Model> readOnnx(std::span<const std::uint8_t> bytes, const std::string& file);

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_words.h"

#include <algorithm>

namespace pellucid::engine {
namespace {

bool isOneOf(const std::string& op, std::initializer_list<const char*> names) {
  return std::ranges::find(names, op) != names.end();
}

}  // namespace

Message onnxMeaning(const std::string& op) {
  if (isOneOf(op, {"LSTM", "GRU", "RNN", "Scan", "Loop"}))
    return message("a recurrent layer; only layers that are run through once are supported");
  if (op == "If") return message("a choice between two networks; only plain chains are supported");
  if (op == "ConvTranspose")
    return message("a transposed convolution, PyTorch's ConvTranspose2d and Keras' Conv2DTranspose");
  if (isOneOf(op, {"QuantizeLinear", "DynamicQuantizeLinear", "QLinearConv", "QLinearMatMul", "MatMulInteger",
                   "ConvInteger", "QGemm"}))
    return message(
        "a quantised network, which computes with whole numbers. Export the model before it is quantised.");
  if (isOneOf(op, {"LayerNormalization", "GroupNormalization", "InstanceNormalization", "RMSNormalization",
                   "LRN", "LpNormalization"}))
    return message("a normalisation of each sample; only batch normalisation is supported");
  if (isOneOf(op, {"Attention", "MultiHeadAttention", "Einsum"}))
    return message("attention between parts of a sample; only plain chains of layers are supported");
  if (isOneOf(op, {"Resize", "Upsample", "DepthToSpace", "SpaceToDepth"}))
    return message("a change of the image's size, PyTorch's Upsample and Keras' UpSampling2D");
  if (isOneOf(op, {"TreeEnsembleClassifier", "TreeEnsembleRegressor", "SVMClassifier", "SVMRegressor",
                   "LinearClassifier", "LinearRegressor"}))
    return message("a model of scikit-learn that is no neural network");
  return {};
}

Message onnxAdvice(const std::string& producer) {
  if (producer == "pytorch")
    return message(
        "From PyTorch: model.eval(), then torch.onnx.export(model, input, \"model.onnx\", "
        "opset_version=13).");
  if (producer == "tf2onnx" || producer == "keras2onnx" || producer == "keras")
    return message(
        "From Keras: a Sequential model of Dense, Conv2D, pooling, BatchNormalization, Flatten and Dropout, "
        "and "
        "python -m tf2onnx.convert with --opset 13.");
  if (producer == "skl2onnx")
    return message(
        "From scikit-learn: the MLPClassifier or MLPRegressor alone, and to_onnx with zipmap switched off.");
  return message("Export the model with float32 weights, opset 13 and for inference.");
}

}  // namespace pellucid::engine

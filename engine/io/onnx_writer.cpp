// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <onnx.pb.h>

#include <optional>
#include <string_view>

#include "engine/base/check.h"
#include "engine/io/onnx.h"
#include "engine/io/onnx_metadata.h"
#include "engine/io/parameters.h"

namespace pellucid::engine {
namespace {

constexpr std::int64_t kIrVersion = 7;
constexpr std::int64_t kOpset = 13;
constexpr const char* kInput = "input";
constexpr const char* kLogits = "logits";

/// float[batch, values] under this name.
void describe(onnx::ValueInfoProto* info, const std::string& name, Index values) {
  info->set_name(name);
  auto* tensor = info->mutable_type()->mutable_tensor_type();
  tensor->set_elem_type(onnx::TensorProto::FLOAT);
  tensor->mutable_shape()->add_dim()->set_dim_param("batch");
  tensor->mutable_shape()->add_dim()->set_dim_value(values);
}

void addInitializer(onnx::GraphProto& graph, const Network& network, const Tensor& tensor,
                    const Vector& weights) {
  auto* initializer = graph.add_initializer();
  initializer->set_name(fileName(network, tensor));
  initializer->set_data_type(onnx::TensorProto::FLOAT);
  for (const Index size : fileShape(network, tensor)) initializer->add_dims(size);
  const Bytes bytes = rowMajorBytes<float>(tensor, weights);
  initializer->set_raw_data(bytes.data(), bytes.size());
}

onnx::NodeProto* addNode(onnx::GraphProto& graph, std::string_view op, const std::string& name,
                         const std::string& output) {
  auto* node = graph.add_node();
  node->set_op_type(std::string(op));
  node->set_name(name);
  node->add_output(output);
  return node;
}

void addInteger(onnx::NodeProto* node, const char* name, std::int64_t value) {
  auto* attribute = node->add_attribute();
  attribute->set_name(name);
  attribute->set_type(onnx::AttributeProto::INT);
  attribute->set_i(value);
}

/// Empty for linear, which needs no node; nothing for an activation that has no operator in opset 13, or one
/// with attributes that are not written yet.
std::optional<std::string_view> operatorOf(Activation activation) {
  switch (activation) {
    case Activation::Linear:
      return "";
    case Activation::Relu:
      return "Relu";
    case Activation::Sigmoid:
      return "Sigmoid";
    case Activation::Tanh:
      return "Tanh";
    case Activation::Softmax:
      return "Softmax";
    default:
      return std::nullopt;
  }
}

/// Appends the nodes of layer `index`, which takes the value `input`, and returns the name of what it gives.
std::string addLayer(onnx::GraphProto& graph, const NetworkSpec& spec, std::size_t index,
                     const std::string& input) {
  const LayerSpec& layer = spec.layers[index];
  const bool isLast = index + 1 == spec.layers.size();
  const std::string name = "fc" + std::to_string(index + 1);
  const std::string z = isLast ? kLogits : name + ".z";
  // z = x Wᵀ + b: ONNX has samples in rows
  auto* gemm = addNode(graph, "Gemm", name, z);
  gemm->add_input(input);
  gemm->add_input(name + ".weight");
  gemm->add_input(name + ".bias");
  addInteger(gemm, "transB", 1);
  if (isLast) describe(graph.add_output(), z, layer.units);

  const std::string_view op = operatorOf(layer.activation).value();
  if (op.empty()) return z;
  const bool isSoftmax = layer.activation == Activation::Softmax;
  const std::string a = !isLast ? name + ".a" : isSoftmax ? "probabilities" : "outputs";
  auto* activation = addNode(graph, op, name + "." + std::string(nameOf(layer.activation)), a);
  activation->add_input(z);
  if (isSoftmax) addInteger(activation, "axis", -1);
  if (isLast) describe(graph.add_output(), a, layer.units);
  return a;
}

}  // namespace

Result<void> checkOnnx(const NetworkSpec& network) {
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    const LayerSpec& layer = network.layers[i];
    if (layer.kind != LayerKind::Dense || !layer.bias)
      return Error{fmt::format(
          "{} cannot be written as ONNX: only dense layers with a bias can. Save a project instead.",
          layerName(network, i))};
    if (!operatorOf(layer.activation))
      return Error{
          fmt::format("{} has the activation {}, which cannot be written as ONNX: linear, relu, sigmoid, "
                      "tanh and softmax can. "
                      "Save a project instead.",
                      layerName(network, i), nameOf(layer.activation))};
  }
  return {};
}

Bytes writeOnnx(const Model& model) {
  check(checkOnnx(model.network).has_value(), "writeOnnx: a layer that ONNX files cannot have");
  const auto network = Network::create(model.network, model.shape);
  check(network.has_value(), "writeOnnx: the network does not fit the sample shape");
  check(model.weights.size() == (*network)->parameterCount(),
        "writeOnnx: the weights do not fit the network");
  check(model.classNames.empty() ||
            model.classNames.size() == static_cast<std::size_t>(std::max<Index>((*network)->outputs(), 2)),
        "writeOnnx: the class names do not fit the output layer");

  onnx::ModelProto proto;
  proto.set_ir_version(kIrVersion);
  proto.set_producer_name("Pellucid");
  auto* opset = proto.add_opset_import();
  opset->set_domain("");
  opset->set_version(kOpset);
  writeOnnxMetadata(model, proto);

  onnx::GraphProto& graph = *proto.mutable_graph();
  graph.set_name("network");
  describe(graph.add_input(), kInput, (*network)->inputs());
  for (const Tensor& tensor : (*network)->tensors()) addInitializer(graph, **network, tensor, model.weights);
  std::string value = kInput;
  for (std::size_t i = 0; i < model.network.layers.size(); ++i)
    value = addLayer(graph, model.network, i, value);

  Bytes bytes(proto.ByteSizeLong());
  check(proto.SerializeToArray(bytes.data(), static_cast<int>(bytes.size())), "writeOnnx: cannot serialize");
  return bytes;
}

}  // namespace pellucid::engine

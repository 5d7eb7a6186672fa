// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/io/onnx_nodes.h"

namespace pellucid::engine {
namespace {

constexpr Index kMaxFeatures = 1 << 24;

std::optional<Activation> activationOf(const std::string& op) {
  if (op == "Relu") return Activation::Relu;
  if (op == "Sigmoid") return Activation::Sigmoid;
  if (op == "Tanh") return Activation::Tanh;
  if (op == "Softmax") return Activation::Softmax;
  return std::nullopt;
}

/// Follows the one value that changes from node to node, from the graph's input to its last output.
class ChainReader {
 public:
  explicit ChainReader(const OnnxModel& model) : m_graph(model.proto().graph()), m_opset(model.opset()) {}

  Result<OnnxChain> read() {
    if (auto known = checkOnnxNodes(m_graph); !known) return known.error();
    if (auto begun = readNames(); !begun) return begun.error();
    if (auto begun = readInput(); !begun) return begun.error();
    for (const auto& node : m_graph.node())
      if (auto followed = follow(node); !followed)
        return Error{fmt::format("{} {}", shownNode(node), followed.error().message)};
    if (auto ended = readOutputs(); !ended) return ended.error();
    return std::move(m_chain);
  }

 private:
  /// A node's inputs, told apart.
  struct Operands {
    /// For each input; null for the chain's value and for those left out.
    std::vector<const onnx::TensorProto*> constants;
    /// Which input is the chain's value; -1 for none.
    int data = -1;
  };

  Result<void> readNames() {
    for (const auto& tensor : m_graph.initializer())
      if (!m_constants.emplace(tensor.name(), &tensor).second)
        return Error{fmt::format("two tensors have the name {}", shownName(tensor.name()))};
    for (const auto& node : m_graph.node())
      for (const std::string& output : node.output()) {
        if (output.empty()) continue;
        if (!m_made.insert(output).second || m_constants.contains(output))
          return Error{fmt::format("two values have the name {}", shownName(output))};
      }
    return {};
  }

  Result<void> readInput() {
    const onnx::ValueInfoProto* input = nullptr;
    for (const auto& candidate : m_graph.input()) {
      if (m_constants.contains(candidate.name())) continue;  // before IR version 4, weights were inputs too
      if (input != nullptr)
        return Error{fmt::format("it has several inputs, {} and {}; only one is supported",
                                 shownName(input->name()), shownName(candidate.name()))};
      input = &candidate;
    }
    if (input == nullptr) return Error{"it has no input"};
    if (m_made.contains(input->name()))
      return Error{fmt::format("two values have the name {}", shownName(input->name()))};
    m_tip = input->name();
    m_onChain.insert(m_tip);
    if (!input->type().has_tensor_type() ||
        input->type().tensor_type().elem_type() != onnx::TensorProto::FLOAT)
      return Error{fmt::format("its input {} is not a float32 tensor", shownName(m_tip))};
    if (!input->type().tensor_type().has_shape()) return {};
    return readInputShape(input->type().tensor_type().shape());
  }

  Result<void> readInputShape(const onnx::TensorShapeProto& shape) {
    if (shape.dim_size() < 2 || shape.dim_size() > 8)
      return Error{fmt::format("its input {} has {} dimensions; the batch and at least one more are needed",
                               shownName(m_tip), shape.dim_size())};
    if (shape.dim(0).has_dim_value()) m_batch = shape.dim(0).dim_value();
    Index product = 1;
    for (int i = 1; i < shape.dim_size(); ++i) {
      if (!shape.dim(i).has_dim_value()) {
        m_features.clear();
        m_isFlat = shape.dim_size() == 2;
        return {};
      }
      const std::int64_t size = shape.dim(i).dim_value();
      if (size < 1 || size > kMaxFeatures / product)
        return Error{fmt::format("dimension {} of its input {} is {}; a sample has from 1 to {} values", i,
                                 shownName(m_tip), size, kMaxFeatures)};
      product *= size;
      m_features.push_back(size);
    }
    m_isFlat = m_features.size() == 1;
    m_chain.features = m_features;
    return {};
  }

  Result<void> readOutputs() const {
    if (m_chain.layers.empty()) return Error{"it has no layer with weights"};
    bool hasTip = false;
    for (const auto& output : m_graph.output()) {
      if (!m_onChain.contains(output.name()))
        return Error{fmt::format("its output {} is made by no node of the chain", shownName(output.name()))};
      hasTip = hasTip || output.name() == m_tip;
    }
    if (!hasTip) return Error{fmt::format("the last node's value {} is not an output", shownName(m_tip))};
    return {};
  }

  Result<Operands> operandsOf(const onnx::NodeProto& node) const {
    Operands operands;
    for (int i = 0; i < node.input_size(); ++i) {
      const std::string& name = node.input(i);
      operands.constants.push_back(nullptr);
      if (name.empty()) continue;
      if (const auto constant = m_constants.find(name); constant != m_constants.end()) {
        operands.constants.back() = constant->second;
      } else if (name == m_tip && operands.data < 0) {
        operands.data = i;
      } else if (m_onChain.contains(name)) {
        return Error{
            fmt::format("takes {} beside the value of the node before it; only plain chains are supported",
                        shownName(name))};
      } else if (m_made.contains(name)) {
        return Error{fmt::format("takes {}, which no node before it makes: a cycle, or nodes out of order",
                                 shownName(name))};
      } else {
        return Error{fmt::format("takes {}, which does not exist", shownName(name))};
      }
    }
    return operands;
  }

  Result<void> follow(const onnx::NodeProto& node) {
    const std::string& op = node.op_type();
    if (op == "Constant") {
      m_constants.emplace(node.output(0), &node.attribute(0).t());
      return {};
    }
    const auto operands = operandsOf(node);
    if (!operands) return operands.error();
    if (op == "Identity" && operands->constants[0] != nullptr) {
      m_constants.emplace(node.output(0), operands->constants[0]);
      return {};
    }
    const bool commutes = op == "Add";
    if (operands->data < 0 || (operands->data > 0 && !commutes))
      return Error{"does not take the chain's value as its first input; only plain chains are supported"};

    Result<void> done;
    if (op == "Gemm")
      done = gemm(node, *operands);
    else if (op == "MatMul")
      done = matMul(*operands);
    else if (op == "Add")
      done = add(*operands);
    else if (op == "Flatten")
      done = flatten(node);
    else if (op == "Reshape")
      done = reshape(node, *operands);
    else if (op == "Dropout")
      done = dropout(*operands);
    else if (const auto activation = activationOf(op))
      done = activate(node, *activation);
    if (!done) return done;
    m_tip = node.output(0);
    m_onChain.insert(m_tip);
    return {};
  }

  Result<void> addLayer(OnnxDense layer) {
    const auto& weight = *layer.weight;
    if (weight.data_type() != onnx::TensorProto::FLOAT || weight.dims_size() != 2 || weight.dims(0) < 1 ||
        weight.dims(1) < 1)
      return Error{
          fmt::format("has the weight {} of shape {}; two dimensions of at least 1 in float32 are needed",
                      shownName(weight.name()), shapeText(weight))};
    layer.outputs = weight.dims(layer.isOutputByInput ? 0 : 1);
    layer.inputs = weight.dims(layer.isOutputByInput ? 1 : 0);
    if (!m_isFlat) return Error{"takes samples of several dimensions; a Flatten before it is needed"};
    if (!m_features.empty() && m_features[0] != layer.inputs)
      return Error{fmt::format("has weights for {} inputs, but {} come in", layer.inputs, m_features[0])};
    m_features = {layer.outputs};
    m_chain.layers.push_back(std::move(layer));
    return {};
  }

  Result<void> addBias(const onnx::TensorProto* tensor, float scale) {
    if (tensor == nullptr) return Error{"adds something that is not a constant"};
    OnnxDense& layer = m_chain.layers.back();
    const Index count = elementCount(*tensor);
    // It must spread over the samples alone: one value, or one for each output in the last dimension.
    const bool isRow = tensor->dims_size() >= 1 && tensor->dims(tensor->dims_size() - 1) == count;
    if (tensor->data_type() != onnx::TensorProto::FLOAT || tensor->dims_size() > 2 ||
        !(count == 1 || (isRow && count == layer.outputs)))
      return Error{fmt::format("adds {} of shape {} to {} outputs", shownName(tensor->name()),
                               shapeText(*tensor), layer.outputs)};
    layer.biases.push_back({.tensor = tensor, .scale = scale});
    return {};
  }

  // y = alpha · x · B + beta · C, with B transposed where transB says so
  Result<void> gemm(const onnx::NodeProto& node, const Operands& operands) {
    if (operands.constants[1] == nullptr) return Error{"multiplies by something that is not a constant"};
    OnnxDense layer;
    layer.weight = operands.constants[1];
    layer.isOutputByInput = integerAttribute(node, "transB", 0) != 0;
    layer.alpha = floatAttribute(node, "alpha", 1);
    if (auto added = addLayer(std::move(layer)); !added) return added;
    const bool hasBias = node.input_size() == 3 && !node.input(2).empty();
    return hasBias ? addBias(operands.constants[2], floatAttribute(node, "beta", 1)) : Result<void>();
  }

  Result<void> matMul(const Operands& operands) {
    if (operands.constants[1] == nullptr) return Error{"multiplies by something that is not a constant"};
    OnnxDense layer;
    layer.weight = operands.constants[1];
    return addLayer(std::move(layer));
  }

  Result<void> add(const Operands& operands) {
    if (!isBareLayer()) return Error{"does not follow a layer with weights"};
    return addBias(operands.constants[operands.data == 0 ? 1 : 0], 1);
  }

  Result<void> activate(const onnx::NodeProto& node, Activation activation) {
    if (!isBareLayer())
      return Error{"does not follow a layer with weights; an activation of its own is not supported"};
    if (activation == Activation::Softmax) {
      // Over the outputs of each sample: the last of two axes, which is the default of every operator set.
      const auto axis = integerAttribute(node, "axis", m_opset < 13 ? 1 : -1);
      if (axis != 1 && axis != -1)
        return Error{fmt::format("has axis {}; only the last axis is supported", axis)};
    }
    m_chain.layers.back().activation = activation;
    return {};
  }

  Result<void> flatten(const onnx::NodeProto& node) {
    const auto axis = integerAttribute(node, "axis", 1);
    const bool isFromEnd =
        axis < 0 && !m_features.empty() && axis == -static_cast<std::int64_t>(m_features.size());
    if (axis != 1 && !isFromEnd) return Error{fmt::format("has axis {}; only axis 1 is supported", axis)};
    makeFlat();
    return {};
  }

  Result<void> reshape(const onnx::NodeProto& node, const Operands& operands) {
    const onnx::TensorProto* shape = operands.constants[1];
    if (shape == nullptr || shape->data_type() != onnx::TensorProto::INT64 || elementCount(*shape) != 2)
      return Error{"is not a plain flattening to [batch, values] with a constant shape"};
    const auto target = integersOf(*shape);
    const Index values = product();
    const bool zeroCopies = integerAttribute(node, "allowzero", 0) == 0;
    const bool keepsBatch =
        target[0] == -1 || (target[0] == 0 && zeroCopies) || (m_batch > 0 && target[0] == m_batch);
    // [-1, F] keeps the samples apart only when F is what a sample has.
    const bool takesRest = target[1] == -1 && target[0] != -1;
    const bool takesAll = target[1] > 0 && target[1] == values;
    if (!keepsBatch || !(takesRest || takesAll))
      return Error{
          fmt::format("reshapes to [{}, {}], which does not flatten each sample", target[0], target[1])};
    makeFlat();
    return {};
  }

  Result<void> dropout(const Operands& operands) {
    if (operands.constants.size() < 3 || operands.constants[2] == nullptr) return {};
    const onnx::TensorProto& training = *operands.constants[2];
    const bool isOne = training.data_type() == onnx::TensorProto::BOOL && elementCount(training) == 1;
    const bool isOn =
        isOne && (training.has_raw_data() ? training.raw_data()[0] != 0 : training.int32_data(0) != 0);
    if (!isOne || isOn) return Error{"drops values even when the model is used; export it for inference"};
    return {};
  }

  /// The last thing on the chain is a layer that has no activation yet.
  bool isBareLayer() const { return !m_chain.layers.empty() && !m_chain.layers.back().activation; }

  /// Values of a sample; 0 when the file does not tell.
  Index product() const {
    if (m_features.empty()) return 0;
    Index values = 1;
    for (const Index size : m_features) values *= size;
    return values;
  }

  void makeFlat() {
    if (!m_features.empty()) m_features = {product()};
    m_isFlat = true;
  }

  const onnx::GraphProto& m_graph;
  std::int64_t m_opset;
  std::map<std::string, const onnx::TensorProto*> m_constants;
  std::set<std::string> m_made;     ///< every node's outputs
  std::set<std::string> m_onChain;  ///< the values between input and tip
  std::string m_tip;                ///< the value that the next node must take
  std::int64_t m_batch = 0;         ///< 0 when it is open
  std::vector<Index>
      m_features;        ///< dimensions of the tip behind the batch; empty when the file does not tell
  bool m_isFlat = true;  ///< the tip has two dimensions, or the file does not tell
  OnnxChain m_chain;
};

}  // namespace

Result<OnnxChain> readOnnxChain(const OnnxModel& model) {
  return ChainReader(model).read();
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_chain.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "engine/base/numbers.h"
#include "engine/io/onnx_nodes.h"
#include "engine/io/onnx_scaling.h"
#include "engine/io/onnx_windows.h"

namespace pellucid::engine {
namespace {

constexpr Index kMaxFeatures = 1 << 24;

std::optional<Activation> activationOf(const std::string& op) {
  if (op == "Relu") return Activation::Relu;
  if (op == "Sigmoid") return Activation::Sigmoid;
  if (op == "Tanh") return Activation::Tanh;
  // The same logits; their answers are given as probabilities instead of logarithms.
  if (op == "Softmax" || op == "LogSoftmax") return Activation::Softmax;
  return std::nullopt;
}

/// 0.2 for the float nearest to it, which is not the double nearest to it.
double decimalOf(float value) {
  std::string text;
  appendNumber(text, value);
  return parseNumber<double>(text).value_or(value);
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
        return Error{message("{} {}", shownNode(node), followed.error().message)};
    if (auto ended = readOutputs(); !ended) return ended.error();
    m_chain.scaling = m_scaling.scaling();
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
        return Error{message("two tensors have the name {}", shownName(tensor.name()))};
    for (const auto& node : m_graph.node())
      for (const std::string& output : node.output()) {
        if (output.empty()) continue;
        if (!m_made.insert(output).second || m_constants.contains(output))
          return Error{message("two values have the name {}", shownName(output))};
      }
    return {};
  }

  Result<void> readInput() {
    const onnx::ValueInfoProto* input = nullptr;
    for (const auto& candidate : m_graph.input()) {
      if (m_constants.contains(candidate.name())) continue;  // before IR version 4, weights were inputs too
      if (input != nullptr)
        return Error{message("it has several inputs, {} and {}; only one is supported",
                             shownName(input->name()), shownName(candidate.name()))};
      input = &candidate;
    }
    if (input == nullptr) return Error{message("it has no input")};
    if (m_made.contains(input->name()))
      return Error{message("two values have the name {}", shownName(input->name()))};
    m_tip = input->name();
    m_onChain.insert(m_tip);
    if (!input->type().has_tensor_type() ||
        input->type().tensor_type().elem_type() != onnx::TensorProto::FLOAT)
      return Error{message("its input {} is not a float32 tensor", shownName(m_tip))};
    if (!input->type().tensor_type().has_shape()) return {};
    return readInputShape(input->type().tensor_type().shape());
  }

  Result<void> readInputShape(const onnx::TensorShapeProto& shape) {
    if (shape.dim_size() < 2 || shape.dim_size() > 8)
      return Error{message("its input {} has {} dimensions; the batch and at least one more are needed",
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
        return Error{message("dimension {} of its input {} is {}; a sample has from 1 to {} values", i,
                             shownName(m_tip), size, kMaxFeatures)};
      product *= size;
      m_features.push_back(size);
    }
    m_isFlat = m_features.size() == 1;
    m_chain.features = m_features;
    return {};
  }

  Result<void> readOutputs() const {
    if (std::ranges::none_of(m_chain.layers, [](const auto& layer) { return layer.weight != nullptr; }))
      return Error{message("it has no layer with weights")};
    bool hasTip = false;
    for (const auto& output : m_graph.output()) {
      if (!m_onChain.contains(output.name()))
        return Error{message("its output {} is not made by any node of the chain", shownName(output.name()))};
      hasTip = hasTip || output.name() == m_tip;
    }
    if (!hasTip) return Error{message("the last node's value {} is not an output", shownName(m_tip))};
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
            message("takes {} beside the value of the node before it; only plain chains are supported",
                    shownName(name))};
      } else if (m_made.contains(name)) {
        return Error{message("takes {}, which no earlier node makes: a cycle, or nodes out of order",
                             shownName(name))};
      } else {
        return Error{message("takes {}, which does not exist", shownName(name))};
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
    const bool commutes = op == "Add" || op == "Mul";
    if (operands->data < 0 || (operands->data > 0 && !commutes))
      return Error{
          message("does not take the chain's value as its first input; only plain chains are supported")};

    if (m_scaling.hasEnded() && op != "Add" && op != "Mul")
      return Error{
          message("comes behind a Mul, which is supported only at the end, as a scaling of answers")};
    Result<void> done;
    if (op == "Sub" || op == "Div")
      done = m_chain.layers.empty()
                 ? m_scaling.addBefore(op, operands->constants[1], m_features)
                 : Error{message("is supported only before the first layer, as a scaling of inputs")};
    else if (op == "Mul" || (op == "Add" && m_scaling.hasEnded()))
      done = scaleAnswers(op, *operands);
    else if (op == "Gemm")
      done = gemm(node, *operands);
    else if (op == "MatMul")
      done = matMul(*operands);
    else if (op == "Add")
      done = add(*operands);
    else if (op == "Conv")
      done = convolve(node, *operands);
    else if (op == "MaxPool")
      done = pool(node, LayerKind::MaxPool);
    else if (op == "AveragePool")
      done = pool(node, LayerKind::AveragePool);
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

  Result<void> checkWeight(const onnx::TensorProto* weight, int dimensions) const {
    if (weight == nullptr) return Error{message("multiplies by something that is not a constant")};
    if (weight->data_type() == onnx::TensorProto::FLOAT && weight->dims_size() == dimensions &&
        std::ranges::all_of(weight->dims(), [](std::int64_t size) { return size >= 1; }))
      return {};
    return Error{message("has the weight {} of shape {}; {} dimensions of at least 1 in float32 are needed",
                         shownName(weight->name()), shapeText(*weight),
                         dimensions == 2 ? message("two") : message("four"))};
  }

  /// `layer` has its tensors and how they lie.
  Result<void> addDense(OnnxLayer layer) {
    if (auto checked = checkWeight(layer.weight, 2); !checked) return checked;
    layer.isBare = true;
    layer.spec.units = layer.weight->dims(layer.isOutputByInput ? 0 : 1);
    layer.inputs = layer.weight->dims(layer.isOutputByInput ? 1 : 0);
    if (!m_isFlat)
      return Error{message("takes samples of several dimensions; a Flatten before it is needed")};
    if (!m_features.empty() && m_features[0] != layer.inputs)
      return Error{message("has weights for {} inputs, but {} come in", layer.inputs, m_features[0])};
    m_features = {layer.spec.units};
    append(std::move(layer));
    return {};
  }

  /// Appends a layer that slides a window over the images that come in.
  Result<void> addWindow(const onnx::NodeProto& node, LayerKind kind, OnnxLayer layer) {
    if (m_features.size() != 3)
      return Error{message(
          "needs images of a known size. Export the model with an input of [batch, channels, height, width], "
          "where only the batch is open.")};
    const Shape in{.channels = m_features[0], .height = m_features[1], .width = m_features[2]};
    const Index kernel = layer.weight == nullptr ? 0 : layer.weight->dims(2);
    auto spec = onnxWindow(node, kind, in, kernel);
    if (!spec) return spec.error();
    spec->units = layer.weight == nullptr ? 1 : layer.weight->dims(0);
    const Shape out = outputShape(*spec, in);
    if (out.height < 1 || out.width < 1)
      return Error{message("has a kernel of {0}×{0}, which does not fit into images of {1}×{2}", spec->kernel,
                           in.height, in.width)};
    layer.spec = *spec;
    m_features = {out.channels, out.height, out.width};
    append(std::move(layer));
    return {};
  }

  Result<void> convolve(const onnx::NodeProto& node, const Operands& operands) {
    OnnxLayer layer;
    layer.weight = operands.constants[1];
    if (auto checked = checkWeight(layer.weight, 4); !checked) return checked;
    const auto& dims = layer.weight->dims();
    if (dims[2] != dims[3])
      return Error{message("has a kernel of {}×{}; only square ones are supported", dims[2], dims[3])};
    if (!m_features.empty() && m_features[0] != dims[1])
      return Error{message("has weights for {} channels, but {} come in", dims[1], m_features[0])};
    layer.isBare = true;
    layer.isOutputByInput = true;
    layer.inputs = dims[1] * dims[2] * dims[3];
    if (auto added = addWindow(node, LayerKind::Conv2d, std::move(layer)); !added) return added;
    const bool hasBias = node.input_size() == 3 && !node.input(2).empty();
    m_chain.layers.back().spec.bias = hasBias;
    return hasBias ? addBias(operands.constants[2], 1, BiasForm::Vector) : Result<void>();
  }

  Result<void> pool(const onnx::NodeProto& node, LayerKind kind) { return addWindow(node, kind, {}); }

  /// How a bias spreads over the outputs: as the vector that a Conv takes, or as Add and Gemm spread it, from
  /// the last dimension on.
  enum class BiasForm { Vector, Added };

  /// One value, or one for each unit or filter, and the same for all samples and places.
  bool isBias(const onnx::TensorProto& tensor, BiasForm form, Index outputs) const {
    const Index count = elementCount(tensor);
    const auto& dims = tensor.dims();
    if (form == BiasForm::Vector) return dims.size() == 1 && count == outputs;
    const bool isConvolution = m_chain.layers.back().spec.kind == LayerKind::Conv2d;
    if (dims.size() > (isConvolution ? 4 : 2)) return false;  // the sum would have more dimensions
    const int fromEnd = isConvolution ? 3 : 1;
    const bool liesAlong = dims.size() >= fromEnd && dims[dims.size() - fromEnd] == outputs;
    return count == 1 || (count == outputs && liesAlong);
  }

  Result<void> addBias(const onnx::TensorProto* tensor, float scale, BiasForm form) {
    if (tensor == nullptr) return Error{message("adds something that is not a constant")};
    OnnxLayer& layer = m_chain.layers.back();
    const Index outputs = layer.spec.units;
    if (tensor->data_type() != onnx::TensorProto::FLOAT || !isBias(*tensor, form, outputs))
      return Error{message("adds {} of shape {} to {} outputs", shownName(tensor->name()), shapeText(*tensor),
                           outputs)};
    layer.spec.bias = true;
    layer.biases.push_back({.tensor = tensor, .scale = scale});
    return {};
  }

  // y = alpha · x · B + beta · C, with B transposed where transB says so
  Result<void> gemm(const onnx::NodeProto& node, const Operands& operands) {
    OnnxLayer layer;
    layer.weight = operands.constants[1];
    layer.isOutputByInput = integerAttribute(node, "transB", 0) != 0;
    layer.alpha = floatAttribute(node, "alpha", 1);
    if (auto added = addDense(std::move(layer)); !added) return added;
    const bool hasBias = node.input_size() == 3 && !node.input(2).empty();
    return hasBias ? addBias(operands.constants[2], floatAttribute(node, "beta", 1), BiasForm::Added)
                   : Result<void>();
  }

  Result<void> matMul(const Operands& operands) {
    OnnxLayer layer;
    layer.weight = operands.constants[1];
    return addDense(std::move(layer));
  }

  Result<void> add(const Operands& operands) {
    if (m_chain.layers.empty() || !m_chain.layers.back().isBare)
      return Error{message("does not follow a layer with weights")};
    return addBias(operands.constants[operands.data == 0 ? 1 : 0], 1, BiasForm::Added);
  }

  Result<void> scaleAnswers(const std::string& op, const Operands& operands) {
    const auto& layers = m_chain.layers;
    if (layers.empty() || layers.back().spec.kind != LayerKind::Dense)
      return Error{message("does not follow a dense layer, whose answers it could scale")};
    return m_scaling.addBehind(op, operands.constants[operands.data == 0 ? 1 : 0], layers.back().spec.units);
  }

  Result<void> activate(const onnx::NodeProto& node, Activation activation) {
    OnnxLayer* layer = layerFor(activation);
    if (layer == nullptr)
      return Error{
          message("does not follow a layer with weights; an activation of its own is not supported")};
    if (activation == Activation::Softmax) {
      // Over the outputs of each sample: the last of two axes, which is the default of every operator set.
      const auto axis = integerAttribute(node, "axis", m_opset < 13 ? 1 : -1);
      if (axis != 1 && axis != -1)
        return Error{message("has axis {}; only the last axis is supported", axis)};
    }
    layer->spec.activation = activation;
    layer->isBare = false;
    return {};
  }

  Result<void> flatten(const onnx::NodeProto& node) {
    const auto axis = integerAttribute(node, "axis", 1);
    const bool isFromEnd =
        axis < 0 && !m_features.empty() && axis == -static_cast<std::int64_t>(m_features.size());
    if (axis != 1 && !isFromEnd) return Error{message("has axis {}; only axis 1 is supported", axis)};
    makeFlat();
    return {};
  }

  Result<void> reshape(const onnx::NodeProto& node, const Operands& operands) {
    const onnx::TensorProto* shape = operands.constants[1];
    if (shape == nullptr || shape->data_type() != onnx::TensorProto::INT64 || elementCount(*shape) != 2)
      return Error{message("is not a plain flattening to [batch, values] with a constant shape")};
    const auto target = integersOf(*shape);
    const Index values = product();
    const bool zeroCopies = integerAttribute(node, "allowzero", 0) == 0;
    const bool keepsBatch =
        target[0] == -1 || (target[0] == 0 && zeroCopies) || (m_batch > 0 && target[0] == m_batch);
    // [-1, F] keeps the samples apart only when F is what a sample has.
    const bool takesRest = target[1] == -1 && target[0] != -1;
    const bool takesAll = target[1] > 0 && target[1] == values;
    if (!keepsBatch || !(takesRest || takesAll))
      return Error{message("reshapes to [{}, {}], which does not flatten each sample", target[0], target[1])};
    makeFlat();
    return {};
  }

  /// Does nothing when the model is used. It becomes a layer, for training on, where its share is a constant
  /// input, as from operator set 12 on.
  Result<void> dropout(const Operands& operands) {
    const auto constant = [&](std::size_t input) {
      return operands.constants.size() > input ? operands.constants[input] : nullptr;
    };
    if (const onnx::TensorProto* training = constant(2)) {
      const bool isOne = training->data_type() == onnx::TensorProto::BOOL && elementCount(*training) == 1;
      const bool isOn =
          isOne && (training->has_raw_data() ? training->raw_data()[0] != 0 : training->int32_data(0) != 0);
      if (!isOne || isOn)
        return Error{message("drops values even when the model is used; export it for inference")};
    }
    const onnx::TensorProto* share = constant(1);
    if (share == nullptr || share->data_type() != onnx::TensorProto::FLOAT || elementCount(*share) != 1)
      return {};
    const double rate = decimalOf(floatsOf(*share)[0]);
    if (!(rate >= 0 && rate < 1))
      return Error{message("drops a share of {}; it can be from 0 to less than 1", rate)};
    m_dropout = rate;
    return {};
  }

  /// A Dropout becomes a layer only before another one, so that activations and biases behind it find theirs.
  void append(OnnxLayer layer) {
    if (const auto rate = std::exchange(m_dropout, std::nullopt)) {
      OnnxLayer before;
      before.spec = engine::dropout(*rate);
      m_chain.layers.push_back(std::move(before));
    }
    m_chain.layers.push_back(std::move(layer));
  }

  /// The layer that an activation belongs to; null where there is none. The largest of relus is the relu of
  /// the largest, so a Relu behind a MaxPool is the one of the layer before.
  OnnxLayer* layerFor(Activation activation) {
    auto& layers = m_chain.layers;
    const bool isBehindPool =
        activation == Activation::Relu && layers.size() >= 2 && layers.back().spec.kind == LayerKind::MaxPool;
    if (layers.empty()) return nullptr;
    OnnxLayer& layer = isBehindPool ? layers[layers.size() - 2] : layers.back();
    return layer.isBare ? &layer : nullptr;
  }

  /// Values of a sample; 0 when the file does not tell.
  Index product() const {
    if (m_features.empty()) return 0;
    Index values = 1;
    for (const Index size : m_features) values *= size;
    return values;
  }

  void makeFlat() {
    const bool hasWindows =
        std::ranges::any_of(m_chain.layers, [](const auto& layer) { return needsImages(layer.spec.kind); });
    // Before any window it only says how an image is read.
    if (!m_isFlat && hasWindows) {
      OnnxLayer layer;
      layer.spec = engine::flatten();
      append(std::move(layer));
    }
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
  std::optional<double> m_dropout;  ///< the share of a Dropout that no layer follows yet
  OnnxChain m_chain;
  OnnxScaling m_scaling;
};

}  // namespace

Result<OnnxChain> readOnnxChain(const OnnxModel& model) {
  return ChainReader(model).read();
}

}  // namespace pellucid::engine

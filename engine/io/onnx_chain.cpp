// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_chain.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "engine/base/numbers.h"
#include "engine/io/onnx_nodes.h"

namespace pellucid::engine {
namespace {

/// 0.2 for the float nearest to it, rather than that float converted to double.
double decimalOf(float value) {
  std::string text;
  appendNumber(text, value);
  return parseNumber<double>(text).value_or(value);
}

bool isNumeric(int type) {
  using Proto = onnx::TensorProto;
  return type == Proto::FLOAT || type == Proto::DOUBLE || type == Proto::FLOAT16 || type == Proto::BFLOAT16 ||
         type == Proto::UINT8 || type == Proto::INT8 || type == Proto::INT16 || type == Proto::UINT16 ||
         type == Proto::INT32 || type == Proto::INT64;
}

/// Follows the one value that changes from node to node, from the graph's input to its last output.
class ChainReader {
 public:
  ChainReader(const OnnxGraph& graph, OnnxFolder& folder, OnnxLayout layout)
      : m_graph(graph), m_constants(graph.constants), m_folder(folder), m_layout(layout) {}

  Result<OnnxChain> read() {
    if (auto begun = readInput(); !begun) return begun.error();
    m_answersBegin = answersBegin();
    for (m_at = 0; m_at < m_graph.nodes.size(); ++m_at) {
      const OnnxNode& node = m_graph.nodes[m_at];
      if (auto followed = follow(node); !followed)
        return Error{message("{} {}", shownNode(*node.proto), followed.error().message)};
    }
    for (const std::string& output : m_graph.outputs)
      if (!m_onChain.contains(output))
        return Error{message("its output {} is not made by any node of the chain", shownName(output))};
    if (std::ranges::find(m_graph.outputs, m_tip) == m_graph.outputs.end())
      return Error{message("the last node's value {} is not an output", shownName(m_tip))};
    auto chain = m_stack.finish(m_sample);
    if (!chain) return chain;
    if (m_graph.input.type == onnx::TensorProto::UINT8) takeBytes(chain->scaling.inputs);
    chain->classNames = m_graph.classNames;
    return chain;
  }

 private:
  /// A node's inputs, by role.
  struct Operands {
    /// For each input; null for the chain's value and for omitted ones.
    std::vector<const OnnxTensor*> constants;
    /// Which input is the chain's value; -1 for none.
    int data = -1;
    const OnnxTensor* at(std::size_t input) const {
      return input < constants.size() ? constants[input] : nullptr;
    }
  };

  Result<void> readInput() {
    const OnnxInput& input = m_graph.input;
    m_tip = input.name;
    m_onChain.insert(m_tip);
    if (!isNumeric(input.type))
      return Error{message("its input {} is not a tensor of numbers", shownName(m_tip))};
    if (input.dims.empty()) return {};
    if (input.dims.size() < 2 || input.dims.size() > 8)
      return Error{message("its input {} has {} dimensions; the batch and at least one more are needed",
                           shownName(m_tip), input.dims.size())};
    m_batch = input.dims[0].value_or(0);
    Index product = 1;
    std::vector<Index> dims;
    for (std::size_t i = 1; i < input.dims.size(); ++i) {
      if (!input.dims[i]) return {};
      const Index size = *input.dims[i];
      if (size < 1 || size > kMaxInputs / product)
        return Error{message("dimension {} of its input {} is {}; a sample has from 1 to {} values", i,
                             shownName(m_tip), size, kMaxInputs)};
      product *= size;
      dims.push_back(size);
    }
    m_stack = OnnxStack(OnnxTip(dims, areChannelsLast(dims)));
    m_sample = m_stack.tip().shape();
    advance(m_tip);
    return {};
  }

  /// Whether images are height, width, channels: as specified, or as required by the first node that depends
  /// on the order, or by their sizes.
  bool areChannelsLast(const std::vector<Index>& dims) const {
    if (dims.size() != 3) return false;
    if (m_layout != OnnxLayout::AsFile) return m_layout == OnnxLayout::ChannelsLast;
    static const std::set<std::string> kOrdered = {
        "Conv", "MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool", "BatchNormalization"};
    for (const OnnxNode& node : m_graph.nodes) {
      const std::string& op = node.proto->op_type();
      if (kOrdered.contains(op)) return false;
      if (op == "Transpose")
        return integersAttribute(*node.proto, "perm", {}) == std::vector<std::int64_t>{0, 3, 1, 2};
      if (op == "Flatten" || op == "Reshape") break;
    }
    constexpr Index kMostChannels = 4;
    return dims[2] <= kMostChannels && dims[0] > kMostChannels && dims[1] > kMostChannels;
  }

  /// The first of the nodes that only scale answers: a final Mul, optionally with an Add after it.
  std::size_t answersBegin() const {
    const auto& nodes = m_graph.nodes;
    const auto isLast = [&](std::size_t fromEnd, const char* op) {
      if (nodes.size() <= fromEnd) return false;
      const OnnxNode& node = nodes[nodes.size() - fromEnd];
      return node.proto->op_type() == op && !node.activation;
    };
    if (isLast(1, "Mul")) return nodes.size() - 1;
    if (isLast(1, "Add") && isLast(2, "Mul")) return nodes.size() - 2;
    return nodes.size();
  }

  Result<Operands> operandsOf(const OnnxNode& node) const {
    Operands operands;
    for (std::size_t i = 0; i < node.inputs.size(); ++i) {
      const std::string& name = node.inputs[i];
      operands.constants.push_back(nullptr);
      if (name.empty()) continue;
      if (const auto constant = m_constants.find(name); constant != m_constants.end()) {
        operands.constants.back() = &constant->second;
      } else if (name == m_tip && operands.data < 0) {
        operands.data = static_cast<int>(i);
      } else {
        return Error{
            message("takes {} beside the value of the node before it; only plain chains are supported, and "
                    "activations that Pellucid has",
                    shownName(name))};
      }
    }
    return operands;
  }

  Result<void> follow(const OnnxNode& node) {
    const std::string& op = node.proto->op_type();
    // Also for earlier values, whose shapes are still known.
    if (op == "Shape" && m_shapes.contains(node.inputs[0])) return shape(node);
    const auto operands = operandsOf(node);
    if (!operands) return operands.error();
    if (operands->data < 0) {
      auto folded = m_folder.fold(node, operands->constants);
      if (!folded)
        return Error{
            message("does not take the chain's value as its first input; only plain chains are supported")};
      m_constants.insert_or_assign(node.output, *std::move(folded));
      return {};
    }
    const bool commutes = op == "Add" || op == "Mul";
    if (operands->data > 0 && !commutes)
      return Error{
          message("does not take the chain's value as its first input; only plain chains are supported")};
    if (m_stack.isPadded() && op != "Conv" && op != "Transpose" && op != "Pad")
      return Error{message("comes behind zeros around an image, which only a convolution can take")};
    if (auto done = apply(node, *operands); !done) return done;
    advance(node.output);
    return {};
  }

  void advance(const std::string& name) {
    m_tip = name;
    m_onChain.insert(name);
    if (!m_stack.tip().isKnown()) return;
    auto& shape = m_shapes[name] = {m_batch > 0 ? m_batch : kOpenBatch};
    shape.insert(shape.end(), m_stack.tip().dims().begin(), m_stack.tip().dims().end());
  }

  Result<void> apply(const OnnxNode& node, const Operands& operands) {
    const std::string& op = node.proto->op_type();
    if (node.activation) return m_stack.activate(*node.activation);
    if (op == "Add" || op == "Sub" || op == "Mul" || op == "Div") return calculate(op, operands);
    if (op == "Gemm") return gemm(node, operands);
    if (op == "MatMul") return multiply(operands, 1, false);
    if (op == "Conv") return convolve(operands);
    if (op == "MaxPool") return m_stack.addPool(*node.proto, LayerKind::MaxPool);
    if (op == "AveragePool") return m_stack.addPool(*node.proto, LayerKind::AveragePool);
    if (op == "GlobalMaxPool") return m_stack.addGlobalPool(LayerKind::MaxPool, true);
    if (op == "GlobalAveragePool") return m_stack.addGlobalPool(LayerKind::AveragePool, true);
    if (op == "ReduceMean" || op == "ReduceMax") return reduce(node, operands);
    if (op == "BatchNormalization") return normalise(node, operands);
    if (op == "Softmax" || op == "LogSoftmax") return softmax(node);
    if (op == "Flatten") return flatten(node);
    if (op == "Dropout") return dropout(operands);
    if (op == "Pad") return pad(node, operands);
    if (op == "Cast") return cast(node);
    if (op == "Identity" || (op == "Concat" && node.inputs.size() == 1)) return {};
    if (op == "Scaler") return scale(node);
    return arrange(node, operands);
  }

  /// Changes only the layout of the value.
  Result<void> arrange(const OnnxNode& node, const Operands& operands) {
    const std::string& op = node.proto->op_type();
    if (op == "Reshape") return reshape(node, operands);
    const auto unfit = [&] { return Error{message("mixes samples, or does not fit what comes in")}; };
    bool isDone = false;
    if (op == "Transpose")
      isDone = m_stack.transpose(integersAttribute(*node.proto, "perm", {}));
    else if (op == "Squeeze")
      isDone = m_stack.squeeze(listOf(node, "axes", operands.at(1)));
    else if (op == "Unsqueeze")
      isDone = m_stack.unsqueeze(listOf(node, "axes", operands.at(1)));
    else
      return Error{
          message("works on what goes through the network; here it is supported for constants only")};
    return isDone ? Result<void>() : unfit();
  }

  Result<void> shape(const OnnxNode& node) {
    auto dims = m_shapes.at(node.inputs[0]);
    const auto rank = std::ssize(dims);
    const auto inside = [rank](std::int64_t at) {
      return std::clamp<std::int64_t>(at < 0 ? at + rank : at, 0, rank);
    };
    const auto begin = inside(integerAttribute(*node.proto, "start", 0));
    const auto end = std::max(inside(integerAttribute(*node.proto, "end", rank)), begin);
    dims = {dims.begin() + begin, dims.begin() + end};
    const Index count = std::ssize(dims);
    m_constants.insert_or_assign(node.output, onnxIntegers({count}, std::move(dims)));
    return {};
  }

  Result<void> calculate(const std::string& op, const Operands& operands) {
    const OnnxTensor* constant = operands.at(operands.data == 0 ? 1 : 0);
    if (constant == nullptr) return Error{message("does not take a constant")};
    const bool isOfAnswers = m_at >= m_answersBegin && m_stack.endsInDense();
    return isOfAnswers ? m_stack.scaleAnswers(op, *constant) : m_stack.addArithmetic(op, *constant);
  }

  Result<void> multiply(const Operands& operands, float alpha, bool isTransposed) {
    if (operands.at(1) == nullptr) return Error{message("multiplies by something that is not a constant")};
    OnnxLayer layer;
    layer.weight = *operands.at(1);
    layer.alpha = alpha;
    layer.isOutputByInput = isTransposed;
    return m_stack.addDense(std::move(layer));
  }

  // y = alpha · x · B + beta · C, with B transposed if transB is set
  Result<void> gemm(const OnnxNode& node, const Operands& operands) {
    const bool isTransposed = integerAttribute(*node.proto, "transB", 0) != 0;
    if (auto added = multiply(operands, floatAttribute(*node.proto, "alpha", 1), isTransposed); !added)
      return added;
    const OnnxTensor* bias = operands.at(2);
    return bias == nullptr ? Result<void>() : m_stack.addBias(*bias, floatAttribute(*node.proto, "beta", 1));
  }

  Result<void> convolve(const Operands& operands) {
    if (operands.at(1) == nullptr) return Error{message("multiplies by something that is not a constant")};
    const auto& node = *m_graph.nodes[m_at].proto;
    if (auto added = m_stack.addConvolution(node, *operands.at(1)); !added) return added;
    return operands.at(2) == nullptr ? Result<void>() : m_stack.addFilterBias(*operands.at(2));
  }

  /// The mean or the maximum of each map.
  Result<void> reduce(const OnnxNode& node, const Operands& operands) {
    const auto image = m_stack.tip().imageAxes();
    std::set<std::size_t> axes;
    for (const std::int64_t axis : listOf(node, "axes", operands.at(1)))
      if (const auto at = axisOf(axis, m_stack.tip().dims().size() + 1)) axes.insert(*at);
    if (!image || axes != std::set{image->first + 1, image->second + 1})
      return Error{message("does not take the whole of each map of an image of known size")};
    const LayerKind kind = node.proto->op_type() == "ReduceMax" ? LayerKind::MaxPool : LayerKind::AveragePool;
    return m_stack.addGlobalPool(kind, integerAttribute(*node.proto, "keepdims", 1) != 0);
  }

  Result<void> normalise(const OnnxNode& node, const Operands& operands) {
    std::array<const OnnxTensor*, 4> tensors = {};
    for (std::size_t i = 0; i < tensors.size(); ++i) {
      tensors[i] = operands.at(i + 1);
      if (tensors[i] == nullptr) return Error{message("does not take a constant")};
    }
    // ONNX's momentum is the share of the previous value, ours that of the batch.
    const double kept = decimalOf(floatAttribute(*node.proto, "momentum", 0.9F));
    return m_stack.addBatchNorm(tensors, decimalOf(floatAttribute(*node.proto, "epsilon", 1e-5F)),
                                decimalOf(static_cast<float>(1 - kept)));
  }

  Result<void> softmax(const OnnxNode& node) {
    // For a LogSoftmax the logits are the same; its outputs are given as probabilities instead of logarithms.
    const auto& dims = m_stack.tip().dims();
    const bool isOld = m_graph.opset < 13;  // these apply to all axes from `axis` on
    const auto axis = integerAttribute(*node.proto, "axis", isOld ? 1 : -1);
    const auto at = axisOf(axis, dims.size() + 1);
    bool isOfAll = at && *at > 0;
    for (std::size_t i = 0; isOfAll && i < dims.size(); ++i)
      isOfAll = dims[i] == 1 || (isOld ? i + 1 >= *at : i + 1 == *at);
    if (!isOfAll)
      return Error{message("has axis {}; only one over all answers of a sample is supported", axis)};
    return m_stack.activate(Activation::Softmax);
  }

  Result<void> flatten(const OnnxNode& node) {
    const auto axis = integerAttribute(*node.proto, "axis", 1);
    const bool isFromEnd = axis < 0 && axis == -std::ssize(m_stack.tip().dims());
    if (axis != 1 && !isFromEnd) return Error{message("has axis {}; only axis 1 is supported", axis)};
    m_stack.flatten();
    return {};
  }

  Result<void> reshape(const OnnxNode& node, const Operands& operands) {
    const OnnxTensor* shape = operands.at(1);
    if (shape == nullptr || !shape->isInteger()) return Error{message("has a shape that is not constant")};
    const bool zeroCopies = integerAttribute(*node.proto, "allowzero", 0) == 0;
    if (m_stack.reshape(*shape->integers, zeroCopies, m_batch)) return {};
    std::vector<Message> sizes;
    for (const std::int64_t size : *shape->integers)
      if (sizes.size() < 8)
        sizes.push_back(size == kOpenBatch ? message("the batch") : Message::number(size));
    return Error{message("reshapes to [{}], which does not keep each sample to itself", listed(sizes))};
  }

  /// Has no effect in use. It becomes a layer, for further training, if its rate is a constant input, as from
  /// operator set 12 on.
  Result<void> dropout(const Operands& operands) {
    if (const OnnxTensor* training = operands.at(2)) {
      const bool isOff = training->isInteger() && training->count() == 1 && (*training->integers)[0] == 0;
      if (!isOff) return Error{message("drops values even when the model is used; export it for inference")};
    }
    const OnnxTensor* share = operands.at(1);
    if (share == nullptr || !share->isFloat() || share->count() != 1) return {};
    const double rate = decimalOf((*share->floats)[0]);
    if (!(rate >= 0 && rate < 1))
      return Error{message("drops a share of {}; it can be from 0 to less than 1", rate)};
    m_stack.drop(rate);
    return {};
  }

  Result<void> pad(const OnnxNode& node, const Operands& operands) {
    const OnnxTensor* value = operands.at(2);
    const bool isZero =
        value == nullptr || (value->isFloat() && value->count() == 1 && (*value->floats)[0] == 0);
    if (textAttribute(*node.proto, "mode", "constant") != "constant" || !isZero ||
        floatAttribute(*node.proto, "value", 0) != 0 || operands.at(3) != nullptr)
      return Error{message("pads with something other than zeros")};
    return m_stack.pad(listOf(node, "pads", operands.at(1)));
  }

  Result<void> cast(const OnnxNode& node) {
    const auto to = integerAttribute(*node.proto, "to", 0);
    using Proto = onnx::TensorProto;
    if (to == Proto::FLOAT || to == Proto::DOUBLE || to == Proto::FLOAT16 || to == Proto::BFLOAT16) return {};
    return Error{message("makes whole numbers of what goes through the network")};
  }

  /// scikit-learn's StandardScaler: (x − offset) · scale
  Result<void> scale(const OnnxNode& node) {
    for (const auto& [name, op] : {std::pair("offset", "Sub"), {"scale", "Mul"}}) {
      auto values = floatsAttribute(*node.proto, name);
      if (values.empty()) continue;
      const Index count = std::ssize(values);
      OnnxTensor constant = onnxFloats({count}, std::move(values));
      constant.name = name;
      if (auto done = m_stack.addArithmetic(op, constant); !done) return done;
    }
    return {};
  }

  const OnnxGraph& m_graph;
  std::map<std::string, OnnxTensor> m_constants;
  OnnxFolder& m_folder;
  OnnxLayout m_layout;
  OnnxStack m_stack{OnnxTip()};
  Shape m_sample{.channels = 1, .height = 1, .width = 0};     ///< of size 0 where the file does not say
  std::set<std::string> m_onChain;                            ///< the values between input and tip
  std::map<std::string, std::vector<std::int64_t>> m_shapes;  ///< with the batch, for values on the chain
  std::string m_tip;                                          ///< the value that the next node must use
  std::int64_t m_batch = 0;                                   ///< 0 if open
  std::size_t m_at = 0;                                       ///< the node being read
  std::size_t m_answersBegin = 0;
};

}  // namespace

void takeBytes(Standard& inputs) {
  if (inputs.isEmpty()) inputs = {.mean = Vector::Zero(1), .deviation = Vector::Ones(1)};
  constexpr Scalar kBrightest = 255;
  inputs.mean /= kBrightest;
  inputs.deviation /= kBrightest;
  // 1/255 in a file is a float.
  constexpr Scalar kRounding = Scalar(1e-6);
  if ((inputs.mean.array() == 0).all() && ((inputs.deviation.array() - 1).abs() < kRounding).all())
    inputs = {};
}

Result<OnnxChain> readOnnxChain(const OnnxGraph& graph, OnnxFolder& folder, OnnxLayout layout) {
  return ChainReader(graph, folder, layout).read();
}

}  // namespace pellucid::engine

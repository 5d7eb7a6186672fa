// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_nodes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <vector>

#include "engine/io/onnx_activations.h"
#include "engine/io/onnx_words.h"

namespace pellucid::engine {
namespace {

using Type = onnx::AttributeProto::AttributeType;

struct Operator {
  std::string_view name;
  int leastInputs;
  int mostInputs;
  int mostOutputs;
  /// Names with the types of their values: i(nteger), f(loat), s(tring), t(ensor), I and F (lists of them).
  std::string_view attributes;
};

constexpr auto kOperators = std::to_array<Operator>({
    {"Abs", 1, 1, 1, ""},
    {"Add", 2, 2, 1, ""},
    {"AveragePool", 1, 1, 1,
     "auto_pad:s ceil_mode:i count_include_pad:i dilations:I kernel_shape:I pads:I strides:I"},
    {"BatchNormalization", 5, 5, 5, "epsilon:f momentum:f spatial:i training_mode:i"},
    {"Cast", 1, 1, 1, "to:i saturate:i round_mode:s"},
    {"Celu", 1, 1, 1, "alpha:f"},
    {"Clip", 1, 3, 1, "min:f max:f"},
    {"Concat", 1, 8, 1, "axis:i"},
    {"Constant", 0, 0, 1, "value:t value_int:i value_ints:I value_float:f value_floats:F"},
    {"ConstantOfShape", 1, 1, 1, "value:t"},
    {"Conv", 2, 3, 1, "auto_pad:s dilations:I group:i kernel_shape:I pads:I strides:I"},
    {"DequantizeLinear", 2, 3, 1, "axis:i"},
    {"Div", 2, 2, 1, ""},
    {"Dropout", 1, 3, 2, "ratio:f seed:i"},
    {"Elu", 1, 1, 1, "alpha:f"},
    {"Erf", 1, 1, 1, ""},
    {"Exp", 1, 1, 1, ""},
    {"Flatten", 1, 1, 1, "axis:i"},
    {"Gather", 2, 2, 1, "axis:i"},
    {"Gelu", 1, 1, 1, "approximate:s"},
    {"Gemm", 2, 3, 1, "alpha:f beta:f transA:i transB:i"},
    {"GlobalAveragePool", 1, 1, 1, ""},
    {"GlobalMaxPool", 1, 1, 1, ""},
    {"HardSigmoid", 1, 1, 1, "alpha:f beta:f"},
    {"HardSwish", 1, 1, 1, ""},
    {"Identity", 1, 1, 1, ""},
    {"LeakyRelu", 1, 1, 1, "alpha:f"},
    {"Log", 1, 1, 1, ""},
    {"LogSoftmax", 1, 1, 1, "axis:i"},
    {"MatMul", 2, 2, 1, ""},
    {"Max", 2, 2, 1, ""},
    {"MaxPool", 1, 1, 1,
     "auto_pad:s ceil_mode:i dilations:I kernel_shape:I pads:I storage_order:i strides:I"},
    {"Min", 2, 2, 1, ""},
    {"Mish", 1, 1, 1, ""},
    {"Mul", 2, 2, 1, ""},
    {"Neg", 1, 1, 1, ""},
    {"PRelu", 2, 2, 1, ""},
    {"Pad", 1, 4, 1, "mode:s pads:I value:f"},
    {"Pow", 2, 2, 1, ""},
    {"Reciprocal", 1, 1, 1, ""},
    {"ReduceMax", 1, 2, 1, "axes:I keepdims:i noop_with_empty_axes:i"},
    {"ReduceMean", 1, 2, 1, "axes:I keepdims:i noop_with_empty_axes:i"},
    {"Relu", 1, 1, 1, ""},
    {"Reshape", 2, 2, 1, "allowzero:i"},
    {"Scaler", 1, 1, 1, "offset:F scale:F"},
    {"Selu", 1, 1, 1, "alpha:f gamma:f"},
    {"Shape", 1, 1, 1, "start:i end:i"},
    {"Sigmoid", 1, 1, 1, ""},
    {"Slice", 1, 5, 1, "axes:I ends:I starts:I"},
    {"Softmax", 1, 1, 1, "axis:i"},
    {"Softplus", 1, 1, 1, ""},
    {"Softsign", 1, 1, 1, ""},
    {"Sqrt", 1, 1, 1, ""},
    {"Squeeze", 1, 2, 1, "axes:I"},
    {"Sub", 2, 2, 1, ""},
    {"Swish", 1, 1, 1, "alpha:f"},
    {"Tanh", 1, 1, 1, ""},
    {"ThresholdedRelu", 1, 1, 1, "alpha:f"},
    {"Transpose", 1, 1, 1, "perm:I"},
    {"Unsqueeze", 1, 2, 1, "axes:I"},
});

/// The letter for the type in the table above.
char letterOf(Type type) {
  switch (type) {
    case onnx::AttributeProto::INT:
      return 'i';
    case onnx::AttributeProto::INTS:
      return 'I';
    case onnx::AttributeProto::FLOAT:
      return 'f';
    case onnx::AttributeProto::FLOATS:
      return 'F';
    case onnx::AttributeProto::STRING:
      return 's';
    case onnx::AttributeProto::TENSOR:
      return 't';
    default:
      return '?';
  }
}

bool isAttribute(const Operator& known, const onnx::AttributeProto& attribute) {
  const std::string entry = fmt::format(" {}:{} ", attribute.name(), letterOf(attribute.type()));
  const bool isWord = attribute.name().find_first_of(" :") == std::string::npos;
  return isWord && fmt::format(" {} ", known.attributes).find(entry) != std::string::npos;
}

bool isAll(const onnx::NodeProto& node, const char* name, std::int64_t value) {
  const auto values = integersAttribute(node, name, {});
  return std::ranges::count(values, value) == std::ssize(values);
}

/// Whether the operator is only meaningful to a network as part of an activation.
bool isOnlyActivation(const std::string& op) {
  return isElementwise(op) && op != "Add" && op != "Sub" && op != "Mul" && op != "Div";
}

/// What a known node does that Pellucid's layers cannot do; empty if there is nothing.
Message limit(const onnx::NodeProto& node) {
  if (node.op_type() == "Constant" && node.attribute_size() != 1) return message("without a value");
  if (integerAttribute(node, "transA", 0) != 0) return message("with transA");
  if (integerAttribute(node, "training_mode", 0) != 0)
    return message("as it is while training; export the model for inference");
  if (const auto group = integerAttribute(node, "group", 1); node.op_type() == "Conv" && group != 1)
    return message("with group {}: a grouped convolution, whose filters see only some of the channels",
                   group);
  if (!isAll(node, "dilations", 1))
    return message("with dilations [{}]: a dilated convolution, whose filters skip pixels",
                   fmt::join(integersAttribute(node, "dilations", {}), ", "));
  if (integerAttribute(node, "storage_order", 0) != 0)
    return message("with storage_order {}", integerAttribute(node, "storage_order", 0));
  return {};
}

const onnx::AttributeProto* find(const onnx::NodeProto& node, std::string_view name) {
  for (const auto& attribute : node.attribute())
    if (attribute.name() == name) return &attribute;
  return nullptr;
}

}  // namespace

Message onnxObjection(const OnnxNode& known) {
  const onnx::NodeProto& node = *known.proto;
  const bool isOfScikit = node.domain() == "ai.onnx.ml" && node.op_type() == "Scaler";
  if (!isStandard(node) && !isOfScikit) return message("of the unknown domain {}", shownName(node.domain()));
  const auto* op = std::ranges::find(kOperators, node.op_type(), &Operator::name);
  if (op == kOperators.end()) {
    const Message meaning = onnxMeaning(node.op_type());
    return meaning.empty() ? message("unknown operator") : meaning;
  }
  if (node.input_size() < op->leastInputs || node.input_size() > op->mostInputs)
    return message("with {} inputs", node.input_size());
  if (node.output_size() < 1 || node.output_size() > op->mostOutputs)
    return message("with {} outputs", node.output_size());
  std::set<std::string_view> seen;
  for (const auto& attribute : node.attribute()) {
    if (!isAttribute(*op, attribute)) return message("with the attribute {}", shownName(attribute.name()));
    if (!seen.insert(attribute.name()).second) return message("with {} given twice", attribute.name());
  }
  return limit(node);
}

Result<void> checkOnnxNodes(const OnnxGraph& graph, const std::string& producer) {
  constexpr std::size_t kMostListed = 50;
  OnnxGraph recognised = graph;
  recogniseActivations(recognised);
  std::set<const onnx::NodeProto*> left;
  for (const OnnxNode& node : recognised.nodes)
    if (!node.activation) left.insert(node.proto);
  std::vector<Message> unsupported;
  std::size_t count = 0;
  for (const OnnxNode& node : graph.nodes) {
    Message reason = onnxObjection(node);
    if (reason.empty() && left.contains(node.proto) && isOnlyActivation(node.proto->op_type()))
      reason = message("is none of the activations that Pellucid has");
    if (reason.empty()) continue;
    if (++count <= kMostListed) unsupported.push_back(message("{} ({})", shownNode(*node.proto), reason));
  }
  if (count == 0) return {};
  return Error{message(
      "{} of its {} nodes are not supported: {}{}. Pellucid reads chains of dense layers, convolutions, "
      "pools, batch normalisation, dropout and the usual activations. {}",
      count, graph.nodes.size(), listed(unsupported),
      count > kMostListed ? message(" and {} more", count - kMostListed) : Message(), onnxAdvice(producer))};
}

bool isStandard(const onnx::NodeProto& node) {
  return node.domain().empty() || node.domain() == "ai.onnx";
}

std::string shownNode(const onnx::NodeProto& node) {
  std::string op = shownName(node.op_type());
  op = op.substr(1, op.size() - 2);
  const bool isNamed = !node.name().empty();
  if (!isNamed && node.output_size() == 0) return op;
  return fmt::format("{} {}", op, shownName(isNamed ? node.name() : node.output(0)));
}

std::int64_t integerAttribute(const onnx::NodeProto& node, const char* name, std::int64_t otherwise) {
  const auto* attribute = find(node, name);
  return attribute == nullptr ? otherwise : attribute->i();
}

float floatAttribute(const onnx::NodeProto& node, const char* name, float otherwise) {
  const auto* attribute = find(node, name);
  return attribute == nullptr ? otherwise : attribute->f();
}

std::string textAttribute(const onnx::NodeProto& node, const char* name, const char* otherwise) {
  const auto* attribute = find(node, name);
  return attribute == nullptr ? otherwise : attribute->s();
}

std::vector<float> floatsAttribute(const onnx::NodeProto& node, const char* name) {
  const auto* attribute = find(node, name);
  if (attribute == nullptr) return {};
  return {attribute->floats().begin(), attribute->floats().end()};
}

std::vector<std::int64_t> integersAttribute(const onnx::NodeProto& node, const char* name,
                                            std::vector<std::int64_t> otherwise) {
  const auto* attribute = find(node, name);
  if (attribute == nullptr) return otherwise;
  return {attribute->ints().begin(), attribute->ints().end()};
}

void addInteger(onnx::NodeProto& node, const char* name, std::int64_t value) {
  auto* attribute = node.add_attribute();
  attribute->set_name(name);
  attribute->set_type(onnx::AttributeProto::INT);
  attribute->set_i(value);
}

void addFloat(onnx::NodeProto& node, const char* name, float value) {
  auto* attribute = node.add_attribute();
  attribute->set_name(name);
  attribute->set_type(onnx::AttributeProto::FLOAT);
  attribute->set_f(value);
}

void addIntegers(onnx::NodeProto& node, const char* name, const std::vector<std::int64_t>& values) {
  auto* attribute = node.add_attribute();
  attribute->set_name(name);
  attribute->set_type(onnx::AttributeProto::INTS);
  for (const std::int64_t value : values) attribute->add_ints(value);
}

}  // namespace pellucid::engine

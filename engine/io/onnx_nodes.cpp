// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_nodes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace pellucid::engine {
namespace {

using Type = onnx::AttributeProto::AttributeType;

struct Attribute {
  std::string_view name;
  Type type;
};

struct Operator {
  std::string_view name;
  int leastInputs;
  int mostInputs;
  int mostOutputs;
  std::vector<Attribute> attributes;
};

const Operator* findOperator(std::string_view name) {
  constexpr Type kInt = onnx::AttributeProto::INT;
  constexpr Type kInts = onnx::AttributeProto::INTS;
  constexpr Type kFloat = onnx::AttributeProto::FLOAT;
  constexpr Type kText = onnx::AttributeProto::STRING;
  static const std::vector<Operator> kOperators = {
      {"Add", 2, 2, 1, {}},
      {"AveragePool",
       1,
       1,
       1,
       {{"auto_pad", kText},
        {"ceil_mode", kInt},
        {"count_include_pad", kInt},
        {"dilations", kInts},
        {"kernel_shape", kInts},
        {"pads", kInts},
        {"strides", kInts}}},
      {"Constant", 0, 0, 1, {{"value", onnx::AttributeProto::TENSOR}}},
      {"Conv",
       2,
       3,
       1,
       {{"auto_pad", kText},
        {"dilations", kInts},
        {"group", kInt},
        {"kernel_shape", kInts},
        {"pads", kInts},
        {"strides", kInts}}},
      {"Div", 2, 2, 1, {}},
      {"Dropout", 1, 3, 2, {{"ratio", kFloat}, {"seed", kInt}}},
      {"Flatten", 1, 1, 1, {{"axis", kInt}}},
      {"Gemm", 2, 3, 1, {{"alpha", kFloat}, {"beta", kFloat}, {"transA", kInt}, {"transB", kInt}}},
      {"Identity", 1, 1, 1, {}},
      {"LogSoftmax", 1, 1, 1, {{"axis", kInt}}},
      {"MatMul", 2, 2, 1, {}},
      {"MaxPool",
       1,
       1,
       1,
       {{"auto_pad", kText},
        {"ceil_mode", kInt},
        {"dilations", kInts},
        {"kernel_shape", kInts},
        {"pads", kInts},
        {"storage_order", kInt},
        {"strides", kInts}}},
      {"Mul", 2, 2, 1, {}},
      {"Relu", 1, 1, 1, {}},
      {"Reshape", 2, 2, 1, {{"allowzero", kInt}}},
      {"Sigmoid", 1, 1, 1, {}},
      {"Softmax", 1, 1, 1, {{"axis", kInt}}},
      {"Sub", 2, 2, 1, {}},
      {"Tanh", 1, 1, 1, {}},
  };
  const auto found = std::ranges::find(kOperators, name, &Operator::name);
  return found == kOperators.end() ? nullptr : &*found;
}

/// Why the node is not supported; empty when it is.
Message objection(const onnx::NodeProto& node) {
  if (!node.domain().empty() && node.domain() != "ai.onnx")
    return message("of the unknown domain {}", shownName(node.domain()));
  const Operator* known = findOperator(node.op_type());
  if (known == nullptr) return message("unknown operator");
  if (node.input_size() < known->leastInputs || node.input_size() > known->mostInputs)
    return message("with {} inputs", node.input_size());
  if (node.output_size() < 1 || node.output_size() > known->mostOutputs)
    return message("with {} outputs", node.output_size());
  std::vector<std::string_view> seen;
  for (const auto& attribute : node.attribute()) {
    const auto allowed = std::ranges::find(known->attributes, attribute.name(), &Attribute::name);
    const bool isKnown = allowed != known->attributes.end() && allowed->type == attribute.type();
    if (!isKnown) return message("with the attribute {}", shownName(attribute.name()));
    if (std::ranges::find(seen, allowed->name) != seen.end())
      return message("with {} given twice", allowed->name);
    seen.push_back(allowed->name);
  }
  if (node.op_type() == "Constant" && (seen.empty() || !node.attribute(0).has_t()))
    return message("without a value");
  if (integerAttribute(node, "transA", 0) != 0) return message("with transA");
  return {};
}

const onnx::AttributeProto* find(const onnx::NodeProto& node, std::string_view name) {
  for (const auto& attribute : node.attribute())
    if (attribute.name() == name) return &attribute;
  return nullptr;
}

}  // namespace

Result<void> checkOnnxNodes(const onnx::GraphProto& graph) {
  constexpr std::size_t kMostListed = 50;
  std::vector<Message> unsupported;
  std::size_t count = 0;
  for (const auto& node : graph.node()) {
    const Message reason = objection(node);
    if (reason.empty()) continue;
    if (++count <= kMostListed) unsupported.push_back(message("{} ({})", shownNode(node), reason));
  }
  if (count == 0) return {};
  return Error{
      message("{} of its {} nodes are not supported: {}{}. Pellucid reads chains of Gemm or MatMul and "
              "Add, Conv, MaxPool, AveragePool, Relu, Sigmoid, Tanh, "
              "Softmax, LogSoftmax, Flatten, Reshape, Identity and Dropout.",
              count, graph.node_size(), listed(unsupported),
              count > kMostListed ? message(" and {} more", count - kMostListed) : Message())};
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

void addIntegers(onnx::NodeProto& node, const char* name, const std::vector<std::int64_t>& values) {
  auto* attribute = node.add_attribute();
  attribute->set_name(name);
  attribute->set_type(onnx::AttributeProto::INTS);
  for (const std::int64_t value : values) attribute->add_ints(value);
}

}  // namespace pellucid::engine

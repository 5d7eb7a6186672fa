// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_activation_nodes.h"

#include <initializer_list>

#include "engine/io/onnx_nodes.h"

namespace pellucid::engine {
namespace {

/// Writes the nodes of one activation, with separate names for its values and constants.
class ActivationWriter {
 public:
  ActivationWriter(onnx::GraphProto& graph, std::string name, std::string a)
      : m_graph(graph), m_name(std::move(name)), m_a(std::move(a)) {}

  /// An intermediate value.
  std::string part(const char* op, std::initializer_list<std::string> inputs) {
    return node(op, inputs, m_name + ".part" + std::to_string(++m_parts));
  }
  /// The last node, which outputs `a`.
  std::string last(const char* op, std::initializer_list<std::string> inputs) {
    node(op, inputs, m_a);
    return m_a;
  }
  /// Sets an attribute of the node added last.
  std::string with(const char* attribute, float value, const std::string& result) {
    addFloat(*m_graph.mutable_node(m_graph.node_size() - 1), attribute, value);
    return result;
  }
  std::string number(const char* name, float value) {
    auto* initializer = m_graph.add_initializer();
    initializer->set_name(m_name + "." + name);
    initializer->set_data_type(onnx::TensorProto::FLOAT);
    initializer->set_raw_data(&value, sizeof value);
    return initializer->name();
  }

 private:
  std::string node(const char* op, std::initializer_list<std::string> inputs, const std::string& output) {
    auto* added = m_graph.add_node();
    added->set_op_type(op);
    added->set_name(output == m_a ? m_name : output);
    for (const std::string& input : inputs) added->add_input(input);
    added->add_output(output);
    return output;
  }

  onnx::GraphProto& m_graph;
  std::string m_name;
  std::string m_a;
  int m_parts = 0;
};

/// z/2 (1 + erf(z / sqrt(2)))
std::string gelu(ActivationWriter& write, const std::string& z) {
  const std::string scaled = write.part("Div", {z, write.number("root", 1.41421356F)});
  const std::string share = write.part("Add", {write.part("Erf", {scaled}), write.number("one", 1)});
  return write.last("Mul", {write.part("Mul", {z, write.number("half", 0.5F)}), share});
}

/// z/2 (1 + tanh(sqrt(2/π) (z + 0.044715 z³)))
std::string geluTanh(ActivationWriter& write, const std::string& z) {
  const std::string cube = write.part("Mul", {write.part("Mul", {z, z}), z});
  const std::string sum = write.part("Add", {z, write.part("Mul", {cube, write.number("cubic", 0.044715F)})});
  const std::string scaled = write.part("Mul", {sum, write.number("root", 0.797884561F)});
  const std::string share = write.part("Add", {write.part("Tanh", {scaled}), write.number("one", 1)});
  return write.last("Mul", {write.part("Mul", {z, write.number("half", 0.5F)}), share});
}

}  // namespace

std::string addOnnxActivation(onnx::GraphProto& graph, Activation activation, const std::string& name,
                              const std::string& z, const std::string& a) {
  ActivationWriter write(graph, name + "." + std::string(nameOf(activation)), a);
  switch (activation) {
    case Activation::Linear:
      return z;
    case Activation::Exponential:
      return write.last("Exp", {z});
    case Activation::Sigmoid:
      return write.last("Sigmoid", {z});
    case Activation::BipolarSigmoid:
      return write.last("Tanh", {write.part("Mul", {z, write.number("half", 0.5F)})});
    case Activation::Tanh:
      return write.last("Tanh", {z});
    case Activation::Relu:
      return write.last("Relu", {z});
    case Activation::LeakyRelu:
      return write.with("alpha", 0.01F, write.last("LeakyRelu", {z}));
    case Activation::Elu:
      return write.with("alpha", 1, write.last("Elu", {z}));
    case Activation::Selu:
      return write.with("gamma", 1.05070099F, write.with("alpha", 1.67326324F, write.last("Selu", {z})));
    case Activation::Gelu:
      return gelu(write, z);
    case Activation::GeluTanh:
      return geluTanh(write, z);
    case Activation::Silu:
      return write.last("Mul", {z, write.part("Sigmoid", {z})});
    case Activation::Softplus:
      return write.last("Softplus", {z});
    case Activation::Softsign:
      return write.last("Softsign", {z});
    case Activation::HardSigmoid:
      return write.with("beta", 0.5F, write.with("alpha", 1.0F / 6, write.last("HardSigmoid", {z})));
    case Activation::Softmax:
      write.last("Softmax", {z});
      addInteger(*graph.mutable_node(graph.node_size() - 1), "axis", -1);
      return a;
  }
  return z;
}

}  // namespace pellucid::engine

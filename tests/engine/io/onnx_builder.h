// SPDX-License-Identifier: GPL-3.0-or-later
// Puts together ONNX files as other tools write them, and as none should.
#pragma once

#include <onnx.pb.h>

#include <string>
#include <vector>

#include "engine/data/gzip.h"

namespace pellucid::tests {

class OnnxBuilder {
 public:
  using Names = std::vector<std::string>;

  /// A model with one float input `x` of these dimensions; 0 leaves one open.
  explicit OnnxBuilder(const std::vector<std::int64_t>& dims = {0, 2}) {
    proto.set_ir_version(7);
    proto.add_opset_import()->set_version(13);
    graph().set_name("g");
    declare(graph().add_input(), "x", dims);
  }

  onnx::GraphProto& graph() { return *proto.mutable_graph(); }
  onnx::NodeProto& lastNode() { return *graph().mutable_node(graph().node_size() - 1); }
  onnx::TensorProto& lastTensor() { return *graph().mutable_initializer(graph().initializer_size() - 1); }

  static void declare(onnx::ValueInfoProto* info, const std::string& name,
                      const std::vector<std::int64_t>& dims) {
    info->set_name(name);
    auto* type = info->mutable_type()->mutable_tensor_type();
    type->set_elem_type(onnx::TensorProto::FLOAT);
    for (const std::int64_t size : dims) {
      auto* dim = type->mutable_shape()->add_dim();
      if (size != 0) dim->set_dim_value(size);
    }
  }

  static void fill(onnx::TensorProto& tensor, const std::vector<std::int64_t>& dims,
                   const std::vector<float>& values) {
    tensor.set_data_type(onnx::TensorProto::FLOAT);
    for (const std::int64_t size : dims) tensor.add_dims(size);
    tensor.set_raw_data(values.data(), values.size() * sizeof(float));
  }

  OnnxBuilder& floats(const std::string& name, const std::vector<std::int64_t>& dims,
                      const std::vector<float>& values) {
    auto* tensor = graph().add_initializer();
    tensor->set_name(name);
    fill(*tensor, dims, values);
    return *this;
  }
  OnnxBuilder& integers(const std::string& name, const std::vector<std::int64_t>& values) {
    auto* tensor = graph().add_initializer();
    tensor->set_name(name);
    tensor->set_data_type(onnx::TensorProto::INT64);
    tensor->add_dims(static_cast<std::int64_t>(values.size()));
    for (const std::int64_t value : values) tensor->add_int64_data(value);
    return *this;
  }
  OnnxBuilder& node(const std::string& op, const Names& inputs, const std::string& output) {
    auto* node = graph().add_node();
    node->set_op_type(op);
    node->set_name("n" + std::to_string(graph().node_size()));
    for (const std::string& input : inputs) node->add_input(input);
    node->add_output(output);
    return *this;
  }
  /// Sets an attribute of the node added last.
  OnnxBuilder& with(const std::string& name, std::int64_t value) {
    auto* attribute = lastNode().add_attribute();
    attribute->set_name(name);
    attribute->set_type(onnx::AttributeProto::INT);
    attribute->set_i(value);
    return *this;
  }
  OnnxBuilder& withFloat(const std::string& name, float value) {
    auto* attribute = lastNode().add_attribute();
    attribute->set_name(name);
    attribute->set_type(onnx::AttributeProto::FLOAT);
    attribute->set_f(value);
    return *this;
  }
  OnnxBuilder& withTensor(const std::vector<std::int64_t>& dims, const std::vector<float>& values) {
    auto* attribute = lastNode().add_attribute();
    attribute->set_name("value");
    attribute->set_type(onnx::AttributeProto::TENSOR);
    fill(*attribute->mutable_t(), dims, values);
    return *this;
  }
  OnnxBuilder& output(const std::string& name) {
    declare(graph().add_output(), name, {0, 0});
    return *this;
  }

  engine::Bytes bytes() const {
    const std::string text = proto.SerializeAsString();
    return {text.begin(), text.end()};
  }

  onnx::ModelProto proto;
};

/// x[N, 2] → Gemm w[3, 2], b[3] → y: the plainest model, for tests that change one thing in it.
inline OnnxBuilder plainOnnx() {
  OnnxBuilder model;
  model.floats("w", {3, 2}, {1, 2, 3, 4, 5, 6}).floats("b", {3}, {7, 8, 9});
  model.node("Gemm", {"x", "w", "b"}, "y").with("transB", 1).output("y");
  return model;
}

}  // namespace pellucid::tests

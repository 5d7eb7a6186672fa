// SPDX-License-Identifier: GPL-3.0-or-later
#include <onnx.pb.h>

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "engine/base/check.h"
#include "engine/io/onnx.h"
#include "engine/io/onnx_activation_nodes.h"
#include "engine/io/onnx_metadata.h"
#include "engine/io/onnx_nodes.h"
#include "engine/io/onnx_windows.h"
#include "engine/io/parameters.h"

namespace pellucid::engine {
namespace {

constexpr std::int64_t kIrVersion = 7;
constexpr std::int64_t kOpset = 13;
constexpr const char* kInput = "input";
constexpr const char* kLogits = "logits";

/// float[batch, sizes…] under this name.
void describe(onnx::ValueInfoProto* info, const std::string& name, std::initializer_list<Index> sizes) {
  info->set_name(name);
  auto* tensor = info->mutable_type()->mutable_tensor_type();
  tensor->set_elem_type(onnx::TensorProto::FLOAT);
  tensor->mutable_shape()->add_dim()->set_dim_param("batch");
  for (const Index size : sizes) tensor->mutable_shape()->add_dim()->set_dim_value(size);
}

void addNumbers(onnx::GraphProto& graph, const std::string& name, const Vector& values,
                const std::vector<Index>& sizes) {
  auto* initializer = graph.add_initializer();
  initializer->set_name(name);
  initializer->set_data_type(onnx::TensorProto::FLOAT);
  for (const Index size : sizes) initializer->add_dims(size);
  for (const Scalar value : values) initializer->add_float_data(static_cast<float>(value));
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

/// Whether the graph takes channels, height and width instead of values in a row: where a layer works on
/// maps, or where only a Flatten shows that none does.
bool takesImages(const NetworkSpec& network, const Shape& shape) {
  const auto dense = std::ranges::find(network.layers, LayerKind::Dense, &LayerSpec::kind);
  const bool isNormalised = std::any_of(network.layers.begin(), dense, [](const LayerSpec& layer) {
    return layer.kind == LayerKind::BatchNorm;
  });
  return needsImages(network) || (shape.isImage() && isNormalised);
}

/// The same network with a Flatten exactly where images become values in a row, which ONNX needs and the
/// engine does not. It has no parameters, so the weights stay unchanged.
NetworkSpec withFlattens(const NetworkSpec& network, const Shape& shape) {
  NetworkSpec result = network;
  result.layers.clear();
  bool isImage = takesImages(network, shape);
  for (const LayerSpec& layer : network.layers) {
    const bool needsRow = layer.kind == LayerKind::Dense || layer.kind == LayerKind::Flatten;
    if (isImage && needsRow) result.layers.push_back(flatten());
    if (needsRow) isImage = false;
    if (layer.kind != LayerKind::Flatten) result.layers.push_back(layer);
  }
  return result;
}

/// The nodes of a network, one after the other.
class GraphWriter {
 public:
  GraphWriter(onnx::GraphProto& graph, const Network& network, const Scaling& scaling, bool takesImages)
      : m_graph(graph), m_network(network), m_scaling(scaling), m_takesImages(takesImages) {}

  void write() {
    std::string value = scaleInputs();
    for (std::size_t i = 0; i < m_network.layerCount(); ++i) value = addLayer(i, value);
  }

 private:
  /// x ← (x − mean) / deviation
  std::string scaleInputs() {
    const Standard& standard = m_scaling.inputs;
    if (standard.isEmpty()) return kInput;
    // One entry per channel of images, followed by their other sizes.
    std::vector<Index> sizes = {standard.mean.size()};
    if (m_takesImages) sizes.insert(sizes.end(), {1, 1});
    addNumbers(m_graph, "input.mean", standard.mean, sizes);
    addNumbers(m_graph, "input.deviation", standard.deviation, sizes);
    const std::string centred = addWith("Sub", "input.minus_mean", kInput, "input.mean");
    return addWith("Div", "input.scaled", centred, "input.deviation");
  }

  /// y ← y · deviation + mean
  void unscaleAnswers(const std::string& answers) {
    const Standard& standard = m_scaling.targets;
    addNumbers(m_graph, "target.deviation", standard.deviation, {standard.deviation.size()});
    addNumbers(m_graph, "target.mean", standard.mean, {standard.mean.size()});
    const std::string spread = addWith("Mul", "target.spread", answers, "target.deviation");
    auto* sum = addNode(m_graph, "Add", "target.unscaled", "outputs");
    sum->add_input(spread);
    sum->add_input("target.mean");
    describe(m_graph.add_output(), "outputs", {m_network.outputs()});
  }

  /// A node of two operands, the second a constant.
  std::string addWith(std::string_view op, const std::string& name, const std::string& input,
                      const std::string& constant) {
    auto* node = addPlain(op, name, input);
    node->add_input(constant);
    return node->output(0);
  }

  /// Appends the nodes of layer `index`, whose input is the value `input`, and returns the name of its
  /// output.
  std::string addLayer(std::size_t index, const std::string& input) {
    const LayerSpec& layer = m_network.layer(index).spec();
    const Shape& in = m_network.layer(index).inputShape();
    const std::string number = std::to_string(index + 1);
    switch (layer.kind) {
      case LayerKind::Dense:
        return addDense(layer, "fc" + number, input, index + 1 == m_network.layerCount());
      case LayerKind::Conv2d:
        return addConvolution(layer, in, "conv" + number, input);
      case LayerKind::MaxPool:
      case LayerKind::AveragePool: {
        auto* pool =
            addPlain(layer.kind == LayerKind::MaxPool ? "MaxPool" : "AveragePool", "pool" + number, input);
        addOnnxWindow(layer, in, *pool);
        return pool->output(0);
      }
      case LayerKind::Flatten:
        return addPlain("Flatten", "flatten" + number, input)->output(0);
      case LayerKind::Dropout:
        return addDropout(layer, "dropout" + number, input);
      case LayerKind::BatchNorm:
        return addBatchNorm(layer, "bn" + number, input);
    }
    failCheck("writeOnnx: a layer of unknown kind");
  }

  std::string addBatchNorm(const LayerSpec& layer, const std::string& name, const std::string& input) {
    auto* node = addNode(m_graph, "BatchNormalization", name, name + ".z");
    node->add_input(input);
    for (const char* tensor : {".weight", ".bias", ".running_mean", ".running_var"})
      node->add_input(name + tensor);
    addFloat(*node, "epsilon", static_cast<float>(layer.epsilon));
    // The share of the previous value: ONNX counts the other way round.
    addFloat(*node, "momentum", static_cast<float>(1 - layer.momentum));
    return addActivation(layer, name, node->output(0), name + ".a");
  }

  onnx::NodeProto* addPlain(std::string_view op, const std::string& name, const std::string& input) {
    auto* node = addNode(m_graph, op, name, name + ".a");
    node->add_input(input);
    return node;
  }

  /// Has no effect in use, but records the rate for further training.
  std::string addDropout(const LayerSpec& layer, const std::string& name, const std::string& input) {
    auto* node = addPlain("Dropout", name, input);
    node->add_input(name + ".ratio");
    auto* ratio = m_graph.add_initializer();
    ratio->set_name(name + ".ratio");
    ratio->set_data_type(onnx::TensorProto::FLOAT);
    const auto rate = static_cast<float>(layer.rate);
    ratio->set_raw_data(&rate, sizeof rate);
    return node->output(0);
  }

  /// z = W x + b, or a convolution
  void addProduct(const LayerSpec& layer, onnx::NodeProto* node, const std::string& name,
                  const std::string& input) {
    node->add_input(input);
    node->add_input(name + ".weight");
    if (layer.bias) node->add_input(name + ".bias");
  }

  std::string addConvolution(const LayerSpec& layer, const Shape& in, const std::string& name,
                             const std::string& input) {
    auto* conv = addNode(m_graph, "Conv", name, name + ".z");
    addProduct(layer, conv, name, input);
    addOnnxWindow(layer, in, *conv);
    return addActivation(layer, name, conv->output(0), name + ".a");
  }

  std::string addDense(const LayerSpec& layer, const std::string& name, const std::string& input,
                       bool isLast) {
    const std::string z = isLast ? kLogits : name + ".z";
    auto* gemm = addNode(m_graph, "Gemm", name, z);
    addProduct(layer, gemm, name, input);
    addInteger(*gemm, "transB", 1);  // z = x Wᵀ + b: ONNX has samples in rows
    if (!isLast) return addActivation(layer, name, z, name + ".a");
    describe(m_graph.add_output(), z, {layer.units});
    if (!m_scaling.targets.isEmpty()) {
      unscaleAnswers(addActivation(layer, name, z, name + ".a"));
      return "outputs";
    }
    const bool isSoftmax = layer.activation == Activation::Softmax;
    const std::string a = addActivation(layer, name, z, isSoftmax ? "probabilities" : "outputs");
    if (a != z) describe(m_graph.add_output(), a, {layer.units});
    return a;
  }

  std::string addActivation(const LayerSpec& layer, const std::string& name, const std::string& z,
                            const std::string& a) {
    return addOnnxActivation(m_graph, layer.activation, name, z, a);
  }

  onnx::GraphProto& m_graph;
  const Network& m_network;
  const Scaling& m_scaling;
  bool m_takesImages;
};

}  // namespace

Result<void> checkOnnx(const NetworkSpec& network) {
  if (network.layers.empty() || network.layers.back().kind != LayerKind::Dense)
    return Error{message("a network whose last layer is not dense cannot be written as ONNX. {}",
                         message("Save a project instead."))};
  return {};
}

Bytes writeOnnx(const TrainedModel& model) {
  const NetworkSpec written = withFlattens(model.network, model.shape);
  check(checkOnnx(written).has_value(), "writeOnnx: a layer that ONNX files cannot have");
  const Shape& shape = model.shape;
  const auto network = Network::create(written, shape);
  check(network.has_value(), "writeOnnx: the network does not fit the sample shape");
  check(model.weights.size() == (*network)->parameterCount(),
        "writeOnnx: the weights do not fit the network");
  check(model.classNames.empty() ||
            model.classNames.size() == static_cast<std::size_t>(std::max<Index>((*network)->outputs(), 2)),
        "writeOnnx: the class names do not fit the output layer");
  check(model.scaling.inputs.fits(shape.size()) && model.scaling.targets.fits((*network)->outputs()),
        "writeOnnx: the scaling does not fit the network");

  onnx::ModelProto proto;
  proto.set_ir_version(kIrVersion);
  proto.set_producer_name("Pellucid");
  auto* opset = proto.add_opset_import();
  opset->set_domain("");
  opset->set_version(kOpset);
  writeOnnxMetadata(model, written, proto);

  onnx::GraphProto& graph = *proto.mutable_graph();
  graph.set_name("network");
  const bool areImages = takesImages(written, shape);
  if (areImages)
    describe(graph.add_input(), kInput, {shape.channels, shape.height, shape.width});
  else
    describe(graph.add_input(), kInput, {shape.size()});
  for (const Tensor& tensor : (*network)->tensors()) addInitializer(graph, **network, tensor, model.weights);
  GraphWriter(graph, **network, model.scaling, areImages).write();

  Bytes bytes(proto.ByteSizeLong());
  check(proto.SerializeToArray(bytes.data(), static_cast<int>(bytes.size())), "writeOnnx: cannot serialize");
  return bytes;
}

}  // namespace pellucid::engine

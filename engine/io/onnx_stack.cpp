// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_stack.h"

#include <algorithm>
#include <utility>

#include "engine/io/onnx_model.h"

namespace pellucid::engine {
namespace {

Result<void> checkWeight(const OnnxTensor& weight, std::size_t dimensions) {
  if (weight.isFloat() && weight.dims.size() == dimensions &&
      std::ranges::all_of(weight.dims, [](Index size) { return size >= 1; }))
    return {};
  return Error{message("has the weight {} of shape {}; {} dimensions of at least 1 in float32 are needed",
                       shownName(weight.name), shapeText(weight),
                       dimensions == 2 ? message("two") : message("four"))};
}

/// Whether the maximum of f(z) is f of the maximum z, so that f can be before or after a max pool.
bool isRising(Activation f) {
  return f != Activation::Gelu && f != Activation::GeluTanh && f != Activation::Silu &&
         f != Activation::Softmax;
}

/// The values of a constant, expanded to `count` if there is only one.
std::optional<Vector> vectorOf(const OnnxTensor& tensor, Index count) {
  if (!tensor.isFloat() || tensor.dims.size() != 1 || tensor.count() != count) return std::nullopt;
  return Eigen::Map<const Eigen::VectorXf>(tensor.floats->data(), count).cast<Scalar>();
}

/// A batch normalisation without effect: (x − 0) / sqrt(variance + ε) with a root of 1.
OnnxLayer idleBatchNorm(Index channels) {
  OnnxLayer layer;
  layer.spec = batchNorm(Activation::Linear);
  layer.spec.frozen = true;
  layer.isBare = true;
  layer.normal = {Vector::Ones(channels), Vector::Zero(channels), Vector::Zero(channels),
                  Vector::Constant(channels, Scalar(1) - static_cast<Scalar>(layer.spec.epsilon))};
  return layer;
}

}  // namespace

void OnnxStack::append(OnnxLayer layer) {
  if (const auto rate = std::exchange(m_dropout, std::nullopt)) {
    OnnxLayer before;
    before.spec = engine::dropout(*rate);
    m_layers.push_back(std::move(before));
  }
  m_layers.push_back(std::move(layer));
}

void OnnxStack::appendFlatten() {
  OnnxLayer layer;
  layer.spec = engine::flatten();
  append(std::move(layer));
  m_tip.becomeRow();
}

void OnnxStack::flattenWhereDue() {
  const bool isDone = std::ranges::any_of(
      m_layers, [](const OnnxLayer& layer) { return layer.spec.kind == LayerKind::Flatten; });
  // Before any layer for images, a Flatten only says how an image is read.
  if (m_takesImages && !isDone && m_tip.isRow()) appendFlatten();
}

void OnnxStack::adoptImage() {
  if (!m_layers.empty() || !m_tip.isKnown() || m_tip.dims().size() != 3 || m_tip.isImage()) return;
  // Samples in Pellucid have their channels first; the file's order no longer matters.
  m_tip = OnnxTip(m_tip.dims(), false);
  m_adopted = m_tip.shape();
}

Result<void> OnnxStack::addDense(OnnxLayer layer) {
  if (auto checked = checkWeight(layer.weight, 2); !checked) return checked;
  layer.isBare = true;
  layer.spec.units = layer.weight.dims[layer.isOutputByInput ? 0 : 1];
  layer.spec.bias = false;
  layer.inputs = layer.weight.dims[layer.isOutputByInput ? 1 : 0];
  if (!m_tip.isRow())
    return Error{message("takes samples of several dimensions; a Flatten before it is needed")};
  if (m_tip.isKnown() && m_tip.size() != layer.inputs)
    return Error{message("has weights for {} inputs, but {} come in", layer.inputs, m_tip.size())};
  flattenWhereDue();
  if (m_layers.empty()) m_inputs = layer.inputs;
  layer.order = m_tip.order();
  m_tip.become(flatShape(layer.spec.units));
  m_hasWeights = true;
  append(std::move(layer));
  return {};
}

Result<void> OnnxStack::addWindow(const onnx::NodeProto& node, LayerKind kind, OnnxLayer layer) {
  adoptImage();
  if (!m_tip.isImage())
    return Error{message(
        "needs images of a known size. Export the model with an input of [batch, channels, height, width], "
        "where only the batch is open.")};
  const Shape in = m_tip.shape();
  const bool hasWeight = layer.weight.isFloat();
  auto spec = onnxWindow(node, kind, in, hasWeight ? layer.weight.dims[2] : 0, std::exchange(m_pads, {}));
  if (!spec) return spec.error();
  spec->units = hasWeight ? layer.weight.dims[0] : 1;
  spec->bias = hasWeight ? false : spec->bias;
  const Shape out = outputShape(*spec, in);
  if (out.height < 1 || out.width < 1)
    return Error{message("has a kernel of {0}×{0}, which does not fit into images of {1}×{2}", spec->kernel,
                         in.height, in.width)};
  if (!in.isImage())
    return Error{message("slides a window over single pixels; only images of at least two are supported")};
  layer.spec = *spec;
  m_takesImages = true;
  append(std::move(layer));
  m_tip.becomeImage(out);
  return {};
}

Result<void> OnnxStack::addConvolution(const onnx::NodeProto& node, const OnnxTensor& weight) {
  adoptImage();
  OnnxLayer layer;
  layer.weight = weight;
  if (auto checked = checkWeight(layer.weight, 4); !checked) return checked;
  const auto& dims = layer.weight.dims;
  if (dims[2] != dims[3])
    return Error{message("has a kernel of {}×{}; only square ones are supported", dims[2], dims[3])};
  if (m_tip.isImage() && m_tip.shape().channels != dims[1])
    return Error{message("has weights for {} channels, but {} come in", dims[1], m_tip.shape().channels)};
  layer.isOutputByInput = true;
  if (m_tip.isImage() && !m_tip.shape().isImage() && dims[2] == 1) {
    // Over images of one pixel it is a dense layer.
    layer.weight.dims = {dims[0], dims[1]};
    const Shape out = flatShape(dims[0]);
    m_tip.flatten();
    if (auto added = addDense(std::move(layer)); !added) return added;
    m_tip.becomeImage(out);
    return {};
  }
  layer.isBare = true;
  layer.inputs = dims[1] * dims[2] * dims[3];
  m_hasWeights = true;
  return addWindow(node, LayerKind::Conv2d, std::move(layer));
}

Result<void> OnnxStack::addPool(const onnx::NodeProto& node, LayerKind kind) {
  return addWindow(node, kind, {});
}

Result<void> OnnxStack::addGlobalPool(LayerKind kind, bool keepsAxes) {
  if (!m_tip.imageAxes())
    return Error{message("does not take the whole of each map of an image of known size")};
  const Shape& in = m_tip.shape();
  if (in.height != in.width)
    return Error{
        message("takes the whole of maps of {}×{}; only square ones are supported", in.height, in.width)};
  if (in.height > kMaxKernel)
    return Error{message("takes the whole of maps of {0}×{0}; a window has at most {1}×{1} pixels", in.height,
                         kMaxKernel)};
  if (in.isImage()) {
    OnnxLayer layer;
    layer.spec = kind == LayerKind::MaxPool ? maxPool(in.height) : averagePool(in.height);
    append(std::move(layer));
    m_takesImages = true;
  }
  m_tip.becomePoints(keepsAxes);
  return {};
}

Result<void> OnnxStack::addBatchNorm(const std::array<const OnnxTensor*, 4>& tensors, double epsilon,
                                     double momentum) {
  const bool isRow = m_tip.isKnown() && m_tip.dims().size() == 1;
  if (!isRow && !m_tip.isImage())
    return Error{message("normalises something that is neither a row of known size nor maps")};
  const Index channels = m_tip.dims()[0];
  OnnxLayer layer = idleBatchNorm(channels);
  layer.spec.frozen = false;
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    const auto values = vectorOf(*tensors[i], channels);
    if (!values)
      return Error{message("has {} of shape {} for {} channels", shownName(tensors[i]->name),
                           shapeText(*tensors[i]), channels)};
    if (!values->allFinite())
      return Error{message("has in {} a number that is not finite", shownName(tensors[i]->name))};
    layer.normal[i] = *values;
  }
  if (isRow && !m_tip.order().empty())
    for (Vector& values : layer.normal) {
      const Vector theirs = values;
      for (Index i = 0; i < channels; ++i) values[m_tip.order()[static_cast<std::size_t>(i)]] = theirs[i];
    }
  layer.spec.epsilon = std::max(epsilon, kNormEpsilonRange.least);  // 0 is equivalent to a tiny value
  layer.spec.momentum = momentum;
  if (!((layer.normal[3].array() + static_cast<Scalar>(layer.spec.epsilon)) > 0).all())
    return Error{message("has in {} a variance below 0", shownName(tensors[3]->name))};
  if (isRow && m_tip.shape().channels != channels) appendFlatten();
  m_takesImages = m_takesImages || !isRow;
  m_hasWeights = true;
  append(std::move(layer));
  return {};
}

Result<void> OnnxStack::addToBias(OnnxLayer& layer, const Vector& values, const std::string& name) {
  Vector& bias = layer.spec.kind == LayerKind::BatchNorm ? layer.normal[1] : layer.bias;
  const Index count = layer.spec.kind == LayerKind::BatchNorm ? bias.size() : layer.spec.units;
  // Adding to zero would lose the sign of -0.
  bias = bias.size() == 0 ? widened(values, count) : Vector(bias + widened(values, count));
  layer.biasName = name;
  layer.spec.bias = true;
  return {};
}

Result<void> OnnxStack::addFilterBias(const OnnxTensor& bias) {
  OnnxLayer& layer = m_layers.back();
  const auto values = vectorOf(bias, layer.spec.units);
  if (!values)
    return Error{message("adds {} of shape {} to {} outputs", shownName(bias.name), shapeText(bias),
                         layer.spec.units)};
  return addToBias(layer, *values, bias.name);
}

Result<void> OnnxStack::addBias(const OnnxTensor& tensor, float factor) {
  OnnxLayer& layer = m_layers.back();
  const Index outputs = m_tip.shape().channels;
  const auto values = m_tip.spread(tensor);
  if (!values || (values->size() != 1 && values->size() != outputs))
    return Error{
        message("adds {} of shape {} to {} outputs", shownName(tensor.name), shapeText(tensor), outputs)};
  return addToBias(layer, factor == 1 ? *values : Vector(static_cast<Scalar>(factor) * *values), tensor.name);
}

Result<void> OnnxStack::addAffine() {
  if (!m_tip.isKnown()) return Error{message("takes samples of unknown size")};
  m_notes.push_back(
      message("A batch normalisation that is frozen stands for arithmetic between two layers of the file."));
  // Values in a row each have their own factor, those of a map share one.
  if (m_tip.shape().isImage() && m_tip.dims().size() == 1) appendFlatten();
  append(idleBatchNorm(m_tip.shape().channels));
  m_takesImages = m_takesImages || m_tip.shape().isImage();
  return {};
}

Result<void> OnnxStack::addArithmetic(std::string_view op, const OnnxTensor& constant) {
  if (m_layers.empty())
    if (auto scaled = m_scaling.addBefore(op, constant, m_tip); scaled || !m_tip.isKnown()) return scaled;
  if (m_layers.empty() || !m_layers.back().isBare)
    if (auto added = addAffine(); !added) return added;
  OnnxLayer& layer = m_layers.back();
  if (op == "Add") return addBias(constant, 1);
  if (op == "Sub") return addBias(constant, -1);
  const auto spread = m_tip.spread(constant);
  const Index outputs = m_tip.shape().channels;
  if (!spread || (spread->size() != 1 && spread->size() != outputs) || !spread->allFinite() ||
      (op == "Div" && (spread->array() == 0).any()))
    return Error{message("has the constant {} of shape {}, which is no scaling of whole columns or channels",
                         shownName(constant.name), shapeText(constant))};
  const Vector values = widened(*spread, outputs);
  const Vector factors = op == "Div" ? Vector(values.cwiseInverse()) : values;
  if (layer.spec.kind == LayerKind::BatchNorm) {
    layer.normal[0].array() *= factors.array();
    layer.normal[1].array() *= factors.array();
    return {};
  }
  layer.scale = layer.scale.size() == 0 ? factors : Vector(layer.scale.array() * factors.array());
  if (layer.bias.size() != 0) layer.bias.array() *= factors.array();
  return {};
}

Result<void> OnnxStack::scaleAnswers(std::string_view op, const OnnxTensor& constant) {
  return m_scaling.addBehind(op, constant, m_tip);
}

OnnxLayer* OnnxStack::layerFor(Activation activation) {
  for (auto layer = m_layers.rbegin(); layer != m_layers.rend(); ++layer) {
    const LayerKind kind = layer->spec.kind;
    const bool isPassed = (kind == LayerKind::Flatten && activation != Activation::Softmax) ||
                          (kind == LayerKind::MaxPool && isRising(activation));
    if (!isPassed) return layer->isBare ? &*layer : nullptr;
  }
  return nullptr;
}

Result<void> OnnxStack::activate(Activation activation) {
  const bool isRow = !m_tip.isKnown() || std::ranges::count(m_tip.dims(), 1) + 1 >= std::ssize(m_tip.dims());
  if (activation == Activation::Softmax && !isRow)
    return Error{message("works on images; only a row of numbers is supported")};
  OnnxLayer* layer = layerFor(activation);
  const bool fits =
      layer != nullptr && (activation != Activation::Softmax || layer->spec.kind == LayerKind::Dense);
  if (!fits) {
    if (!m_tip.isKnown()) return Error{message("takes samples of unknown size")};
    if (activation == Activation::Softmax) return addIdentity(activation);
    m_notes.push_back(
        message("A batch normalisation that is frozen and changes nothing stands for an activation without a "
                "layer."));
    append(idleBatchNorm(m_tip.shape().channels));
    m_takesImages = m_takesImages || m_tip.shape().isImage();
    layer = &m_layers.back();
  }
  layer->spec.activation = activation;
  layer->isBare = false;
  return {};
}

Result<void> OnnxStack::pad(const std::vector<std::int64_t>& pads) {
  const std::size_t rank = m_tip.dims().size() + 1;
  if (pads.size() != 2 * rank || !m_tip.isKnown()) return Error{message("pads something of unknown size")};
  if (std::ranges::count(pads, 0) == std::ssize(pads)) return {};
  const auto axes = m_tip.imageAxes();
  OnnxPads zeros = {};
  for (std::size_t i = 0; i < pads.size(); ++i) {
    if (pads[i] == 0) continue;
    const std::size_t axis = i % rank;
    const bool isRow = axes && axis == axes->first + 1;
    const bool isColumn = axes && axis == axes->second + 1;
    if ((!isRow && !isColumn) || pads[i] < 0 || pads[i] > kMaxKernel)
      return Error{
          message("pads other sides than those of images, or by numbers outside 0 to {}", kMaxKernel)};
    zeros[(i < rank ? 0 : 2) + (isRow ? 0 : 1)] += pads[i];
  }
  for (std::size_t i = 0; i < zeros.size(); ++i) m_pads[i] += zeros[i];
  return {};
}

void OnnxStack::flatten() {
  m_tip.flatten();
  flattenWhereDue();
}

bool OnnxStack::reshape(const std::vector<std::int64_t>& target, bool zeroCopies, std::int64_t batch) {
  if (!m_tip.reshape(target, zeroCopies, batch)) return false;
  flattenWhereDue();
  return true;
}

bool OnnxStack::squeeze(const std::vector<std::int64_t>& axes) {
  if (!m_tip.squeeze(axes)) return false;
  flattenWhereDue();
  return true;
}

Result<void> OnnxStack::addIdentity(Activation activation) {
  constexpr Index kMost = 2000;
  const Index units = m_tip.size();
  if (units > kMost)
    return Error{message("gives {} answers without a dense layer; at most {} are supported", units, kMost)};
  std::vector<float> values(static_cast<std::size_t>(units * units), 0);
  for (Index i = 0; i < units; ++i) values[static_cast<std::size_t>(i * units + i)] = 1;
  OnnxLayer layer;
  layer.weight = onnxFloats({units, units}, std::move(values));
  layer.isOutputByInput = true;
  flatten();
  if (auto added = addDense(std::move(layer)); !added) return added;
  m_layers.back().spec.activation = activation;
  m_layers.back().isBare = false;
  m_notes.push_back(
      message("The file does not end in a dense layer: one that passes all values on was added."));
  return {};
}

Result<OnnxChain> OnnxStack::finish(const Shape& sample) {
  if (!m_hasWeights) return Error{message("it has no layer with weights")};
  if (isPadded()) return Error{message("it ends in zeros around an image")};
  m_dropout.reset();
  if (!endsInDense())
    if (auto added = addIdentity(Activation::Linear); !added) return added.error();
  OnnxChain chain;
  chain.layers = std::move(m_layers);
  chain.scaling = m_scaling.scaling();
  chain.shape = m_adopted           ? *m_adopted
                : sample.size() > 0 ? sample
                                    : Shape{.channels = 1, .height = 1, .width = m_inputs};
  chain.isImage = m_takesImages;
  chain.notes = std::move(m_notes);
  return chain;
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/network.h"

#include "engine/base/floating_point.h"
#include "engine/model/batch_norm.h"
#include "engine/model/conv2d.h"
#include "engine/model/dropout.h"
#include "engine/model/flatten.h"
#include "engine/model/pooling.h"

namespace pellucid::engine {
namespace {

std::unique_ptr<Layer> makeLayer(const LayerSpec& spec, const Shape& in) {
  switch (spec.kind) {
    case LayerKind::Dense:
      return std::make_unique<Dense>(spec, in);
    case LayerKind::Conv2d:
      return std::make_unique<Conv2d>(spec, in);
    case LayerKind::MaxPool:
      return std::make_unique<MaxPool>(spec, in);
    case LayerKind::AveragePool:
      return std::make_unique<AveragePool>(spec, in);
    case LayerKind::Flatten:
      return std::make_unique<Flatten>(spec, in);
    case LayerKind::Dropout:
      return std::make_unique<Dropout>(spec, in);
    case LayerKind::BatchNorm:
      return std::make_unique<BatchNorm>(spec, in);
  }
  failCheck("makeLayer: an unknown kind of layer");
}

}  // namespace

Result<std::shared_ptr<const Network>> Network::create(const NetworkSpec& spec, const Shape& input) {
  if (const auto valid = validate(spec, input); !valid) return valid.error();
  return std::shared_ptr<const Network>(new Network(spec, input));
}

Network::Network(const NetworkSpec& spec, const Shape& input) : m_initializer(spec.initializer) {
  Shape shape = input;
  for (const LayerSpec& layer : spec.layers) {
    m_layers.push_back(makeLayer(layer, shape));
    m_offsets.push_back(m_parameterCount);
    for (const TensorShape& tensor : m_layers.back()->tensors())
      m_tensors.push_back({.layer = m_layers.size() - 1,
                           .name = tensor.name,
                           .rows = tensor.rows,
                           .cols = tensor.cols,
                           .offset = m_parameterCount + tensor.offset,
                           .isLearned = tensor.isLearned});
    m_parameterCount += m_layers.back()->parameterCount();
    shape = m_layers.back()->outputShape();
  }
  m_sparseFirst = dynamic_cast<const Dense*>(m_layers.front().get());
}

const Tensor* Network::find(std::size_t layer, std::string_view name) const {
  for (const Tensor& tensor : m_tensors)
    if (tensor.layer == layer && tensor.name == name) return &tensor;
  return nullptr;
}

ConstMatrixMap Network::weight(const Vector& parameters, std::size_t layer) const {
  const Tensor* tensor = find(layer, "weight");
  if (tensor == nullptr) return {nullptr, 0, 0};
  return {parameters.data() + tensor->offset, tensor->rows, tensor->cols};
}

ConstVectorMap Network::bias(const Vector& parameters, std::size_t layer) const {
  const Tensor* tensor = find(layer, "bias");
  if (tensor == nullptr) return {nullptr, 0};
  return {parameters.data() + tensor->offset, tensor->rows};
}

Vector Network::initialParameters(std::uint64_t seed) const {
  Vector parameters(m_parameterCount);
  for (std::size_t i = 0; i < m_layers.size(); ++i) {
    Random random(seed, "init", i);
    m_layers[i]->initialize(m_layers[i]->spec().initializer.value_or(m_initializer), random,
                            parameters.data() + m_offsets[i]);
  }
  return parameters;
}

void Network::forward(const Vector& parameters, Trace& trace, const TrainingPass* training) const {
  check(parameters.size() == m_parameterCount, "forward: the parameters do not belong to this network");
  check((trace.isSparse ? trace.sparseInput.features() : trace.input.rows()) == inputs(),
        "forward: the input has the wrong number of rows");
  check(!trace.isSparse || takesSparseInput(), "forward: the first layer takes no sparse input");
  const FlushDenormals guard;
  trace.layers.resize(m_layers.size());
  Pass pass;
  if (training != nullptr) pass = {.isTraining = true, .seed = training->seed, .step = training->step};
  const Matrix* x = &trace.input;
  for (std::size_t i = 0; i < m_layers.size(); ++i) {
    const Scalar* parametersOfLayer = parameters.data() + m_offsets[i];
    LayerTrace& of = trace.layers[i];
    if (i == 0 && trace.isSparse) {
      m_sparseFirst->forward(parametersOfLayer, trace.sparseInput, of);
    } else {
      pass.layer = i;
      // A frozen BatchNorm behaves as in use; a padlock has no effect on Dropout.
      pass.isTraining =
          training != nullptr && !(training->frozen[i] && engine::hasParameters(m_layers[i]->kind()));
      m_layers[i]->forward(parametersOfLayer, *x, of, pass);
    }
    x = &of.a;
  }
}

std::size_t Network::lowestLearning(const TrainingPass* training) const {
  if (training == nullptr) return 0;
  std::size_t i = 0;
  while (i < m_layers.size() && (training->frozen[i] || m_layers[i]->learnedCount() == 0)) ++i;
  return i;
}

void Network::backward(const Vector& parameters, Trace& trace, Vector& gradient,
                       const TrainingPass* training) const {
  check(trace.layers.size() == m_layers.size(), "backward: needs the trace of a forward pass");
  check(trace.layers.back().delta.cols() == trace.samples(), "backward: needs delta of the last layer");
  const FlushDenormals guard;
  gradient.resize(m_parameterCount);
  const std::size_t lowest = lowestLearning(training);
  if (lowest > 0) gradient.head(lowest < m_layers.size() ? m_offsets[lowest] : m_parameterCount).setZero();
  for (std::size_t i = m_layers.size(); i-- > lowest;) {
    const Layer& layer = *m_layers[i];
    LayerTrace& of = trace.layers[i];
    const Scalar* parametersOfLayer = parameters.data() + m_offsets[i];
    const bool learns = training == nullptr || !training->frozen[i];
    Scalar* gradientOfLayer = learns ? gradient.data() + m_offsets[i] : nullptr;
    if (!learns) gradient.segment(m_offsets[i], layer.parameterCount()).setZero();
    if (i == 0 && trace.isSparse) {
      m_sparseFirst->backward(trace.sparseInput, of, gradientOfLayer);
      continue;
    }
    if (i == lowest) {
      layer.backward(parametersOfLayer, i == 0 ? trace.input : trace.layers[i - 1].a, of, gradientOfLayer,
                     nullptr);
      continue;
    }
    LayerTrace& below = trace.layers[i - 1];
    layer.backward(parametersOfLayer, below.a, of, gradientOfLayer, &below.delta);
    // below.delta holds dL/da of the layer below; its activation turns that into dL/dz
    if (m_layers[i - 1]->hasActivation())
      activateBackward(m_layers[i - 1]->activation(), below.z, below.a, below.delta, below.delta);
  }
}

void Network::followStatistics(const Trace& trace, const TrainingPass& training, Vector& parameters) const {
  for (std::size_t i = 0; i < m_layers.size(); ++i)
    if (!training.frozen[i]) m_layers[i]->followStatistics(trace.layers[i], parameters.data() + m_offsets[i]);
}

}  // namespace pellucid::engine

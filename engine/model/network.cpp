// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/network.h"

#include "engine/base/floating_point.h"
#include "engine/model/dense.h"

namespace pellucid::engine {

Result<std::shared_ptr<const Network>> Network::create(const NetworkSpec& spec, Index inputs) {
  if (const auto valid = validate(spec, inputs); !valid) return valid.error();
  return std::shared_ptr<const Network>(new Network(spec, inputs));
}

Network::Network(const NetworkSpec& spec, Index inputs) : m_initializer(spec.initializer) {
  for (const LayerSpec& layer : spec.layers) {
    m_layers.push_back(std::make_unique<Dense>(inputs, layer.units, layer.activation));
    m_offsets.push_back(m_parameterCount);
    for (const TensorShape& shape : m_layers.back()->tensors())
      m_tensors.push_back({.layer = m_layers.size() - 1,
                           .name = shape.name,
                           .rows = shape.rows,
                           .cols = shape.cols,
                           .offset = m_parameterCount + shape.offset});
    m_parameterCount += m_layers.back()->parameterCount();
    inputs = layer.units;
  }
}

ConstMatrixMap Network::weight(const Vector& parameters, std::size_t layer) const {
  const Layer& l = *m_layers[layer];
  return {parameters.data() + m_offsets[layer], l.outputs(), l.inputs()};
}

ConstVectorMap Network::bias(const Vector& parameters, std::size_t layer) const {
  const Layer& l = *m_layers[layer];
  return {parameters.data() + m_offsets[layer] + l.outputs() * l.inputs(), l.outputs()};
}

Vector Network::initialParameters(std::uint64_t seed) const {
  Vector parameters(m_parameterCount);
  for (std::size_t i = 0; i < m_layers.size(); ++i) {
    Random random(seed, "init", i);
    m_layers[i]->initialize(m_initializer, random, parameters.data() + m_offsets[i]);
  }
  return parameters;
}

void Network::forward(const Vector& parameters, Trace& trace) const {
  check(parameters.size() == m_parameterCount, "forward: the parameters do not belong to this network");
  check(trace.input.rows() == inputs(), "forward: the input has the wrong number of rows");
  const FlushDenormals guard;
  trace.layers.resize(m_layers.size());
  const Matrix* x = &trace.input;
  for (std::size_t i = 0; i < m_layers.size(); ++i) {
    m_layers[i]->forward(parameters.data() + m_offsets[i], *x, trace.layers[i]);
    x = &trace.layers[i].a;
  }
}

void Network::backward(const Vector& parameters, Trace& trace, Vector& gradient) const {
  check(trace.layers.size() == m_layers.size(), "backward: needs the trace of a forward pass");
  check(trace.layers.back().delta.cols() == trace.input.cols(), "backward: needs delta of the last layer");
  const FlushDenormals guard;
  gradient.resize(m_parameterCount);
  for (std::size_t i = m_layers.size(); i-- > 0;) {
    const Scalar* parametersOfLayer = parameters.data() + m_offsets[i];
    Scalar* gradientOfLayer = gradient.data() + m_offsets[i];
    if (i == 0) {
      m_layers[i]->backward(parametersOfLayer, trace.input, trace.layers[i], gradientOfLayer, nullptr);
      continue;
    }
    LayerTrace& below = trace.layers[i - 1];
    m_layers[i]->backward(parametersOfLayer, below.a, trace.layers[i], gradientOfLayer, &below.delta);
    // below.delta holds dL/da of the layer below; its activation turns that into dL/dz
    activateBackward(m_layers[i - 1]->activation(), below.z, below.a, below.delta, below.delta);
  }
}

}  // namespace pellucid::engine

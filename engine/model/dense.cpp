// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/dense.h"

#include "engine/model/initializer.h"

namespace pellucid::engine {

Dense::Dense(Index inputs, Index outputs, Activation activation)
    : m_inputs(inputs), m_outputs(outputs), m_activation(activation) {}

std::vector<TensorShape> Dense::tensors() const {
  return {{.name = "weight", .rows = m_outputs, .cols = m_inputs, .offset = 0},
          {.name = "bias", .rows = m_outputs, .cols = 1, .offset = biasOffset()}};
}

void Dense::initialize(Initializer initializer, Random& random, Scalar* parameters) const {
  engine::initialize(initializer, random, MatrixMap(parameters, m_outputs, m_inputs));
  VectorMap(parameters + biasOffset(), m_outputs).setZero();
}

void Dense::forward(const Scalar* parameters, const Matrix& x, LayerTrace& trace) const {
  const ConstMatrixMap w(parameters, m_outputs, m_inputs);
  const ConstVectorMap b(parameters + biasOffset(), m_outputs);
  // z = W x + b
  trace.z.resize(m_outputs, x.cols());
  trace.z.noalias() = w * x;
  trace.z.colwise() += b;
  // a = f(z)
  activate(m_activation, trace.z, trace.a);
}

void Dense::backward(const Scalar* parameters, const Matrix& x, const LayerTrace& trace, Scalar* gradient,
                     Matrix* dx) const {
  // z = W x + b, with trace.delta = dL/dz
  // dL/dW = delta xᵀ
  MatrixMap(gradient, m_outputs, m_inputs).noalias() = trace.delta * x.transpose();
  // dL/db = the sum of delta over the samples
  VectorMap(gradient + biasOffset(), m_outputs) = trace.delta.rowwise().sum();
  // dL/dx = Wᵀ delta
  if (dx != nullptr) {
    const ConstMatrixMap w(parameters, m_outputs, m_inputs);
    dx->resize(m_inputs, x.cols());
    dx->noalias() = w.transpose() * trace.delta;
  }
}

}  // namespace pellucid::engine

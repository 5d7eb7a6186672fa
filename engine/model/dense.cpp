// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/dense.h"

#include <algorithm>

#include "engine/model/initializer.h"
#include "engine/model/products.h"
#include "engine/model/sum_quads.h"

namespace pellucid::engine {
namespace {

/// The deltas of this many units are read repeatedly from the first-level cache.
constexpr Index kUnitsInCache = kQuadRows;

}  // namespace

Dense::Dense(const LayerSpec& spec, const Shape& in) : Layer(spec, in, flatShape(spec.units)) {
  addTensor("weight", outputs(), inputs());
  if (spec.bias) addTensor("bias", outputs(), 1);
}

void Dense::initialize(Initializer initializer, Random& random, Scalar* parameters) const {
  engine::initialize(initializer, random, static_cast<double>(inputs()), static_cast<double>(outputs()),
                     MatrixMap(parameters, outputs(), inputs()));
  if (spec().bias) VectorMap(parameters + weightCount(), outputs()).setZero();
}

void Dense::forward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, const Pass&) const {
  // z = W x + b
  trace.z.resize(outputs(), x.cols());
  weightedSums(ConstMatrixMap(parameters, outputs(), inputs()), bias(parameters), x, trace.z);
  // a = f(z)
  activate(activation(), trace.z, trace.a);
}

void Dense::backward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, Scalar* gradient,
                     Matrix* dx) const {
  // z = W x + b, with trace.delta = dL/dz
  if (gradient != nullptr) {
    // dL/dW = delta xᵀ
    weightGradient(trace.delta, x, MatrixMap(gradient, outputs(), inputs()));
    biasGradient(trace, gradient);
  }
  if (dx != nullptr) {
    // dL/dx = Wᵀ delta
    dx->resize(inputs(), x.cols());
    inputGradient(ConstMatrixMap(parameters, outputs(), inputs()), trace.delta, *dx);
  }
}

void Dense::forward(const Scalar* parameters, const SparseBatch& x, LayerTrace& trace) const {
  // z = b + Σ x_i W.col(i), over the x_i that are not zero
  trace.z.resize(outputs(), x.samples());
  if (spec().bias)
    trace.z.colwise() = ConstVectorMap(bias(parameters), outputs());
  else
    trace.z.setZero();
  addQuads(ConstMatrixMap(parameters, outputs(), inputs()), x,
           MatrixMap(trace.z.data(), outputs(), x.samples()));
  // a = f(z)
  activate(activation(), trace.z, trace.a);
}

void Dense::backward(const SparseBatch& x, LayerTrace& trace, Scalar* gradient) const {
  // z = b + Σ x_i W.col(i)  =>  dL/dW.col(i) = Σ x_in delta.col(n), over the samples n where x_i is not zero
  Vector& room = trace.workspace;
  if (outputs() > kUnitsInCache && room.size() < kUnitsInCache * x.samples())
    room.resize(kUnitsInCache * x.samples());
  for (Index unit = 0; unit < outputs(); unit += kUnitsInCache) {
    const Index units = std::min(kUnitsInCache, outputs() - unit);
    const Scalar* delta = trace.delta.data();
    if (units < outputs()) {
      MatrixMap(room.data(), units, x.samples()) = trace.delta.middleRows(unit, units);
      delta = room.data();
    }
    sumQuads(ConstMatrixMap(delta, units, x.samples()), x, gradient + unit, outputs());
  }
  biasGradient(trace, gradient);
}

void Dense::biasGradient(const LayerTrace& trace, Scalar* gradient) const {
  // dL/db = sum of delta over the samples
  if (spec().bias) sumOverSamples(trace.delta, gradient + weightCount());
}

}  // namespace pellucid::engine

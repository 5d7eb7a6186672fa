// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/batch_norm.h"

#include <cmath>

namespace pellucid::engine {
namespace {

/// LayerTrace::statistics: mean, variance and 1/sqrt(variance + ε) in use, one value per channel each.
struct Statistics {
  VectorMap mean, variance, scale;
  Statistics(Vector& room, Index channels)
      : mean(room.data(), channels),
        variance(room.data() + channels, channels),
        scale(room.data() + 2 * channels, channels) {}
};

}  // namespace

BatchNorm::BatchNorm(const LayerSpec& spec, const Shape& in) : Layer(spec, in, in) {
  addTensor("weight", channels(), 1);
  addTensor("bias", channels(), 1);
  addTensor("running_mean", channels(), 1, false);
  addTensor("running_var", channels(), 1, false);
}

void BatchNorm::initialize(Initializer, Random&, Scalar* parameters) const {
  MatrixMap tensors(parameters, channels(), 4);
  tensors.col(0).setOnes();
  tensors.col(1).setZero();
  tensors.col(2).setZero();
  tensors.col(3).setOnes();
}

void BatchNorm::forward(const Scalar* parameters, const Matrix& x, LayerTrace& trace,
                        const Pass& pass) const {
  const ConstMatrixMap tensors(parameters, channels(), 4);
  const Index pixels = inputShape().pixels();
  const auto count = static_cast<Scalar>(pixels * x.cols());
  const auto epsilon = static_cast<Scalar>(spec().epsilon);
  trace.isTraining = pass.isTraining;
  trace.statistics.resize(3 * channels());
  Statistics use(trace.statistics, channels());
  trace.kept.resize(x.rows(), x.cols());
  trace.z.resize(x.rows(), x.cols());
  for (Index c = 0; c < channels(); ++c) {
    const auto xc = x.middleRows(c * pixels, pixels).array();
    use.mean[c] = trace.isTraining ? xc.sum() / count : tensors(c, 2);
    use.variance[c] = trace.isTraining ? (xc - use.mean[c]).square().sum() / count : tensors(c, 3);
    use.scale[c] = Scalar(1) / std::sqrt(use.variance[c] + epsilon);
    // x̂ = (x - mean) / sqrt(variance + ε);  z = weight x̂ + bias
    auto normalised = trace.kept.middleRows(c * pixels, pixels).array();
    normalised = (xc - use.mean[c]) * use.scale[c];
    trace.z.middleRows(c * pixels, pixels).array() = normalised * tensors(c, 0) + tensors(c, 1);
  }
  // a = f(z)
  activate(activation(), trace.z, trace.a);
}

void BatchNorm::backward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, Scalar* gradient,
                         Matrix* dx) const {
  const ConstMatrixMap tensors(parameters, channels(), 4);
  const Index pixels = inputShape().pixels();
  const auto count = static_cast<Scalar>(pixels * x.cols());
  Statistics used(trace.statistics, channels());
  if (dx != nullptr) dx->resize(x.rows(), x.cols());
  for (Index c = 0; c < channels(); ++c) {
    const auto delta = trace.delta.middleRows(c * pixels, pixels).array();
    const auto normalised = trace.kept.middleRows(c * pixels, pixels).array();
    // z = weight x̂ + bias  =>  dL/dweight = Σ delta x̂,  dL/dbias = Σ delta
    const Scalar dWeight = (delta * normalised).sum();
    const Scalar dBias = delta.sum();
    if (gradient != nullptr) {
      MatrixMap gradients(gradient, channels(), 4);
      gradients(c, 0) = dWeight;
      gradients(c, 1) = dBias;
      gradients(c, 2) = gradients(c, 3) = 0;
    }
    if (dx == nullptr) continue;
    // x̂ depends on x directly and, while training, through the batch's mean and variance:
    // dL/dx = weight / sqrt(variance + ε) · (delta - mean(delta) - x̂ mean(delta x̂))
    auto dxc = dx->middleRows(c * pixels, pixels).array();
    const Scalar factor = tensors(c, 0) * used.scale[c];
    if (trace.isTraining)
      dxc = factor * (delta - dBias / count - normalised * (dWeight / count));
    else
      dxc = factor * delta;
  }
}

void BatchNorm::followStatistics(const LayerTrace& trace, Scalar* parameters) const {
  const auto count = static_cast<Scalar>(inputShape().pixels() * trace.kept.cols());
  if (!trace.isTraining || count < 2) return;
  MatrixMap tensors(parameters, channels(), 4);
  const Index n = channels();
  const auto momentum = static_cast<Scalar>(spec().momentum);
  tensors.col(2) += momentum * (trace.statistics.head(n) - tensors.col(2));
  tensors.col(3) += momentum * (trace.statistics.segment(n, n) * (count / (count - 1)) - tensors.col(3));
}

}  // namespace pellucid::engine

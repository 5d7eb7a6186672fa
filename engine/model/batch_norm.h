// SPDX-License-Identifier: GPL-3.0-or-later
// Batch normalisation (Ioffe and Szegedy 2015), as in PyTorch, with ε and momentum of the LayerSpec:
//   x̂ = (x - mean) / sqrt(variance + ε),  z = weight · x̂ + bias,  a = f(z)
// for each unit over the batch, or for each map over the batch and its pixels. While training, mean and
// variance are the batch's; otherwise, and when frozen, the running ones, updated by
//   running ← (1 - momentum) running + momentum · batch   (the variance as an unbiased estimate, m/(m - 1) of
//   the batch's).
// Parameters, one value per channel each: weight, bias, running_mean, running_var.
#pragma once

#include "engine/model/layer.h"

namespace pellucid::engine {

class BatchNorm final : public Layer {
 public:
  BatchNorm(const LayerSpec& spec, const Shape& in);

  void initialize(Initializer initializer, Random& random, Scalar* parameters) const override;
  void forward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, const Pass& pass) const override;
  void backward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, Scalar* gradient,
                Matrix* dx) const override;
  /// A batch with a single value per channel has no variance to learn from; it leaves the statistics
  /// unchanged.
  void followStatistics(const LayerTrace& trace, Scalar* parameters) const override;

 private:
  Index channels() const { return inputShape().channels; }
};

}  // namespace pellucid::engine

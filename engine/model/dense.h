// SPDX-License-Identifier: GPL-3.0-or-later
// A fully connected layer: z = W x + b, a = f(z). Parameters: weight (O×I), then bias (O×1) unless it has
// none. Maps are used as stored in their column, so a Flatten in front of it changes nothing.
#pragma once

#include "engine/model/layer.h"
#include "engine/model/sparse_batch.h"

namespace pellucid::engine {

class Dense final : public Layer {
 public:
  Dense(const LayerSpec& spec, const Shape& in);

  void initialize(Initializer initializer, Random& random, Scalar* parameters) const override;
  void forward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, const Pass& pass) const override;
  void backward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, Scalar* gradient,
                Matrix* dx) const override;

  /// The same for a batch of mostly zeros; for the first layer of a network, which has no dx.
  void forward(const Scalar* parameters, const SparseBatch& x, LayerTrace& trace) const;
  /// x.transpose() must have been called.
  void backward(const SparseBatch& x, LayerTrace& trace, Scalar* gradient) const;

 private:
  Index weightCount() const { return outputs() * inputs(); }
  const Scalar* bias(const Scalar* parameters) const {
    return spec().bias ? parameters + weightCount() : nullptr;
  }
  void biasGradient(const LayerTrace& trace, Scalar* gradient) const;
};

}  // namespace pellucid::engine

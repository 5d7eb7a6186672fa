// SPDX-License-Identifier: GPL-3.0-or-later
// A fully connected layer: z = W x + b, a = f(z). Parameters: weight (O×I), then bias (O×1).
#pragma once

#include "engine/model/layer.h"

namespace pellucid::engine {

class Dense final : public Layer {
 public:
  Dense(Index inputs, Index outputs, Activation activation);

  Index inputs() const override { return m_inputs; }
  Index outputs() const override { return m_outputs; }
  Activation activation() const override { return m_activation; }
  std::vector<TensorShape> tensors() const override;
  void initialize(Initializer initializer, Random& random, Scalar* parameters) const override;
  void forward(const Scalar* parameters, const Matrix& x, LayerTrace& trace) const override;
  void backward(const Scalar* parameters, const Matrix& x, const LayerTrace& trace, Scalar* gradient,
                Matrix* dx) const override;

 private:
  Index biasOffset() const { return m_inputs * m_outputs; }

  Index m_inputs;
  Index m_outputs;
  Activation m_activation;
};

}  // namespace pellucid::engine

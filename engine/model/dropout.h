// SPDX-License-Identifier: GPL-3.0-or-later
// While training, drops each input with the probability p and scales the others by 1/(1 - p), so that the
// expected sum stays the same ("inverted" dropout; Srivastava et al. 2014). Otherwise it passes everything
// through. Whether it is frozen does not matter. Which inputs are dropped is a function of seed, step and
// layer alone.
#pragma once

#include "engine/model/layer.h"

namespace pellucid::engine {

class Dropout final : public Layer {
 public:
  Dropout(const LayerSpec& spec, const Shape& in) : Layer(spec, in, in) {}
  void forward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, const Pass& pass) const override;
  void backward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, Scalar* gradient,
                Matrix* dx) const override;
};

}  // namespace pellucid::engine

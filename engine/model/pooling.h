// SPDX-License-Identifier: GPL-3.0-or-later
// A window slides over each map and outputs its largest value, or the mean of its values. No parameters.
#pragma once

#include "engine/model/layer.h"

namespace pellucid::engine {

/// The largest value of each window; the first among equals; NaN takes precedence, so that it is not lost.
class MaxPool final : public Layer {
 public:
  MaxPool(const LayerSpec& spec, const Shape& in);
  void forward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, const Pass& pass) const override;
  void backward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, Scalar* gradient,
                Matrix* dx) const override;
};

class AveragePool final : public Layer {
 public:
  AveragePool(const LayerSpec& spec, const Shape& in);
  void forward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, const Pass& pass) const override;
  void backward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, Scalar* gradient,
                Matrix* dx) const override;
};

}  // namespace pellucid::engine

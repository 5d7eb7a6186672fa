// SPDX-License-Identifier: GPL-3.0-or-later
// A window slides over each map and keeps its largest number, or the mean of its numbers. No parameters.
#pragma once

#include "engine/model/layer.h"

namespace pellucid::engine {

/// The largest number of each window; the first of equals, and NaN before all, so that it is not lost.
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

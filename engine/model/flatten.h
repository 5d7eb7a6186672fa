// SPDX-License-Identifier: GPL-3.0-or-later
// Maps become values in a row. They are stored that way in their column already, so this layer only changes
// the shape.
#pragma once

#include "engine/model/layer.h"

namespace pellucid::engine {

class Flatten final : public Layer {
 public:
  Flatten(const LayerSpec& spec, const Shape& in) : Layer(spec, in, flatShape(in.size())) {}

  void forward(const Scalar*, const Matrix& x, LayerTrace& trace, const Pass&) const override {
    // a = x
    trace.a = x;
  }
  void backward(const Scalar*, const Matrix&, LayerTrace& trace, Scalar*, Matrix* dx) const override {
    // a = x  =>  dL/dx = dL/da
    if (dx != nullptr) *dx = trace.delta;
  }
};

}  // namespace pellucid::engine

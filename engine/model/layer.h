// SPDX-License-Identifier: GPL-3.0-or-later
// The machinery of one layer. A layer owns no numbers: its parameters are a stretch of the network's flat
// weight vector, and what a pass leaves behind lies in a LayerTrace. So a layer is immutable and any thread
// may use it.
#pragma once

#include <string>
#include <vector>

#include "engine/base/numeric.h"
#include "engine/base/random.h"
#include "engine/model/network_spec.h"

namespace pellucid::engine {

/// One named block of a layer's parameters, column-major, beginning `offset` scalars into the layer's
/// stretch.
struct TensorShape {
  std::string name;  ///< "weight" or "bias"
  Index rows = 0;
  Index cols = 0;
  Index offset = 0;
};

/// What one pass computed in one layer, O×N each; kept for the backward pass and for the pictures.
struct LayerTrace {
  Matrix z;      ///< before the activation
  Matrix a;      ///< after it
  Matrix delta;  ///< dL/dz, after a backward pass
};

class Layer {
 public:
  Layer() = default;
  virtual ~Layer() = default;
  Layer(const Layer&) = delete;
  Layer& operator=(const Layer&) = delete;

  virtual Index inputs() const = 0;
  virtual Index outputs() const = 0;
  virtual Activation activation() const = 0;
  virtual std::vector<TensorShape> tensors() const = 0;
  Index parameterCount() const;

  /// Fills `parameters` with first values.
  virtual void initialize(Initializer initializer, Random& random, Scalar* parameters) const = 0;

  /// From x (I×N) fills trace.z and trace.a.
  virtual void forward(const Scalar* parameters, const Matrix& x, LayerTrace& trace) const = 0;

  /// From trace.delta fills `gradient` (laid out as the parameters), and dx = dL/dx (I×N) unless dx is null.
  virtual void backward(const Scalar* parameters, const Matrix& x, const LayerTrace& trace, Scalar* gradient,
                        Matrix* dx) const = 0;
};

inline Index Layer::parameterCount() const {
  Index count = 0;
  for (const TensorShape& tensor : tensors()) count += tensor.rows * tensor.cols;
  return count;
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// The computation of one layer. A layer holds no values: its parameters are a section of the network's flat
// weight vector, and the results of a pass are kept in a LayerTrace. A layer is therefore immutable and can
// be used from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/numeric.h"
#include "engine/base/random.h"
#include "engine/model/network_spec.h"
#include "engine/model/sparse_columns.h"

namespace pellucid::engine {

/// One named block of a layer's parameters, column-major, beginning `offset` scalars into the layer's
/// section.
struct TensorShape {
  std::string name;  ///< "weight", "bias", "running_mean" or "running_var"
  Index rows = 0;
  Index cols = 0;
  Index offset = 0;
  /// False for statistics, which follow the data instead of a gradient. They come after the learned ones.
  bool isLearned = true;
  Index size() const { return rows * cols; }
};

/// The values computed by one pass in one layer, O×N each; kept for the backward pass and for the pictures.
struct LayerTrace {
  Matrix z;      ///< before the activation; empty where the layer's kind has none
  Matrix a;      ///< the layer's output
  Matrix delta;  ///< dL/dz after a backward pass (dL/da where there is no z)

  // What the layer's own backward pass needs as well, and buffers that it computes in.
  Matrix kept;                       ///< BatchNorm: the normalised inputs. Dropout: the factors
  Vector statistics;                 ///< BatchNorm: see batch_norm.cpp
  std::vector<std::int32_t> chosen;  ///< MaxPool: for each output the row of x chosen
  Vector workspace;
  SparseColumns sparse;
  bool isTraining = false;  ///< training pass of a layer that is not frozen
};

/// What a forward pass is for. Only BatchNorm and Dropout distinguish.
struct Pass {
  bool isTraining = false;  ///< BatchNorm uses the batch's statistics, Dropout drops inputs
  std::uint64_t seed = 0;   ///< Dropout's random numbers are a function of seed, step and layer
  std::int64_t step = 0;
  std::size_t layer = 0;
};

class Layer {
 public:
  virtual ~Layer() = default;
  Layer(const Layer&) = delete;
  Layer& operator=(const Layer&) = delete;

  LayerKind kind() const { return m_spec.kind; }
  Activation activation() const { return m_spec.activation; }
  /// As it was created; whether it is frozen now is up to the experiment.
  const LayerSpec& spec() const { return m_spec; }
  const Shape& inputShape() const { return m_in; }
  const Shape& outputShape() const { return m_out; }
  Index inputs() const { return m_in.size(); }
  Index outputs() const { return m_out.size(); }
  /// Whether z and an activation come between x and a.
  bool hasActivation() const;

  const std::vector<TensorShape>& tensors() const { return m_tensors; }
  Index parameterCount() const;
  /// Number of parameters learned by gradient, which come first. The rest are statistics.
  Index learnedCount() const;

  /// Fills `parameters` with initial values.
  virtual void initialize(Initializer initializer, Random& random, Scalar* parameters) const;

  /// Fills trace.z and trace.a from x (I×N).
  virtual void forward(const Scalar* parameters, const Matrix& x, LayerTrace& trace,
                       const Pass& pass) const = 0;

  /// Fills `gradient` from trace.delta (laid out like the parameters, 0 for statistics) unless null, and dx =
  /// dL/dx (I×N) unless null.
  virtual void backward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, Scalar* gradient,
                        Matrix* dx) const = 0;

  /// Updates the statistics after a training step, from what the forward pass saw.
  virtual void followStatistics(const LayerTrace& trace, Scalar* parameters) const;

 protected:
  Layer(const LayerSpec& spec, const Shape& in, const Shape& out) : m_spec(spec), m_in(in), m_out(out) {}
  /// Appends a tensor after the existing ones.
  void addTensor(std::string name, Index rows, Index cols, bool isLearned = true);

 private:
  LayerSpec m_spec;
  Shape m_in;
  Shape m_out;
  std::vector<TensorShape> m_tensors;
};

}  // namespace pellucid::engine

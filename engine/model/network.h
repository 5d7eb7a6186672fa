// SPDX-License-Identifier: GPL-3.0-or-later
// A network that computes. It holds shapes, no numbers: all parameters are one flat vector that the caller
// owns, so that optimizers, snapshots and files treat them as one block. Immutable after creation; any thread
// may use it.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/model/layer.h"
#include "engine/model/network_spec.h"

namespace pellucid::engine {

/// What one pass through the network left behind. Reuse one object: its matrices keep their memory.
struct Trace {
  Matrix input;                    ///< X, I×N
  std::vector<LayerTrace> layers;  ///< one for each layer

  const Matrix& output() const { return layers.back().a; }
  const Matrix& logits() const { return layers.back().z; }
};

/// Where a tensor lies in the flat vector of parameters.
struct Tensor {
  std::size_t layer = 0;  ///< counted from 0
  std::string name;       ///< "weight" or "bias"
  Index rows = 0;
  Index cols = 0;
  Index offset = 0;  ///< from the beginning of the flat vector
  Index size() const { return rows * cols; }
};

class Network {
 public:
  /// The error is that of validate().
  static Result<std::shared_ptr<const Network>> create(const NetworkSpec& spec, Index inputs);

  Index inputs() const { return m_layers.front()->inputs(); }
  Index outputs() const { return m_layers.back()->outputs(); }
  Index parameterCount() const { return m_parameterCount; }
  std::size_t layerCount() const { return m_layers.size(); }
  const Layer& layer(std::size_t index) const { return *m_layers[index]; }
  /// All tensors in the order of the flat vector.
  const std::vector<Tensor>& tensors() const { return m_tensors; }
  /// A layer's part of the flat vector: its first scalar and how many there are.
  Index layerOffset(std::size_t index) const { return m_offsets[index]; }

  /// Views of one layer's weight (O×I) and bias (O) in a flat vector of parameters or gradients.
  ConstMatrixMap weight(const Vector& parameters, std::size_t layer) const;
  ConstVectorMap bias(const Vector& parameters, std::size_t layer) const;

  /// First weights. Layer i draws from its own stream, so editing one layer leaves the others' first weights
  /// alone.
  Vector initialParameters(std::uint64_t seed) const;

  /// From trace.input (I×N) fills z and a of every layer.
  void forward(const Vector& parameters, Trace& trace) const;

  /// From delta of the last layer (O×N) fills the other deltas and `gradient` (laid out as the parameters).
  void backward(const Vector& parameters, Trace& trace, Vector& gradient) const;

 private:
  Network(const NetworkSpec& spec, Index inputs);

  std::vector<std::unique_ptr<Layer>> m_layers;
  std::vector<Index> m_offsets;
  std::vector<Tensor> m_tensors;
  Index m_parameterCount = 0;
  Initializer m_initializer;
};

}  // namespace pellucid::engine

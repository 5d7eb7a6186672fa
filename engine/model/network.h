// SPDX-License-Identifier: GPL-3.0-or-later
// The network as computed. It holds shapes, not values: all parameters are one flat vector owned by the
// caller, so that optimizers, snapshots and files treat them as one block. Immutable after creation; any
// thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/model/dense.h"
#include "engine/model/network_spec.h"

namespace pellucid::engine {

/// The values computed in one pass through the network. Reuse one object: its matrices keep their memory.
struct Trace {
  Matrix input;                    ///< X, I×N
  SparseBatch sparseInput;         ///< the same, where `input` would be mostly zeros
  bool isSparse = false;           ///< X is in sparseInput, not in input
  std::vector<LayerTrace> layers;  ///< one for each layer

  Index samples() const { return isSparse ? sparseInput.samples() : input.cols(); }
  const Matrix& output() const { return layers.back().a; }
  const Matrix& logits() const { return layers.back().z; }
};

/// What a training step needs to know beyond the parameters.
struct TrainingPass {
  std::uint64_t seed = 0;  ///< the experiment's, for Dropout
  std::int64_t step = 0;
  std::vector<bool> frozen;  ///< one for each layer
};

/// The position of a tensor in the flat vector of parameters.
struct Tensor {
  std::size_t layer = 0;  ///< counted from 0
  std::string name;       ///< as in TensorShape
  Index rows = 0;
  Index cols = 0;
  Index offset = 0;  ///< from the beginning of the flat vector
  bool isLearned = true;
  Index size() const { return rows * cols; }
};

class Network {
 public:
  /// `input` is the shape of a sample. The error is that of validate().
  static Result<std::shared_ptr<const Network>> create(const NetworkSpec& spec, const Shape& input);

  const Shape& inputShape() const { return m_layers.front()->inputShape(); }
  Index inputs() const { return m_layers.front()->inputs(); }
  Index outputs() const { return m_layers.back()->outputs(); }
  Index parameterCount() const { return m_parameterCount; }
  std::size_t layerCount() const { return m_layers.size(); }
  const Layer& layer(std::size_t index) const { return *m_layers[index]; }
  /// All tensors in the order of the flat vector.
  const std::vector<Tensor>& tensors() const { return m_tensors; }
  /// A layer's section of the flat vector: its first scalar and its length.
  Index layerOffset(std::size_t index) const { return m_offsets[index]; }
  /// Whether the first layer accepts a SparseBatch.
  bool takesSparseInput() const { return m_sparseFirst != nullptr; }

  /// Views of one layer's weight and bias in a flat vector of parameters or gradients: O×I and O for a dense
  /// layer; empty where it has none.
  ConstMatrixMap weight(const Vector& parameters, std::size_t layer) const;
  ConstVectorMap bias(const Vector& parameters, std::size_t layer) const;

  /// Initial weights. Layer i draws from its own stream, so that editing one layer leaves the others' initial
  /// weights unchanged.
  Vector initialParameters(std::uint64_t seed) const;

  /// Fills z and a of every layer from trace.input (I×N) or trace.sparseInput. Without `training`, as when
  /// the network is used.
  void forward(const Vector& parameters, Trace& trace, const TrainingPass* training = nullptr) const;

  /// Fills the other deltas and `gradient` (laid out like the parameters) from delta of the last layer (O×N).
  /// With `training`, computes only what learning needs: no gradient for a frozen layer (it is set to 0), and
  /// nothing below the lowest layer that learns.
  void backward(const Vector& parameters, Trace& trace, Vector& gradient,
                const TrainingPass* training = nullptr) const;

  /// Updates the statistics of layers that are not frozen after a training step, from what forward() saw.
  void followStatistics(const Trace& trace, const TrainingPass& training, Vector& parameters) const;

 private:
  Network(const NetworkSpec& spec, const Shape& input);
  const Tensor* find(std::size_t layer, std::string_view name) const;
  /// The lowest layer that takes part in the backward pass.
  std::size_t lowestLearning(const TrainingPass* training) const;

  std::vector<std::unique_ptr<Layer>> m_layers;
  const Dense* m_sparseFirst = nullptr;
  std::vector<Index> m_offsets;
  std::vector<Tensor> m_tensors;
  Index m_parameterCount = 0;
  Initializer m_initializer;
};

}  // namespace pellucid::engine

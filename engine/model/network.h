// SPDX-License-Identifier: GPL-3.0-or-later
// A network that computes. It holds shapes, no numbers: all parameters are one flat vector that the caller
// owns, so that optimizers, snapshots and files treat them as one block. Immutable after creation; any thread
// may use it.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/model/dense.h"
#include "engine/model/network_spec.h"

namespace pellucid::engine {

/// What one pass through the network left behind. Reuse one object: its matrices keep their memory.
struct Trace {
  Matrix input;                    ///< X, I×N
  SparseBatch sparseInput;         ///< the same, where the numbers of `input` are mostly zero
  bool isSparse = false;           ///< X is in sparseInput, and not in input
  std::vector<LayerTrace> layers;  ///< one for each layer

  Index samples() const { return isSparse ? sparseInput.samples() : input.cols(); }
  const Matrix& output() const { return layers.back().a; }
  const Matrix& logits() const { return layers.back().z; }
};

/// What a step of training asks of a network, beyond its numbers.
struct TrainingPass {
  std::uint64_t seed = 0;  ///< of the experiment, for Dropout
  std::int64_t step = 0;
  std::vector<bool> frozen;  ///< one for each layer
};

/// Where a tensor lies in the flat vector of parameters.
struct Tensor {
  std::size_t layer = 0;  ///< counted from 0
  std::string name;       ///< as TensorShape has it
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
  /// A layer's part of the flat vector: its first scalar and how many there are.
  Index layerOffset(std::size_t index) const { return m_offsets[index]; }
  /// Whether its first layer takes a SparseBatch.
  bool takesSparseInput() const { return m_sparseFirst != nullptr; }

  /// Views of one layer's weight and bias in a flat vector of parameters or gradients: O×I and O of a dense
  /// layer; empty where it has none.
  ConstMatrixMap weight(const Vector& parameters, std::size_t layer) const;
  ConstVectorMap bias(const Vector& parameters, std::size_t layer) const;

  /// Initial weights. Layer i draws from its own stream, so editing one layer leaves the others' initial
  /// weights alone.
  Vector initialParameters(std::uint64_t seed) const;

  /// From trace.input (I×N), or trace.sparseInput, fills z and a of every layer. Without `training`, as the
  /// network answers when it is used.
  void forward(const Vector& parameters, Trace& trace, const TrainingPass* training = nullptr) const;

  /// From delta of the last layer (O×N) fills the other deltas and `gradient` (laid out as the parameters).
  /// With `training`, only what somebody needs to learn: no gradient of a frozen layer (it is set to 0), and
  /// nothing below the lowest layer that learns.
  void backward(const Vector& parameters, Trace& trace, Vector& gradient,
                const TrainingPass* training = nullptr) const;

  /// After a step of training: the statistics of layers that are not frozen follow what forward() saw.
  void followStatistics(const Trace& trace, const TrainingPass& training, Vector& parameters) const;

 private:
  Network(const NetworkSpec& spec, const Shape& input);
  const Tensor* find(std::size_t layer, std::string_view name) const;
  /// The layers from here on take part in the backward pass.
  std::size_t lowestLearning(const TrainingPass* training) const;

  std::vector<std::unique_ptr<Layer>> m_layers;
  const Dense* m_sparseFirst = nullptr;
  std::vector<Index> m_offsets;
  std::vector<Tensor> m_tensors;
  Index m_parameterCount = 0;
  Initializer m_initializer;
};

}  // namespace pellucid::engine

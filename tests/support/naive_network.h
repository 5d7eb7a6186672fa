// SPDX-License-Identifier: GPL-3.0-or-later
// The textbook's definition of a dense network and its training, in plain loops over doubles: slow, and meant
// to be checked by reading. The engine's fast code is compared with it. Shares only the names of the
// enumerations.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/model/activation.h"
#include "engine/train/loss.h"
#include "engine/train/optimizer.h"

namespace pellucid::tests {

using Numbers = std::vector<double>;

struct NaiveLayer {
  std::size_t inputs = 0;
  std::size_t units = 0;
  engine::Activation activation = engine::Activation::Linear;
  Numbers weight;  ///< weight[i * units + o] belongs to the edge from i to o
  Numbers bias;
  bool frozen = false;
  double rateFactor = 1;  ///< the optimizer's learning rate is multiplied by it

  // Left by the last pass, one vector for each sample.
  std::vector<Numbers> x, z, a, delta;
  Numbers weightGradient;
  Numbers biasGradient;
};

/// a = f(z) of one sample, and dL/dz from dL/da.
Numbers activate(engine::Activation f, const Numbers& z);
Numbers activateBackward(engine::Activation f, const Numbers& z, const Numbers& a, const Numbers& da);

/// The loss of one sample's outputs a with targets y, and dL/da.
double lossOf(engine::Loss loss, const Numbers& a, const Numbers& y);
Numbers lossBackward(engine::Loss loss, const Numbers& a, const Numbers& y);

struct NaiveSample {
  Numbers x;
  std::size_t label = 0;
  Numbers y =
      {};  ///< the targets; if there are none, 1 for the label's output and 0 for the others (hinge: -1)
};

class NaiveNetwork {
 public:
  std::vector<NaiveLayer> layers;

  /// Distributes a flat vector: for each layer its weight, column-major, then its bias.
  void setParameters(const Numbers& flat);
  Numbers parameters() const;
  Numbers gradient() const;

  /// The outputs of each sample.
  std::vector<Numbers> forward(const std::vector<NaiveSample>& batch);
  /// The mean loss of the last forward pass.
  double loss(engine::Loss loss, const std::vector<NaiveSample>& batch) const;
  /// The share of samples whose largest output belongs to their largest target.
  double accuracy(const std::vector<NaiveSample>& batch) const;
  /// Fills delta and the gradients of every layer from the last forward pass.
  void backward(engine::Loss loss, const std::vector<NaiveSample>& batch);
};

/// Remembers what its formula needs; updates every layer that is not frozen.
class NaiveOptimizer {
 public:
  NaiveOptimizer(engine::Optimizer kind, double learningRate)
      : NaiveOptimizer(kind, learningRate, engine::defaultSettings(kind)) {}
  NaiveOptimizer(engine::Optimizer kind, double learningRate, const engine::OptimizerSettings& settings)
      : m_kind(kind), m_learningRate(learningRate), m_settings(settings) {}
  void setLearningRate(double learningRate) { m_learningRate = learningRate; }
  void step(NaiveNetwork& network);

 private:
  struct Memory {
    Numbers m, v;
    int t = 0;
  };
  void update(Memory& memory, Numbers& w, const Numbers& g, double learningRate) const;

  engine::Optimizer m_kind;
  double m_learningRate;
  engine::OptimizerSettings m_settings;
  std::vector<Memory> m_memories;
};

}  // namespace pellucid::tests

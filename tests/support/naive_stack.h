// SPDX-License-Identifier: GPL-3.0-or-later
// A network of layers of every kind, forward and backward, out of the plain loops of naive_layers and
// naive_network: what windows show of such a network is compared with it.
#pragma once

#include "engine/model/network_spec.h"
#include "tests/support/naive_layers.h"

namespace pellucid::tests {

struct NaiveStage {
  engine::LayerSpec spec;  ///< what kind of layer it is
  NaiveMaps in, out;
  Numbers weight, bias;    ///< as used by the layer's kind in naive_layers; empty if it has none
  Numbers mean, variance;  ///< BatchNorm: the running ones

  // Left by the last pass, one vector for each sample.
  bool isTraining = false;
  Samples keeps;    ///< Dropout during training, as given: 1 for what is kept
  Samples x, z, a;  ///< z is empty if no activation follows
  Samples delta;    ///< dL/dz, or dL/da if there is no z, L the mean over the batch
  Numbers weightGradient, biasGradient;

  /// The gradients from dL/dz (or dL/da) of its outputs.
  NaiveGradients backward(const Samples& dz) const;
  /// How much an output of sample n changes with each input, when only that input changes a little: its
  /// weight in the sum. Not for a BatchNorm during training, whose outputs depend on the whole batch.
  Numbers factors(std::size_t n, std::size_t output) const;
  /// x̂ of a BatchNorm.
  Samples normalised() const;
};

class NaiveStack {
 public:
  std::vector<NaiveStage> stages;

  NaiveStack() = default;
  /// `parameters` are laid out as the engine's, stage by stage: weight, bias, running mean and variance.
  NaiveStack(const engine::NetworkSpec& spec, const NaiveMaps& input, const Numbers& parameters);

  /// A frozen BatchNorm uses its running values during training as well. Dropout drops what `keeps`, with one
  /// entry for each stage, says.
  void forward(const Samples& x, bool isTraining = false, const std::vector<Samples>& keeps = {});
  /// From the targets; L is the mean over the samples.
  void backward(engine::Loss loss, const Samples& y);
  const Samples& outputs() const { return stages.back().a; }

  /// Laid out like the parameters; 0 for running values.
  Numbers parameters() const;
  Numbers gradient() const;
};

}  // namespace pellucid::tests

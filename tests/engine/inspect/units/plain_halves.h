// SPDX-License-Identifier: GPL-3.0-or-later
// A convolution, a pool, a hidden and an output layer over small images of two channels, and what plain loops
// make of its samples: below a layer, and above it whatever enters there.
#pragma once

#include "engine/model/network.h"
#include "tests/support/datasets.h"
#include "tests/support/layer_pass.h"
#include "tests/support/naive_stack.h"

namespace pellucid::tests {

inline engine::DatasetPtr twoChannels(engine::Index samples = 40) {
  auto dataset = std::make_shared<engine::Dataset>(*syntheticDataset(samples, 2 * 5 * 6, 3));
  dataset->shape = {.channels = 2, .height = 5, .width = 6};
  return dataset;
}

inline engine::Experiment mapsExperiment() {
  engine::Experiment experiment = smallExperiment();
  experiment.network.layers = {engine::conv2d(3, 3, engine::Activation::Tanh), engine::maxPool(2),
                               engine::flatten(), engine::dense(4, engine::Activation::Sigmoid),
                               engine::dense(3, engine::Activation::Softmax)};
  return experiment;
}

/// Initial weights, with biases that are not 0.
inline engine::Vector weightsOf(const engine::Network& network, std::uint64_t seed = 4) {
  engine::Random random(seed, "biases");
  engine::Vector weights = network.initialParameters(seed);
  for (engine::Scalar& weight : weights)
    if (weight == 0) weight = static_cast<engine::Scalar>(0.2 * random.normal());
  return weights;
}

struct PlainHalves {
  NaiveStack below;  ///< with the layer itself
  NaiveStack above;

  PlainHalves(const engine::Network& network, const engine::NetworkSpec& spec, std::size_t layer,
              const engine::Vector& weights) {
    const auto split = static_cast<std::ptrdiff_t>(layer + 1);
    engine::NetworkSpec lower{.layers = {spec.layers.begin(), spec.layers.begin() + split}};
    engine::NetworkSpec upper{.layers = {spec.layers.begin() + split, spec.layers.end()}};
    const auto border = layer + 1 < network.layerCount() ? network.layerOffset(layer + 1) : weights.size();
    const Numbers all(weights.begin(), weights.end());
    below = NaiveStack(lower, maps(network.inputShape()), Numbers(all.begin(), all.begin() + border));
    if (!upper.layers.empty())
      above = NaiveStack(upper, maps(network.layer(layer).outputShape()),
                         Numbers(all.begin() + border, all.end()));
  }
};

inline Numbers numbersOf(const engine::Vector& values) {
  return {values.begin(), values.end()};
}

/// All samples of a split.
inline Samples samplesOf(const engine::Split& split, engine::Index features) {
  Samples samples;
  for (engine::Index n = 0; n < split.size(); ++n)
    samples.push_back(numbersOf(engine::sample(split, features, n)));
  return samples;
}

}  // namespace pellucid::tests

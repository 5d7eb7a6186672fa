// SPDX-License-Identifier: GPL-3.0-or-later
// Moments to show: a data set of 2×2 images and a network whose answer a test can choose.
#pragma once

#include "ui/run/moment.h"

namespace pellucid::ui::test {

/// Two classes, "0" and "Sandal"; test image i has the pixels 0, i/10, 2i/10, 3i/10 and the label i mod 2.
inline engine::DatasetPtr smallDataset(engine::Index testImages = 5) {
  auto dataset = std::make_shared<engine::Dataset>();
  dataset->name = "small";
  dataset->shape = {1, 2, 2};
  dataset->classNames = {"0", "Sandal"};
  for (engine::Index i = 0; i < testImages; ++i) {
    for (int k = 0; k < 4; ++k) dataset->test.pixels.push_back(static_cast<std::uint8_t>(k * i % 256));
    dataset->test.labels.push_back(static_cast<std::uint8_t>(i % 2));
  }
  dataset->train = dataset->test;
  return dataset;
}

/// A moment of a network without weights, whose biases `logits` determine every answer.
inline Moment momentOf(const engine::DatasetPtr& dataset, Input input, std::vector<engine::Scalar> logits,
                       engine::Activation output = engine::Activation::Softmax) {
  engine::NetworkSpec spec;
  spec.layers = {{static_cast<engine::Index>(logits.size()), output, false}};
  auto snapshot = std::make_shared<engine::Snapshot>();
  snapshot->network = *engine::Network::create(spec, dataset->shape);
  engine::Vector weights = engine::Vector::Zero(snapshot->network->parameterCount());
  weights.tail(static_cast<engine::Index>(logits.size())) =
      engine::ConstVectorMap(logits.data(), static_cast<engine::Index>(logits.size()));
  snapshot->state.weights = weights;
  engine::Probe probe =
      engine::probe(*snapshot->network, weights, engine::Loss::MeanSquaredError, input.values, std::nullopt);
  return {snapshot, dataset, std::move(input), std::move(probe)};
}

inline Input testInput(const engine::Dataset& dataset, engine::Index index) {
  return {engine::sample(dataset.test, dataset.inputs(), index),
          dataset.test.labels[static_cast<std::size_t>(index)], index};
}

}  // namespace pellucid::ui::test

// SPDX-License-Identifier: GPL-3.0-or-later
// Moments of real runs for tests of views: a small network after a few steps, with a test image inside it.
#pragma once

#include <optional>

#include "engine/train/trainer.h"
#include "tests/support/datasets.h"
#include "ui/run/moment.h"

namespace pellucid::tests {

/// Test image `index`, with its class.
inline ui::Input testInput(const engine::Dataset& dataset, engine::Index index) {
  return {.values = engine::sample(dataset.test, dataset.inputs(), index),
          .target = dataset.test.labels[static_cast<std::size_t>(index)],
          .testIndex = index};
}

/// The first experiment's moment with these weights and input.
inline ui::Moment momentOf(const engine::Trainer& trainer, const engine::DatasetPtr& dataset,
                           ui::Input input) {
  auto snapshot = std::make_shared<engine::Snapshot>();
  snapshot->phase = engine::Idle{};
  snapshot->network = trainer.network();
  snapshot->experiment = trainer.experiment();
  snapshot->state = trainer.state();
  snapshot->stepsPerEpoch = trainer.stepsPerEpoch();
  auto probe = engine::probe(*trainer.network(), trainer.state().weights, trainer.experiment().training.loss,
                             input.values, input.target);
  return {.snapshot = std::move(snapshot),
          .dataset = dataset,
          .input = std::move(input),
          .probe = std::move(probe)};
}

/// What a window shows of `experiment` on `dataset` after `steps` steps, with test image 0.
inline ui::Moment momentAfter(const engine::Experiment& experiment, const engine::DatasetPtr& dataset,
                              int steps = 0) {
  engine::Trainer trainer = engine::Trainer::create(experiment, dataset).value();
  for (int i = 0; i < steps; ++i) trainer.step();
  return momentOf(trainer, dataset, testInput(*dataset, 0));
}

/// `side`×`side` images of noise in which the label's pixel is brighter, as syntheticDataset() draws them.
inline engine::DatasetPtr squareImages(engine::Index side = 4, int classes = 3, engine::Index samples = 60) {
  auto dataset = std::make_shared<engine::Dataset>(*syntheticDataset(samples, side * side, classes));
  dataset->shape = {.channels = 1, .height = side, .width = side};
  return dataset;
}

/// Hidden layers of these units, tanh, then a softmax with as many units as there are classes.
inline engine::Experiment experimentFor(const engine::Dataset& dataset,
                                        std::initializer_list<engine::Index> hidden) {
  engine::Experiment experiment = smallExperiment();
  experiment.data.name = dataset.name;
  experiment.network.layers.clear();
  for (const engine::Index units : hidden)
    experiment.network.layers.push_back(
        {.units = units, .activation = engine::Activation::Tanh, .frozen = false});
  experiment.network.layers.push_back(
      {.units = dataset.classes(), .activation = engine::Activation::Softmax, .frozen = false});
  return experiment;
}

}  // namespace pellucid::tests

// SPDX-License-Identifier: GPL-3.0-or-later
// The step that can be done by hand: x = 2, w = 3, b = 1, target 9, squared error (ŷ − y)², learning rate
// 0.05.
#pragma once

#include "engine/train/trainer.h"

namespace pellucid::tests {

inline engine::DatasetPtr workedData() {
  auto dataset = std::make_shared<engine::Dataset>();
  dataset->name = "worked";
  dataset->shape = engine::flatShape(1);
  dataset->inputNames = {"x"};
  dataset->targetNames = {"y"};
  dataset->train.numbers = engine::Matrix::Constant(1, 1, 2);
  dataset->train.targets = engine::Matrix::Constant(1, 1, 9);
  dataset->test = dataset->train;
  return dataset;
}

inline engine::Experiment workedExperiment() {
  engine::Experiment experiment;
  experiment.data.name = "worked";
  experiment.network.layers = {engine::dense(1, engine::Activation::Linear)};
  experiment.training.loss = engine::Loss::MeanSquares;
  experiment.training.optimizer = engine::Optimizer::Sgd;
  experiment.training.learningRate = 0.05;
  experiment.training.batchSize = 1;
  return experiment;
}

inline engine::RunState workedState() {
  engine::RunState state = engine::Trainer::create(workedExperiment(), workedData()).value().state();
  state.weights << 3, 1;
  return state;
}

}  // namespace pellucid::tests

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/worked_example.h"

#include "engine/data/point_sets.h"

namespace pellucid::engine {

Experiment workedExample() {
  Experiment experiment;
  experiment.data.name = kByHand;
  experiment.network.layers = {dense(1, Activation::Linear)};
  experiment.training.loss = Loss::MeanSquares;
  experiment.training.optimizer = Optimizer::Sgd;
  experiment.training.learningRate = 0.05;
  experiment.training.batchSize = 1;
  return experiment;
}

RunState workedExampleState() {
  RunState state{.weights = Vector(2), .optimizer = initialState(Optimizer::Sgd, 2, 1)};
  state.weights << 3, 1;  // w, b
  return state;
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/experiment.h"

#include <fmt/format.h>

namespace pellucid::engine {

Experiment seedExperiment() {
  Experiment experiment;
  experiment.network.layers = {{.units = 64, .activation = Activation::Relu, .frozen = false},
                               {.units = 10, .activation = Activation::Softmax, .frozen = false}};
  experiment.network.initializer = Initializer::He;  // made for relu
  return experiment;
}

Result<void> validate(const Experiment& experiment, const Dataset& dataset) {
  const TrainingSpec& training = experiment.training;
  if (!(training.learningRate > 0 && training.learningRate <= kMaxLearningRate))
    return Error{fmt::format("The learning rate is {}; it must be greater than 0 and at most {:.0f}.",
                             training.learningRate, kMaxLearningRate)};
  if (training.batchSize < 1 || training.batchSize > kMaxBatchSize)
    return Error{
        fmt::format("The batch size is {}; it must be from 1 to {}.", training.batchSize, kMaxBatchSize)};
  if (const auto valid = validate(experiment.network, dataset.shape); !valid) return valid;
  const LayerSpec& output = experiment.network.layers.back();
  if (const auto valid = validate(training.loss, output.activation); !valid) return valid;
  if (output.units != dataset.classes())
    return Error{fmt::format("The output layer has {} units, but {} has {} classes. Give it {} units.",
                             output.units, dataset.name, dataset.classes(), dataset.classes())};
  return {};
}

Change compare(const Experiment& before, const Experiment& after) {
  if (before == after) return Change::None;
  Experiment live = before;
  live.training.learningRate = after.training.learningRate;
  if (live.network.layers.size() == after.network.layers.size())
    for (std::size_t i = 0; i < live.network.layers.size(); ++i)
      live.network.layers[i].frozen = after.network.layers[i].frozen;
  return live == after ? Change::Live : Change::Rebuild;
}

}  // namespace pellucid::engine

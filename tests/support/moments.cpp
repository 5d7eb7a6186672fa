// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/moments.h"

namespace pellucid::tests {

ui::Input testInput(const engine::Dataset& dataset, engine::Index index) {
  ui::Input input{
      .values = engine::sample(dataset.test, dataset.inputs(), index), .target = {}, .testIndex = index};
  ui::setAnswer(input, dataset, dataset.test, index);
  return input;
}

ui::Moment momentOf(const engine::Trainer& trainer, const engine::DatasetPtr& dataset, ui::Input input) {
  auto snapshot = std::make_shared<engine::Snapshot>();
  snapshot->phase = engine::Idle{};
  snapshot->network = trainer.network();
  snapshot->experiment = trainer.experiment();
  snapshot->state = trainer.state();
  snapshot->stepsPerEpoch = trainer.stepsPerEpoch();
  auto probe = ui::probeOf(*trainer.network(), trainer.state().weights, trainer.experiment().training, input);
  return {.snapshot = std::move(snapshot),
          .dataset = dataset,
          .input = std::move(input),
          .probe = std::move(probe)};
}

ui::Moment momentAfter(const engine::Experiment& experiment, const engine::DatasetPtr& dataset, int steps) {
  engine::Trainer trainer = engine::Trainer::create(experiment, dataset).value();
  for (int i = 0; i < steps; ++i) trainer.step();
  return momentOf(trainer, dataset, testInput(*dataset, 0));
}

engine::DatasetPtr squareImages(engine::Index side, int classes, engine::Index samples) {
  auto dataset = std::make_shared<engine::Dataset>(*syntheticDataset(samples, side * side, classes));
  dataset->shape = {.channels = 1, .height = side, .width = side};
  return dataset;
}

engine::Experiment experimentFor(const engine::Dataset& dataset,
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

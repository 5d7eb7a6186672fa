// SPDX-License-Identifier: GPL-3.0-or-later
// Moments of a run as panels get them one after the other, of a small network on images or on numbers.
#pragma once

#include "engine/data/point_sets.h"
#include "tests/support/moments.h"

namespace pellucid::tests {

/// Moments of one run: the same network after a growing number of steps.
class RunOfMoments {
 public:
  explicit RunOfMoments(engine::DatasetPtr dataset = squareImages(4, 3, 200),
                        std::optional<engine::Experiment> experiment = {})
      : m_dataset(std::move(dataset)),
        m_trainer(
            engine::Trainer::create(experiment ? *experiment : experimentFor(*m_dataset, {5}), m_dataset)
                .value()) {}

  /// After `steps` more steps, with this test sample as the input.
  ui::MomentPtr next(int steps = 0, bool isRunning = false, engine::Index test = 0) {
    for (int i = 0; i < steps; ++i) m_trainer.step();
    ui::Moment moment = momentOf(m_trainer, m_dataset, testInput(*m_dataset, test));
    auto snapshot = std::make_shared<engine::Snapshot>(*moment.snapshot);
    snapshot->revision = static_cast<std::uint64_t>(m_trainer.state().step);
    if (isRunning) snapshot->phase = engine::Running{};
    moment.snapshot = std::move(snapshot);
    return share(std::move(moment));
  }
  const engine::DatasetPtr& dataset() const { return m_dataset; }

 private:
  engine::DatasetPtr m_dataset;
  engine::Trainer m_trainer;
};

inline RunOfMoments numbersRun() {
  auto dataset = std::make_shared<engine::Dataset>(engine::makePointSet("plane", {}));
  dataset->name = "plane";
  engine::Experiment experiment = smallExperiment();
  experiment.training.loss = engine::Loss::MeanSquaredError;
  experiment.network.layers = {engine::dense(4, engine::Activation::Tanh),
                               engine::dense(1, engine::Activation::Linear)};
  return RunOfMoments(std::move(dataset), experiment);
}

}  // namespace pellucid::tests

// SPDX-License-Identifier: GPL-3.0-or-later
// Moments of small networks on points of a plane.
#pragma once

#include "engine/data/point_sets.h"
#include "tests/support/moments.h"

namespace pellucid::tests {

inline engine::DatasetPtr circlePoints() {
  auto dataset = std::make_shared<engine::Dataset>(engine::makePointSet("circle", {}));
  dataset->name = "circle";
  return dataset;
}

/// 2–4–2 tanh–1 sigmoid on the circle, after some steps.
inline engine::Experiment circleExperiment() {
  engine::Experiment experiment = smallExperiment();
  experiment.data.name = "circle";
  experiment.training.loss = engine::Loss::BinaryCrossEntropy;
  experiment.network.layers = {engine::dense(4, engine::Activation::Tanh),
                               engine::dense(2, engine::Activation::Relu),
                               engine::dense(1, engine::Activation::Sigmoid)};
  return experiment;
}

inline ui::Moment circleMoment() {
  return momentAfter(circleExperiment(), circlePoints(), 30);
}

}  // namespace pellucid::tests

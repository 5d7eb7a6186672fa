// SPDX-License-Identifier: GPL-3.0-or-later
// Moments of small networks on data that have a plane, and questions about them.
#pragma once

#include "engine/data/catalogue.h"
#include "tests/support/moments.h"
#include "ui/plane/plane_question.h"

namespace pellucid::tests {

/// A network that suits the data, after `steps` steps, with test sample 0.
inline ui::MomentPtr planeMoment(const char* name, std::initializer_list<engine::Index> hidden = {6},
                                 int steps = 40) {
  const engine::DatasetPtr dataset = engine::loadDataset(name, engine::DataLocations{}).value();
  engine::Experiment experiment;
  experiment.data.name = name;
  for (const engine::Index units : hidden)
    experiment.network.layers.push_back(engine::dense(units, engine::Activation::Tanh));
  const bool hasClasses = dataset->hasClasses();
  experiment.network.layers.push_back(engine::dense(
      dataset->outputs(), hasClasses ? engine::Activation::Softmax : engine::Activation::Linear));
  experiment.training.loss = hasClasses ? engine::Loss::CrossEntropy : engine::Loss::MeanSquares;
  experiment.training.batchSize = 10;
  return share(momentAfter(experiment, dataset, steps));
}

/// A picture of 120×90 pixels, with everything visible.
inline ui::PlaneQuestion questionAbout(const ui::Moment& moment) {
  return {.snapshot = moment.snapshot,
          .dataset = moment.dataset,
          .rest = moment.input.values,
          .across = 0,
          .up = moment.dataset->inputs() > 1 ? std::optional(engine::Index{1}) : std::nullopt,
          .subject = {},
          .size = QSize(120, 90),
          .scale = 1,
          .theme = &ui::lightTheme()};
}

}  // namespace pellucid::tests

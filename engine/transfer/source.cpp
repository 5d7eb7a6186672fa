// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfer/source.h"

#include "engine/train/trainer.h"

namespace pellucid::engine {

Result<TrainedModel> trainSource(const Experiment& experiment, const DatasetPtr& dataset, std::int64_t steps,
                                 const Progress& progress, const StepListener& listener) {
  auto trainer = Trainer::create(experiment, dataset);
  if (!trainer) return trainer.error();
  while (trainer->state().step < steps && !progress.isCancelled()) {
    const auto result = trainer->step();
    if (const auto* diverged = std::get_if<Diverged>(&result))
      return Error{message("The source diverged at step {}. {} Choose a smaller learning rate.",
                           diverged->step, diverged->explanation)};
    if (listener) listener(trainer->state().step);
  }
  return TrainedModel{.name = dataset->name,
                      .network = experiment.network,
                      .shape = dataset->shape,
                      .weights = trainer->state().weights,
                      .classNames = dataset->classNames,
                      .scaling = dataset->scaling};
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/diagnosis/classic_tests.h"

#include <algorithm>

#include "engine/train/trainer.h"

namespace pellucid::engine {
namespace {

/// The data with at most `most` training samples, spread evenly, and without others that cost time.
std::shared_ptr<Dataset> withFewSamples(const Dataset& dataset, Index most) {
  const Index all = dataset.train.size();
  const Index count = std::min(all, most);
  std::vector<Index> samples;
  for (Index i = 0; i < count; ++i) samples.push_back(i * all / count);
  auto few = std::make_shared<Dataset>();
  few->name = dataset.name;
  few->shape = dataset.shape;
  few->classNames = dataset.classNames;
  few->inputNames = dataset.inputNames;
  few->targetNames = dataset.targetNames;
  few->train = select(dataset.train, samples);
  few->test = few->train;
  return few;
}

void makeZero(Split& split) {
  std::ranges::fill(split.pixels, std::uint8_t{0});
  split.numbers.setZero();
}

struct PrivateRun {
  double before = 0;
  double after = 0;
  std::int64_t steps = 0;
  bool hasDiverged = false;
};

/// Trains from new weights until `steps` steps are done or no more than `enough` of the loss is left.
std::optional<Result<PrivateRun>> trainPrivately(const Experiment& experiment, DatasetPtr dataset,
                                                 std::int64_t steps, double enough,
                                                 const Progress& progress) {
  constexpr std::int64_t kLook = 10;
  auto trainer = Trainer::create(experiment, std::move(dataset));
  if (!trainer) return trainer.error();
  PrivateRun run{.before = trainer->evaluateTest().loss};
  run.after = run.before;
  while (trainer->state().step < steps && run.after > enough * run.before) {
    if (progress.isCancelled()) return std::nullopt;
    if (std::holds_alternative<Diverged>(trainer->step())) {
      run.hasDiverged = true;
      break;
    }
    run.steps = trainer->state().step;
    progress.tell(static_cast<std::size_t>(run.steps), static_cast<std::size_t>(steps));
    if (run.steps % kLook == 0 || run.steps == steps) run.after = trainer->evaluateTest().loss;
  }
  return run;
}

Experiment withoutHandicaps(Experiment experiment) {
  TrainingSpec& training = experiment.training;
  training.labelSmoothing = 0;
  training.settings.l1 = 0;
  training.settings.l2 = 0;
  training.settings.weightDecay = 0;
  training.augmentation = {};
  training.schedule = {};
  training.stopping = {};
  training.batchSize = kOneBatchSamples;
  for (LayerSpec& layer : experiment.network.layers) {
    layer.frozen = false;
    if (layer.rateFactor == 0) layer.rateFactor = 1;
    if (layer.kind == LayerKind::Dropout) layer.rate = 0;
  }
  return experiment;
}

}  // namespace

std::optional<Result<OneBatchTest>> testOneBatch(const Experiment& experiment, const Dataset& dataset,
                                                 const Progress& progress) {
  const auto few = withFewSamples(dataset, kOneBatchSamples);
  const Index samples = few->train.size();
  const auto run =
      trainPrivately(withoutHandicaps(experiment), few, kOneBatchSteps, kLearnedByHeart, progress);
  if (!run) return std::nullopt;
  if (!*run) return run->error();
  return OneBatchTest{.samples = samples,
                      .steps = run->value().steps,
                      .before = run->value().before,
                      .after = run->value().after,
                      .hasDiverged = run->value().hasDiverged};
}

std::optional<Result<InputTest>> testInputs(const Experiment& experiment, const Dataset& dataset,
                                            const Progress& progress) {
  constexpr Index kMost = 2000;
  const auto with = withFewSamples(dataset, kMost);
  const auto without = std::make_shared<Dataset>(*with);
  for (Split* split : splitsOf(*without)) makeZero(*split);
  Experiment alone = experiment;
  alone.training.stopping = {};
  const auto first = trainPrivately(alone, with, kInputTestSteps, 0, progress.part(0, 0.5));
  if (!first) return std::nullopt;
  if (!*first) return first->error();
  const auto second = trainPrivately(alone, without, kInputTestSteps, 0, progress.part(0.5, 1));
  if (!second) return std::nullopt;
  if (!*second) return second->error();
  return InputTest{.steps = std::min(first->value().steps, second->value().steps),
                   .withInputs = first->value().after,
                   .withoutInputs = second->value().after,
                   .hasDiverged = first->value().hasDiverged || second->value().hasDiverged};
}

}  // namespace pellucid::engine

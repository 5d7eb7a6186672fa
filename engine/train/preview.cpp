// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/preview.h"

#include <algorithm>

#include "engine/model/layer_sizes.h"
#include "engine/train/begins_alike.h"

namespace pellucid::engine {
namespace {

/// Multiplications allowed for both branches, forward and backward.
constexpr double kMostMultiplications = 3e10;
constexpr std::int64_t kLeastPreviewSteps = 10;

/// For one step: one forward pass, and twice as much for the backward pass.
double multiplicationsOf(const Experiment& experiment, const Dataset& dataset) {
  const auto network = Network::create(experiment.network, dataset.shape);
  if (!network) return 0;
  return 3 * multiplications(**network) *
         static_cast<double>(std::min(experiment.training.batchSize, dataset.train.size()));
}

Metrics measured(Trainer& trainer) {
  if (const auto validation = trainer.evaluateValidation()) return *validation;
  return trainer.evaluateTest();
}

/// Trains a branch to its end; stops early when cancelled.
Preview::Branch grown(Trainer& trainer, std::int64_t steps, const Progress& progress) {
  Preview::Branch branch;
  if (const auto broken = trainer.findNotFinite()) {
    branch.diverged = *broken;
    return branch;
  }
  while (branch.steps < steps && !progress.isCancelled()) {
    const auto result = trainer.step();
    if (const auto* diverged = std::get_if<Diverged>(&result)) {
      branch.diverged = *diverged;
      return branch;
    }
    ++branch.steps;
    progress.tell(static_cast<std::size_t>(branch.steps), static_cast<std::size_t>(steps));
    if (trainer.stopReason()) break;
  }
  if (!progress.isCancelled()) branch.metrics = measured(trainer);
  return branch;
}

/// A trainer with the initial weights: the given ones where they suit this network and seed, as after an edit
/// that keeps them.
Result<Trainer> atTheBeginning(const PreviewQuestion& question, const Experiment& experiment,
                               const DatasetPtr& dataset) {
  auto trainer = Trainer::create(experiment, dataset);
  if (!trainer || !question.initial || !beginsAlike(experiment, question.asItIs)) return trainer;
  if (auto restored = trainer->restore(
          firstState(*question.initial, experiment.training.optimizer, experiment.network.layers.size()));
      !restored)
    return restored.error();
  return trainer;
}

/// A trainer at the run's present state.
Result<Trainer> atThisMoment(const PreviewQuestion& question) {
  auto trainer = Trainer::create(question.asItIs, question.dataset);
  if (!trainer) return trainer;
  if (auto restored = trainer->restore(question.state); !restored) return restored.error();
  return trainer;
}

}  // namespace

bool beginsAgain(const PreviewQuestion& question) {
  return question.beginsAgain || question.changedDataset != question.dataset ||
         compare(question.asItIs, question.changed) == Change::Rebuild;
}

std::int64_t previewSteps(const PreviewQuestion& question) {
  const std::int64_t wanted = beginsAgain(question)
                                  ? std::clamp(question.state.step, kPreviewSteps, kMostPreviewSteps)
                                  : kPreviewSteps;
  const double each = multiplicationsOf(question.asItIs, *question.dataset) +
                      multiplicationsOf(question.changed, *question.changedDataset);
  if (each * static_cast<double>(wanted) <= kMostMultiplications) return wanted;
  return std::max(static_cast<std::int64_t>(kMostMultiplications / each), kLeastPreviewSteps);
}

Result<Preview> preview(const PreviewQuestion& question, const Progress& progress) {
  Preview answer{.steps = previewSteps(question),
                 .isFromBeginning = beginsAgain(question),
                 .isOnValidation = question.dataset->validation.size() > 0};
  auto asItIs = answer.isFromBeginning ? atTheBeginning(question, question.asItIs, question.dataset)
                                       : atThisMoment(question);
  if (!asItIs) return asItIs.error();
  auto changed = answer.isFromBeginning ? atTheBeginning(question, question.changed, question.changedDataset)
                                        : atThisMoment(question);
  if (!changed) return changed.error();
  if (!answer.isFromBeginning) {
    if (auto valid = validate(question.changed, *question.changedDataset); !valid) return valid.error();
    changed->applyLive(question.changed);
  }
  answer.asItIs = grown(*asItIs, answer.steps, progress.part(0, 0.5));
  answer.changed = grown(*changed, answer.steps, progress.part(0.5, 1));
  if (progress.isCancelled()) return Progress::cancelled();
  return answer;
}

}  // namespace pellucid::engine

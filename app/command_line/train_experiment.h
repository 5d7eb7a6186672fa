// SPDX-License-Identifier: GPL-3.0-or-later
// Turns what `pellucid train` was asked into a run: its experiment, its initial weights, its last step. Pure
// functions without a file; each error is a matter of usage, because it says which options do not go with
// what they are given for.
#pragma once

#include "app/command_line/model_loading.h"
#include "app/command_line/train_options.h"
#include "engine/train/trainer.h"

namespace pellucid::app {

/// The seed experiment with the options applied, checked against the data. Without --layers the numbers of
/// inputs and classes follow from the data.
engine::Result<engine::Experiment> newExperiment(const TrainOptions& options, const engine::Dataset& dataset);

/// The data that a continued run needs: the project's, or the same data at the place given by --data, read by
/// the project's rules.
std::string continuedDataName(const TrainOptions& options, const engine::Project& project);

/// The project's experiment with what can change during a run applied: --lr, --freeze and most of
/// TrainingNumbers. Any other option may only repeat the project's value; a different one is refused, because
/// it would mean another run.
engine::Result<engine::Experiment> continuedExperiment(const TrainOptions& options,
                                                       const engine::Project& project);

/// The step at which to stop, counted from the beginning of the run: --steps, or --epochs (kDefaultEpochs) in
/// steps. Refuses one before `stepsDone`.
engine::Result<std::int64_t> targetSteps(const TrainOptions& options, std::int64_t stepsPerEpoch,
                                         std::int64_t stepsDone);

/// Takes over the model's weights and nothing else. The error lists every layer whose shape differs.
engine::Result<void> takeWeights(const LoadedModel& from, engine::Trainer& trainer);

}  // namespace pellucid::app

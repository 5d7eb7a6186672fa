// SPDX-License-Identifier: GPL-3.0-or-later
// The options of `pellucid train` for the numbers of a TrainingSpec's parts: the optimizer's settings,
// clipping, augmentation, schedule, label smoothing and stopping. An empty optional was not given: the
// default counts then, or the project's number.
#pragma once

#include <CLI/CLI.hpp>
#include <array>
#include <cstdint>
#include <optional>

#include "engine/train/experiment.h"

namespace pellucid::app {

struct TrainingNumbers {
  std::array<std::optional<double>, engine::kNumberFields<engine::OptimizerSettings>.size()> settings;
  std::array<std::optional<double>, engine::kNumberFields<engine::Clipping>.size()> clipping;
  std::array<std::optional<double>, engine::kNumberFields<engine::Augmentation>.size()> augmentation;
  std::optional<engine::Schedule> schedule;
  std::optional<double> labelSmoothing;
  std::optional<double> targetAccuracy;
  std::optional<std::int64_t> patience;
};

/// Declares the options on `command`; parsing fills `numbers`, which must outlive it. The ranges are those of
/// engine/train/training_fields.h.
void addTrainingNumbers(CLI::App& command, TrainingNumbers& numbers);

/// Refuses a setting that the optimizer does not have.
engine::Result<void> checkNumbers(const TrainingNumbers& numbers, engine::Optimizer optimizer);

/// Puts the given numbers into `training`; all but the label smoothing and the augmentation can change during
/// a run.
void applyNumbers(const TrainingNumbers& numbers, engine::TrainingSpec& training);

}  // namespace pellucid::app

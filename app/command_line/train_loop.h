// SPDX-License-Identifier: GPL-3.0-or-later
// Trains on the calling thread up to a step, tests at each epoch's end and at the very end, and keeps the
// history.
#pragma once

#include <cstdint>
#include <optional>

#include "app/command_line/interrupt.h"
#include "app/command_line/metrics_file.h"
#include "app/command_line/progress.h"
#include "engine/inspect/diagnosis/run_watch.h"
#include "engine/train/snapshot.h"
#include "engine/train/trainer.h"

namespace pellucid::app {

/// The result of a call of trainUpTo().
struct TrainOutcome {
  bool isInterrupted = false;
  std::optional<engine::Diverged> diverged;
  std::optional<engine::StopReason> stopReason;  ///< set if a rule of the experiment ended it
  /// Mean of the batches' losses, each before its update, over the last step's epoch as far as it got;
  /// nothing before the first step.
  std::optional<double> trainLoss;
  engine::Metrics test;                       ///< with the last weights
  std::optional<engine::Metrics> validation;  ///< likewise; nothing if no samples were set aside
  double seconds = 0;                         ///< training and testing, without loading and writing
  std::int64_t samples = 0;                   ///< trained in this call
  std::optional<std::vector<engine::Finding>> findings = {};  ///< if the run was diagnosed
};

/// Steps until `targetSteps` (counted from the beginning of the run) are done, the run diverges or a signal
/// asks to stop. `history` gets a training point for each step and a test point for each test, and becomes
/// coarser when it grows too long. `metrics` gets all of the same points; it is null if not wanted. `watch`,
/// which may also be null, diagnoses the run during training and at its end.
TrainOutcome trainUpTo(std::int64_t targetSteps, engine::Trainer& trainer, engine::History& history,
                       MetricsFile* metrics, engine::RunWatch* watch, Progress& progress,
                       const Interrupt& interrupt);

}  // namespace pellucid::app

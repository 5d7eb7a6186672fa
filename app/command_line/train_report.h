// SPDX-License-Identifier: GPL-3.0-or-later
// What a training came to, as one line of JSON for scripts and as sentences for people. Pure.
#pragma once

#include <string>

#include "app/command_line/train_loop.h"

namespace pellucid::app {

/// One line, with its line end:
///   phase               finished, diverged or interrupted
///   steps, epochs       done since the beginning of the run; epochs are those completed
///   train_loss          see TrainOutcome; null before the first step
///   test_loss, test_accuracy    over the test split with the last weights; accuracy 0 … 1,
///                              null where the answers are numbers
///   seconds             this call's training and testing, without loading and writing
///   samples_per_second  this call's training samples in those seconds
///   weights_sha256      as defined in weights_hash.h
/// For a run ended by a rule of its experiment also stopped_by (epochs, steps, target accuracy, no
/// improvement);
/// for a diagnosed run: findings, see diagnose_report.h;
/// and for a diverged run: diverged_step (the attempted step, from 1), layer, parameter, explanation.
/// Numbers round-trip; one that is not finite is null.
std::string jsonReport(const engine::Trainer& trainer, const TrainOutcome& outcome);

/// The same as a few lines of text.
std::string textReport(const engine::Trainer& trainer, const TrainOutcome& outcome);

/// Why the run diverged and what to do about it, in one or two sentences; `outcome` has diverged.
engine::Message divergenceMessage(const engine::Trainer& trainer, const TrainOutcome& outcome);

}  // namespace pellucid::app

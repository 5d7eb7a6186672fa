// SPDX-License-Identifier: GPL-3.0-or-later
// The edits of a TrainingSpec's values: each is one step of undo, like those in edits.h. They act on a run in
// progress, except for label smoothing, augmentation and the order of samples, which begin a new one.
#pragma once

#include "engine/train/experiment.h"
#include "ui/document/document.h"

namespace pellucid::ui::edit {

engine::Result<void> setOptimizerNumber(Document& document, double engine::OptimizerSettings::*number,
                                        double value);
/// Resets the values in the optimizer's formula to PyTorch's; the penalties stay.
engine::Result<void> restoreOptimizerDefaults(Document& document);

/// With the kind's usual values; the warm-up stays. A schedule over a number of epochs takes that of the
/// stopping rule, if it has one.
engine::Result<void> setScheduleKind(Document& document, engine::ScheduleKind kind);
engine::Result<void> setScheduleNumber(Document& document, double engine::Schedule::*number, double value);
engine::Result<void> setScheduleNumber(Document& document, std::int64_t engine::Schedule::*number,
                                       std::int64_t value);

/// 0 switches a limit off.
engine::Result<void> setClipping(Document& document, double engine::Clipping::*limit, double value);

/// 0 switches a rule off.
engine::Result<void> setStopping(Document& document, double engine::Stopping::*rule, double value);
engine::Result<void> setStopping(Document& document, std::int64_t engine::Stopping::*rule,
                                 std::int64_t value);

/// 0 leaves the samples as they are. Begins a new run.
engine::Result<void> setAugmentation(Document& document, double engine::Augmentation::*most, double value);

engine::Result<void> setLabelSmoothing(Document& document, double share);
/// A new order of the samples in each epoch, or always that of the file.
engine::Result<void> setShuffle(Document& document, bool shuffles);

}  // namespace pellucid::ui::edit

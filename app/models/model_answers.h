// SPDX-License-Identifier: GPL-3.0-or-later
// What a model says to samples in the units of the data: they are scaled on the way in, as it learned them,
// and its answers on the way out. Blocking; any thread.
#pragma once

#include "app/models/loaded_model.h"
#include "app/models/model_names.h"
#include "engine/base/progress.h"
#include "engine/io/answered_table.h"

namespace pellucid::app {

/// The answers (O×N) to samples as given by the data (F×N).
engine::Matrix answersTo(const LoadedModel& loaded, engine::Matrix samples);

/// Answers to all samples of a split, a few hundred at a time.
engine::Matrix answersTo(const LoadedModel& loaded, const engine::Split& split,
                         const engine::Progress& progress = {});

/// Answers to all rows of a table, or to all test samples of other data, which were read with
/// answerWishesOf(). The errors are those of engine::matchNames() and checkInputsFit(), or that it was
/// cancelled.
engine::Result<engine::AnsweredTable> answerAll(const LoadedModel& loaded, const engine::Dataset& dataset,
                                                bool isByOrder, const engine::Progress& progress = {});

}  // namespace pellucid::app

// SPDX-License-Identifier: GPL-3.0-or-later
// What a model calls what it is asked and answers, and whether data go with it. Pure.
#pragma once

#include "app/models/loaded_model.h"
#include "engine/data/data_name.h"
#include "engine/data/match_names.h"

namespace pellucid::app {

/// What a table should have for it; nothing if they are matched by order.
engine::TableWishes wishesOf(const engine::TrainedModel& model, bool isByOrder);
/// The same for a table whose rows are only to be answered.
engine::TableWishes answerWishesOf(const engine::TrainedModel& model, bool isByOrder);

/// Its names of inputs, classes and answers; nothing where names don't count.
engine::KnownNames namesOf(const engine::TrainedModel& model, bool isByOrder);

/// Whether the samples have as many values as the model has inputs.
engine::Result<void> checkInputsFit(const LoadedModel& loaded, const engine::Dataset& dataset);

/// Whether the model can answer for these data. Image sizes and numbers of classes must agree; the error
/// gives both sides.
engine::Result<void> checkFits(const LoadedModel& loaded, const engine::Dataset& dataset);

/// The name of class `index`: the model's own, otherwise its number.
std::string className(const engine::TrainedModel& model, engine::Index index);

}  // namespace pellucid::app

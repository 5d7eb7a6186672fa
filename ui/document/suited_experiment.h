// SPDX-License-Identifier: GPL-3.0-or-later
// The experiment to begin with for given data: a network of suitable size, and a learning rate at which it
// learns visibly. Where the user has changed nothing about the usual design, other data bring their own.
#pragma once

#include "engine/train/experiment.h"

namespace pellucid::ui {

/// Images take the network of a new window; points, tables and truth tables a small one.
engine::Experiment suitedExperiment(const engine::Dataset& dataset);

/// Whether `experiment` is the one to begin with for its data, so that none of the user's work would be lost.
bool isSuited(const engine::Experiment& experiment, const engine::Dataset& dataset);

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// One function for each change a user makes to an experiment; each is one step of undo. Layers are counted
// from 0, and the last is the output layer. A failed Result says what cannot be done and why; then nothing
// has changed.
#pragma once

#include <QString>

#include "engine/train/experiment.h"
#include "ui/document/document.h"

namespace pellucid::ui::edit {

using engine::Result;

/// Moves a hidden layer to another hidden position.
Result<void> moveLayer(Document& document, std::size_t from, std::size_t to);
/// At most as many as fit. Not for the output layer, whose units follow the data. Calls of one `gesture` (≠
/// 0) undo as one.
Result<void> setUnits(Document& document, std::size_t layer, engine::Index units, int gesture = 0);
/// The note is not empty when the loss had to change with the output's activation.
Result<QString> setActivation(Document& document, std::size_t layer, engine::Activation activation);
/// Only layers with weights.
Result<void> setFrozen(Document& document, std::size_t layer, bool frozen);

Result<void> setLearningRate(Document& document, double rate);
Result<void> setBatchSize(Document& document, engine::Index size);
Result<void> setOptimizer(Document& document, engine::Optimizer optimizer);
/// The note is not empty when the output's activation had to change with the loss.
Result<QString> setLoss(Document& document, engine::Loss loss);
Result<void> setInitializer(Document& document, engine::Initializer initializer);
Result<void> setSeed(Document& document, std::uint64_t seed);

/// Changes the data. Where the design is the usual one for the previous data, that for the new data replaces
/// it; otherwise it is kept, and its output layer takes as many units as there are classes.
Result<void> setData(Document& document, const engine::DatasetPtr& dataset);

}  // namespace pellucid::ui::edit

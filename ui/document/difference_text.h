// SPDX-License-Identifier: GPL-3.0-or-later
// How one experiment differs from another, in a few words for each setting; used to name runs and the events
// of a timeline. Pure.
#pragma once

#include <QStringList>

#include "engine/train/experiment.h"

namespace pellucid::ui {

/// Differences in settings that act at once, other than the learning rate, between networks with the same
/// number of layers: "Hidden 1 frozen", "Momentum μ 0.95", "L2 off".
QStringList liveDifferences(const engine::Experiment& before, const engine::Experiment& after);

/// All differences: "64 → 72 units", "rate 0.01", "seed 3". Empty for equal experiments. Changes to the
/// output layer and the loss that new data demand are not listed separately.
QStringList differences(const engine::Experiment& before, const engine::Experiment& after);

/// The first of several parts and the number of others: "rate 0.01 and 2 more"; empty for none.
QString firstOf(const QStringList& parts);

}  // namespace pellucid::ui

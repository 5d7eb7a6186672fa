// SPDX-License-Identifier: GPL-3.0-or-later
// In what one experiment differs from another, in a few words for each setting: by them runs are called, and
// the events of a timeline. Pure.
#pragma once

#include <QStringList>

#include "engine/train/experiment.h"

namespace pellucid::ui {

/// What acts at once, besides the learning rate, of networks with as many layers: "Hidden 1 frozen",
/// "Momentum μ 0.95", "L2 off".
QStringList liveDifferences(const engine::Experiment& before, const engine::Experiment& after);

/// All of it: "64 → 72 units", "rate 0.01", "seed 3". Empty for equal experiments. What other data demand of
/// the output layer and the loss is not told beside them.
QStringList differences(const engine::Experiment& before, const engine::Experiment& after);

/// Of several parts the first and how many there are: "rate 0.01 and 2 more"; empty for none.
QString firstOf(const QStringList& parts);

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Copies points of other data as the user's own points. Pure.
#pragma once

#include "engine/data/dataset.h"
#include "engine/data/own_samples.h"

namespace pellucid::ui {

/// Whether the data are points of a plane that fit on the sheet, in few enough classes or with one number
/// each.
bool canBeCopied(const engine::Dataset& dataset);

/// All of its samples as points, rounded to thousandths, with numbers between -1 and 1. In the painted set
/// the split is drawn again, and long class names are cut. Refuses what canBeCopied() refuses.
engine::Result<engine::OwnSamples> ownCopyOf(const engine::Dataset& dataset);

}  // namespace pellucid::ui

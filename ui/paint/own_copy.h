// SPDX-License-Identifier: GPL-3.0-or-later
// Points of other data as points of the user's own. Pure.
#pragma once

#include "engine/data/dataset.h"
#include "engine/data/own_samples.h"

namespace pellucid::ui {

/// Whether the data are points of a plane that fit on the sheet, in few enough classes or with one number
/// each.
bool canBeCopied(const engine::Dataset& dataset);

/// All of its samples as points, each as near as thousandths allow, of numbers between -1 and 1. In the
/// painted set their parts are drawn anew, and long names of classes are cut. Refuses what canBeCopied()
/// refuses.
engine::Result<engine::OwnSamples> ownCopyOf(const engine::Dataset& dataset);

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// What full colour stands for. Pure functions of a Moment.
#pragma once

#include <vector>

#include "engine/base/enum_names.h"
#include "ui/run/moment.h"

namespace pellucid::ui {

enum class RangeMode {
  Layer,   ///< each layer by itself: its own structure is seen
  Global,  ///< the largest of all: layers can be compared
  Fixed,   ///< ±1: moments can be compared
};

/// The next of 1, 2, 5, 10, … times a power of ten that is at least `value`; 1 for 0 and for what is not
/// finite.
float niceCeiling(float value);

/// Turns the range that each layer would choose for itself into the one that `mode` gives it.
void applyRangeMode(RangeMode mode, std::vector<float>& ranges);

/// What the units of a layer show: activations or deltas.
engine::Vector unitValues(const Moment& moment, Quantity quantity, std::size_t layer);

/// For each layer, the value from which on its units have full colour.
std::vector<float> unitRanges(const Moment& moment, Quantity quantity, RangeMode mode);

}  // namespace pellucid::ui

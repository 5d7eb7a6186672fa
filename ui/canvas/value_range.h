// SPDX-License-Identifier: GPL-3.0-or-later
// The value of full colour. Pure functions of a Moment.
#pragma once

#include <vector>

#include "engine/base/enum_names.h"
#include "ui/run/moment.h"

namespace pellucid::ui {

enum class RangeMode {
  Layer,   ///< each layer by itself, to show its own structure
  Global,  ///< the largest of all, to compare layers
  Fixed,   ///< ±1, to compare moments
};

/// The next of 1, 2, 5, 10, … times a power of ten that is at least `value`; 1 for 0 and for non-finite
/// values.
float niceCeiling(float value);

/// Turns the range that each layer would choose by itself into that of `mode`.
void applyRangeMode(RangeMode mode, std::vector<float>& ranges);

/// The values a layer's units show: activations or deltas.
engine::Vector unitValues(const Moment& moment, Quantity quantity, std::size_t layer);

/// For each layer, the value from which its units have full colour.
std::vector<float> unitRanges(const Moment& moment, Quantity quantity, RangeMode mode);

}  // namespace pellucid::ui

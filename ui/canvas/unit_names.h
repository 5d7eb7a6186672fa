// SPDX-License-Identifier: GPL-3.0-or-later
// What units, inputs and outputs are called on the canvas. People count from 1.
#pragma once

#include <QString>

#include "ui/run/moment.h"

namespace pellucid::ui {

using engine::Index;

/// "Hidden 1, unit 5", or "Conv 1, map 3, row 7, column 2".
QString unitName(const Moment& moment, std::size_t layer, Index unit);
/// What enters layer `layer` from `from`: "pixel row 3, column 7", "x1", or a unit's name.
QString sourceName(const Moment& moment, std::size_t layer, Index from);
/// The same where there is little room: "x1", "3, 7", "unit 5".
QString sourceShortName(const Moment& moment, std::size_t layer, Index from);
/// Of an input that is a number; as the data call it, or counted.
QString inputName(const engine::Dataset& dataset, Index input);

/// What output `output` of `outputs` stands for: a class, or a number that the data have a name for. One
/// output for two classes speaks for the second. Empty where nothing is known.
QString outputName(const engine::Dataset& dataset, Index outputs, Index output);

/// What is said of a unit that the keys move to: "Layer 2, unit 5, activation 0.83, gradient −0.02".
QString spokenUnit(const Moment& moment, std::size_t layer, Index unit);

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// What screen readers find on the canvas: a list of all units in all layers, each with its numbers; the one
// that the arrow keys have reached has the focus.
#pragma once

#include <QAccessibleWidget>

#include "ui/run/moment.h"

namespace pellucid::ui {

class NetworkCanvas;

/// What a screen reader says about a unit that the arrow keys reach: "Hidden 2, unit 5, activation 0.83,
/// gradient −0.02".
QString spokenUnit(const Moment& moment, std::size_t layer, engine::Index unit);

/// The same for a numeric input: "Input “petal width”, value 1.2".
QString spokenInput(const Moment& moment, engine::Index input);

/// Makes the canvas's units and inputs accessible to screen readers; call once per program.
void installCanvasAccessibility();

/// Tells the screen reader that the arrow keys moved to another unit or input; call after the selection has
/// changed.
void announceUnit(NetworkCanvas& canvas);

}  // namespace pellucid::ui

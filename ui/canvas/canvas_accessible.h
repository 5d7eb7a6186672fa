// SPDX-License-Identifier: GPL-3.0-or-later
// What screen readers find on the canvas: a list of all units in all layers, each with its numbers; the one
// that the keys are at has the focus.
#pragma once

#include <QAccessibleWidget>

namespace pellucid::ui {

class NetworkCanvas;

/// Makes readers find the canvas's units; call it once in a program.
void installCanvasAccessibility();

/// The reader is told that the keys went to another unit; call it after the selection has changed.
void announceUnit(NetworkCanvas& canvas);

}  // namespace pellucid::ui

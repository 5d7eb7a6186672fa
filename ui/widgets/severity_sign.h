// SPDX-License-Identifier: GPL-3.0-or-later
// The signs of what the diagnosis has found, told apart by shape as well as by colour, the same on the
// canvas, on the bar of time and in the panel: a circle notes, a triangle warns, an octagon alarms; and those
// of units that give nothing, or are at their end.
#pragma once

#include <QRectF>

#include "ui/theme/theme.h"

class QPainter;

namespace pellucid::ui {

enum class SignKind { Note, Warning, Alarm };

QColor signColour(const Theme& theme, SignKind kind);
/// As large as fits into `place`, which should be 9 pixels at least.
void paintSign(QPainter& painter, const Theme& theme, SignKind kind, const QRectF& place);

/// A unit that gives 0 for every sample: a ring that is crossed out.
void paintDeadSign(QPainter& painter, const Theme& theme, const QRectF& place);
/// A unit at the flat end of its activation: a curve that is flat at both ends.
void paintSaturatedSign(QPainter& painter, const Theme& theme, const QRectF& place);

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The signs of the diagnosis's findings, distinguished by shape as well as by colour, the same on the canvas,
// the time bar and the panel: a circle notes, a triangle warns, a square alarms; and the signs of units that
// output nothing or are saturated.
#pragma once

#include <QRectF>

#include "ui/theme/theme.h"

class QPainter;

namespace pellucid::ui {

enum class SignKind { Note, Warning, Alarm };

QColor signColour(const Theme& theme, SignKind kind);
/// As large as fits into `place`, which should be at least 9 pixels.
void paintSign(QPainter& painter, const Theme& theme, SignKind kind, const QRectF& place);

/// A unit that outputs 0 for every sample: a crossed-out ring.
void paintDeadSign(QPainter& painter, const Theme& theme, const QRectF& place);
/// A unit at the flat end of its activation: a curve that is flat at both ends.
void paintSaturatedSign(QPainter& painter, const Theme& theme, const QRectF& place);

}  // namespace pellucid::ui

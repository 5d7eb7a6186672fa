// SPDX-License-Identifier: GPL-3.0-or-later
// What the sample under the pointer is, and what the network says of it, on a card beside it. GUI thread.
#pragma once

#include <QPointF>

#include "ui/maps/map_look.h"

class QPainter;
class QWidget;

namespace pellucid::ui {

/// Of the sample at this place of the look, in the widget's fonts and colours; inside the widget.
void paintSampleCard(QPainter& painter, const MapLook& look, std::size_t sample, QPointF at,
                     const QWidget& widget);

}  // namespace pellucid::ui

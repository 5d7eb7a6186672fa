// SPDX-License-Identifier: GPL-3.0-or-later
// A card beside the pointer with the sample's class and the network's answer. GUI thread.
#pragma once

#include <QPointF>

#include "ui/maps/map_look.h"

class QPainter;
class QWidget;

namespace pellucid::ui {

/// For the sample at this position of the look, in the widget's fonts and colours; inside the widget.
void paintSampleCard(QPainter& painter, const MapLook& look, std::size_t sample, QPointF at,
                     const QWidget& widget);

}  // namespace pellucid::ui

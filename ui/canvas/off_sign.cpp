// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/off_sign.h"

#include <algorithm>

namespace pellucid::ui {

void paintSwitchedOff(QPainter& painter, const engine::HeldChannels& held, const CanvasLayout& layout,
                      const Theme& theme) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  for (const engine::HeldChannel& each : held) {
    if (each.layer >= layout.layers.size()) continue;
    const ColumnLayout& column = layout.layers[each.layer];
    const bool isMap = column.maps.isImage();
    if (each.channel >= (isMap ? column.maps.channels : column.units)) continue;
    const QRectF place = isMap ? column.mapRect(each.channel) : column.unitRect(each.channel);
    QColor veil = theme.field;
    veil.setAlphaF(0.75);
    painter.fillRect(place, veil);
    painter.setPen(QPen(theme.wrong, std::clamp(place.width() / 12, 1.2, 3.0)));
    const double inset = std::min(place.width(), place.height()) * 0.18;
    const QRectF cross = place.adjusted(inset, inset, -inset, -inset);
    painter.drawLine(cross.topLeft(), cross.bottomRight());
    painter.drawLine(cross.bottomLeft(), cross.topRight());
  }
  painter.restore();
}

}  // namespace pellucid::ui

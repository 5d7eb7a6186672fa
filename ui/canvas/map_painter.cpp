// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/map_painter.h"

#include <algorithm>

#include "engine/inspect/receptive_field.h"
#include "ui/canvas/unit_picture.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {
namespace {

constexpr double kMapPitchWithKernel = 6;
constexpr double kKernelGap = 4;      // between a map and its kernels
constexpr double kKernelShare = 0.7;  // of a map's height
constexpr double kLeastTap = 2.4;     // pixels

/// The kernels of a map, to its left, or in its corner where that is large enough.
void paintKernels(QPainter& painter, const Moment& moment, const CanvasView& view, std::size_t layer,
                  Index map) {
  const ColumnLayout& column = view.layout.layers[layer];
  const bool hasCorner = column.pitch >= kMapPitchWithKernel;
  if (column.gridColumns != 1 && !hasCorner) return;
  const QRectF rect = column.mapRect(map);
  const QImage kernels = kernelPicture(moment, layer, map, view.theme).image;
  const QSizeF shape(kernels.size());
  // To the left of its map, where all maps are stacked in one column and a tap is large enough to be visible.
  const double room = rect.left() - view.layout.before(layer).grid.right() - 2 * kKernelGap;
  const QSizeF beside =
      shape.scaled(QSizeF(std::max(room, 0.0), rect.height() * kKernelShare), Qt::KeepAspectRatio);
  QRectF place({}, beside);
  if (column.gridColumns == 1 && beside.width() >= shape.width() * kLeastTap) {
    place.moveCenter(QPointF(rect.left() - kKernelGap - beside.width() / 2, rect.center().y()));
  } else if (hasCorner) {
    const double side = std::min(rect.width(), rect.height()) * 0.28;
    place =
        QRectF(rect.topLeft(), QSizeF(side, std::min(rect.height(), side * shape.height() / shape.width())));
  } else {
    return;
  }
  painter.drawImage(place, kernels);
  painter.setPen(QPen(view.theme.mutedText, 1));
  painter.drawRect(place);
}

}  // namespace

void paintMaps(QPainter& painter, const Moment& moment, const CanvasView& view, std::size_t layer,
               const engine::Vector& values) {
  const ColumnLayout& column = view.layout.layers[layer];
  const Theme& theme = view.theme;
  const auto width = static_cast<int>(column.maps.width);
  const auto height = static_cast<int>(column.maps.height);
  const Index pixels = column.maps.pixels();
  const bool hasKernels = moment.network().layer(layer).kind() == engine::LayerKind::Conv2d;
  if (view.alone) painter.setOpacity(view.alone->layer == layer ? 0.6 : kFadedUnit);
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  painter.setBrush(Qt::NoBrush);
  for (Index map = 0; map < column.maps.channels; ++map) {
    const QRectF rect = column.mapRect(map);
    if (!rect.intersects(view.layout.body)) continue;
    const double range = static_cast<double>(view.unitRanges[layer]);
    painter.drawImage(rect, signedImage(values.segment(map * pixels, pixels), width, height, range, theme));
    painter.setPen(theme.border);
    painter.drawRect(rect);
    if (hasKernels) paintKernels(painter, moment, view, layer, map);
  }
  painter.setOpacity(1);
}

void paintFields(QPainter& painter, const Moment& moment, const CanvasView& view, const ColumnLayout& column,
                 std::size_t above) {
  const engine::Network& network = moment.network();
  const auto paint = [&](std::size_t layer, Index unit, bool isPointedAt) {
    if (layer < above || layer >= network.layerCount()) return;
    const engine::Shape& shape = network.layer(above).inputShape();
    const auto fields = engine::receptiveFields(network, layer, unit);
    const auto [window, only] = fields[above];
    const bool isAll =
        window.bottom - window.top + 1 == shape.height && window.right - window.left + 1 == shape.width;
    if (isAll && (above > 0 || !isPointedAt)) return;  // a frame around everything says nothing
    painter.setPen(QPen(view.theme.accent, 1.5, isPointedAt ? Qt::SolidLine : Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    // The input's channels are stacked in one picture; a window is marked in the first.
    const Index maps = above == 0 ? 1 : shape.channels;
    for (Index map = 0; map < maps; ++map) {
      if (above > 0 && only && *only != map) continue;
      const Index first = map * shape.pixels() + window.top * shape.width + window.left;
      const Index last = map * shape.pixels() + window.bottom * shape.width + window.right;
      const double half = column.pitch / 2;
      painter.drawRect(QRectF(column.center(first), column.center(last)).adjusted(-half, -half, half, half));
    }
  };
  // The clicked unit is followed down to the image; the pointed-at one to the previous column, and to its
  // whole receptive field in the image.
  if (view.unit) paint(view.unit->layer, view.unit->unit, false);
  if (const auto* unit = std::get_if<OnUnit>(&view.hovered);
      unit != nullptr && (above == 0 || above == unit->layer))
    paint(unit->layer, unit->unit, true);
}

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Where everything on the canvas lies: pure geometry, computed from sizes alone, the same for painting and
// for the mouse. Columns run from the input at the left to the output at the right; every unit has a place,
// in a grid where they are many.
#pragma once

#include <QPointF>
#include <QRectF>
#include <optional>
#include <vector>

#include "engine/data/dataset.h"

namespace pellucid::ui {

using engine::Index;

/// One column: a header card above a grid of units in reading order.
struct ColumnLayout {
  QRectF card;
  QRectF padlock;  ///< in the card; empty for the input
  QRectF remove;   ///< in the card; empty for input and output
  QRectF handle;   ///< below the units, to drag for more or fewer; empty for input and output
  QRectF grid;     ///< gridColumns × rows cells of pitch × pitch
  Index units = 0;
  Index gridColumns = 1;
  double pitch = 1;  ///< distance of two units in pixels

  QPointF center(Index unit) const;
  double radius() const { return pitch * 0.4; }
  /// The unit whose cell is under the point.
  std::optional<Index> unitAt(QPointF point) const;
};

struct CanvasLayout {
  ColumnLayout input;
  std::vector<ColumnLayout> layers;  ///< the last is the output
  std::vector<QRectF> addButtons;    ///< i adds a hidden layer before layer i
  QRectF footer;                     ///< statement and legend
};

/// `units` of each layer with weights; `size` of the canvas in pixels.
CanvasLayout layOut(engine::Shape shape, const std::vector<Index>& units, QSizeF size);

/// The units that dragging the handle by `distance` pixels leads to: fine near the start, doubling every 90
/// pixels.
Index unitsAfterDrag(Index units, double distance);

}  // namespace pellucid::ui

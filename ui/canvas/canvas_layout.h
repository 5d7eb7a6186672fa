// SPDX-License-Identifier: GPL-3.0-or-later
// Where everything on the canvas is: pure geometry, computed from sizes alone, the same for painting and for
// the mouse. Columns run from the input at the left to the output at the right; every unit has a place, in a
// grid where there are many.
#pragma once

#include <QPointF>
#include <QRectF>
#include <optional>
#include <vector>

#include "engine/data/dataset.h"

namespace pellucid::ui {

using engine::Index;

/// A layer of at most kMostCards units is drawn as cards with their arithmetic, where there is room; one of
/// at most kMostBiases units has its biases drawn as edges.
inline constexpr Index kMostCards = 6;
inline constexpr Index kMostBiases = 8;
inline constexpr double kBiasRadius = 11;  ///< of the unit that is always 1, in pixels

/// The content of a column: a layer's outputs, and what can be done to it.
struct ColumnContent {
  ColumnContent(Index units) : shape(engine::flatShape(units)) {}
  ColumnContent(engine::Shape of, bool freezes, bool resizes, bool biased = false)
      : shape(of), canFreeze(freezes), canResize(resizes), hasBias(biased) {}
  engine::Shape shape;
  bool canFreeze = true;
  bool canResize = true;
  bool hasBias = false;  ///< one for each unit
  /// Whether these are few enough to be distinguished as edges.
  bool showsBiases() const { return hasBias && shape.size() <= kMostBiases; }
};

/// A column of more units is drawn as one picture, unless each is large enough to be visible.
inline constexpr Index kManyUnits = 300;

/// One column: a header card above its units, which are in a grid in reading order, or maps in a grid of
/// maps.
struct ColumnLayout {
  QRectF card;
  QRectF padlock;  ///< in the card; empty for the input and for layers without weights
  QRectF remove;   ///< in the card; empty for input and output
  QRectF handle;   ///< below the units, to drag for more or fewer; empty where not possible
  QRectF grid;     ///< gridColumns × rows cells of pitch × pitch; or all maps
  Index units = 0;
  Index gridColumns = 1;  ///< or maps side by side
  engine::Shape maps;     ///< where the units are maps: isImage()
  double pitch = 1;       ///< distance between two units in pixels
  double mapGap = 3;      ///< between two maps
  double right = 0;       ///< where the output's bars end
  bool areCards = false;  ///< each unit is a card with its arithmetic, all in one column
  /// Where the unit is that is always 1, whose edges are this layer's biases; below the previous column.
  std::optional<QPointF> bias;

  QPointF center(Index unit) const;
  /// The card, or the square around the circle.
  QRectF unitRect(Index unit) const;
  QRectF mapRect(Index map) const;
  double radius() const { return pitch * 0.4; }
  /// The unit whose cell is under the point.
  std::optional<Index> unitAt(QPointF point) const;
  /// The units in whose grid rows part of `area` is, as [first, last); not for maps.
  std::pair<Index, Index> unitsIn(const QRectF& area) const;
};

struct CanvasLayout {
  ColumnLayout input;
  std::vector<ColumnLayout> layers;  ///< the last is the output
  std::vector<QRectF> addButtons;    ///< i adds a hidden layer before layer i
  QRectF body;                       ///< units and edges are visible in here, below the cards
  QRectF content;                    ///< contains all of them: body, or wider where there are many layers
  QRectF footer;                     ///< statement and legend
  const ColumnLayout& before(std::size_t layer) const { return layer == 0 ? input : layers[layer - 1]; }
};

/// `shape` of the input; the content of each layer; `size` of the canvas in pixels. Where the columns would
/// be too narrow for their names, the layout is wider than the canvas, which then scrolls.
CanvasLayout layOut(engine::Shape shape, const std::vector<ColumnContent>& contents, QSizeF size);

/// The number of units after dragging the handle by `distance` pixels: fine near the start, doubling every 90
/// pixels.
Index unitsAfterDrag(Index units, double distance);

}  // namespace pellucid::ui

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

/// A layer of at most so many units is drawn as cards with their arithmetic, where there is room, and so many
/// have their biases drawn as edges.
inline constexpr Index kMostCards = 6;
inline constexpr Index kMostBiases = 8;
inline constexpr double kBiasRadius = 11;  ///< of the unit that is always 1, in pixels

/// What a column has to show: a layer's outputs, and what can be done to it.
struct ColumnContent {
  ColumnContent(Index units) : shape(engine::flatShape(units)) {}
  ColumnContent(engine::Shape of, bool freezes, bool resizes, bool biased = false)
      : shape(of), canFreeze(freezes), canResize(resizes), hasBias(biased) {}
  engine::Shape shape;
  bool canFreeze = true;
  bool canResize = true;
  bool hasBias = false;  ///< one for each unit
  /// Whether these are few enough to be told apart as edges.
  bool showsBiases() const { return hasBias && shape.size() <= kMostBiases; }
};

/// A column of more units is drawn as one picture, unless each is large enough to be seen.
inline constexpr Index kManyUnits = 300;

/// One column: a header card above its units, in a grid in reading order, or as maps in a grid of maps.
struct ColumnLayout {
  QRectF card;
  QRectF padlock;  ///< in the card; empty for the input and for layers without weights
  QRectF remove;   ///< in the card; empty for input and output
  QRectF handle;   ///< below the units, to drag for more or fewer; empty where that cannot be
  QRectF grid;     ///< gridColumns × rows cells of pitch × pitch; or all maps
  Index units = 0;
  Index gridColumns = 1;  ///< or maps side by side
  engine::Shape maps;     ///< where the units are maps: isImage()
  double pitch = 1;       ///< distance of two units in pixels
  double mapGap = 3;      ///< between two maps
  double right = 0;       ///< where the output's bars end
  bool areCards = false;  ///< each unit is a card with its arithmetic, all in one column
  /// Where the unit stands that is always 1, whose edges are this layer's biases; below the column before.
  std::optional<QPointF> bias;

  QPointF center(Index unit) const;
  /// The card, or the square around the circle.
  QRectF unitRect(Index unit) const;
  QRectF mapRect(Index map) const;
  double radius() const { return pitch * 0.4; }
  /// The unit whose cell is under the point.
  std::optional<Index> unitAt(QPointF point) const;
  /// The units in whose row of the grid some of `area` lies, from the first to before the last; not for maps.
  std::pair<Index, Index> unitsIn(const QRectF& area) const;
};

struct CanvasLayout {
  ColumnLayout input;
  std::vector<ColumnLayout> layers;  ///< the last is the output
  std::vector<QRectF> addButtons;    ///< i adds a hidden layer before layer i
  QRectF body;                       ///< units and edges are seen in here, below the cards
  QRectF content;                    ///< all of them lie in here: body, or wider where there are many layers
  QRectF footer;                     ///< statement and legend
  const ColumnLayout& before(std::size_t layer) const { return layer == 0 ? input : layers[layer - 1]; }
};

/// `shape` of the input; what each layer has to show; `size` of the canvas in pixels. Where the columns would
/// be too narrow for their names, they are laid out wider than the canvas, which then scrolls.
CanvasLayout layOut(engine::Shape shape, const std::vector<ColumnContent>& contents, QSizeF size);

/// The units that dragging the handle by `distance` pixels leads to: fine near the start, doubling every 90
/// pixels.
Index unitsAfterDrag(Index units, double distance);

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The item under the pointer: found by geometry, compared to know when to repaint.
#pragma once

#include <QPointF>
#include <variant>

#include "ui/canvas/canvas_layout.h"
#include "ui/canvas/visible_edges.h"
#include "ui/document/selection.h"

namespace pellucid::ui {

struct OnNothing {
  friend bool operator==(const OnNothing&, const OnNothing&) = default;
};
struct OnPixel {
  Index pixel = 0;
  friend bool operator==(const OnPixel&, const OnPixel&) = default;
};
struct OnUnit {
  std::size_t layer = 0;
  Index unit = 0;
  friend bool operator==(const OnUnit&, const OnUnit&) = default;
};
struct OnEdge {
  std::size_t layer = 0;
  Index from = 0;
  Index to = 0;
  friend bool operator==(const OnEdge&, const OnEdge&) = default;
};
struct OnCard {
  std::size_t layer = 0;
  friend bool operator==(const OnCard&, const OnCard&) = default;
};
struct OnPadlock {
  std::size_t layer = 0;
  friend bool operator==(const OnPadlock&, const OnPadlock&) = default;
};
struct OnRemove {
  std::size_t layer = 0;
  friend bool operator==(const OnRemove&, const OnRemove&) = default;
};
struct OnHandle {
  std::size_t layer = 0;
  friend bool operator==(const OnHandle&, const OnHandle&) = default;
};
/// The small square at a unit's lower left, where units are large enough to have one.
struct OnBias {
  std::size_t layer = 0;
  Index unit = 0;
  friend bool operator==(const OnBias&, const OnBias&) = default;
};
struct OnAdd {
  std::size_t position = 0;
  friend bool operator==(const OnAdd&, const OnAdd&) = default;
};

using CanvasTarget =
    std::variant<OnNothing, OnPixel, OnUnit, OnBias, OnEdge, OnCard, OnPadlock, OnRemove, OnHandle, OnAdd>;

/// Where a unit's bias is; empty where units are small.
QRectF biasPlace(const ColumnLayout& column, Index unit);

/// Buttons take precedence over units, and units over edges; of several edges under the pointer the strongest
/// counts.
CanvasTarget targetAt(QPointF point, const CanvasLayout& layout, const VisibleEdges& edges);

/// The unit, weight or bias under the pointer; none on anything else.
std::optional<Place> placeOf(const CanvasTarget& target);

}  // namespace pellucid::ui

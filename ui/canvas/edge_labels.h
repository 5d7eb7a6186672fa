// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers on the edges where edges are few: the places where each can be read. Pure geometry.
#pragma once

#include <QFontMetricsF>
#include <QRectF>
#include <QString>
#include <functional>
#include <vector>

#include "ui/canvas/canvas_layout.h"
#include "ui/canvas/visible_edges.h"

namespace pellucid::ui {

struct EdgeLabel {
  Edge edge;
  QRectF place;
  QString text;
};

/// The edge's value.
QString edgeText(const Edge& edge);

/// Layers of more edges than these have numbers on their strongest ones only, unless one unit's are asked
/// for.
inline constexpr std::size_t kMostNumbers = 16;

/// For each layer that shows at most kFewEdges inside `body`; a label that would lie on another one or on a
/// unit is left out, the strongest edges' last. `isAsked` says which edges are meant, where not all
/// are.
std::vector<EdgeLabel> edgeLabels(const CanvasLayout& layout, const VisibleEdges& edges,
                                  const QFontMetricsF& font,
                                  const std::function<QString(const Edge&)>& textOf = edgeText,
                                  const std::function<bool(const Edge&)>& isAsked = {});

}  // namespace pellucid::ui

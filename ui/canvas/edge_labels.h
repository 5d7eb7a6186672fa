// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers on the edges where there are few: the places where each is readable. Pure geometry.
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

/// The edge's value as text.
QString edgeText(const Edge& edge);

/// Layers with more edges have numbers only on their strongest ones, unless one unit's are requested.
inline constexpr std::size_t kMostNumbers = 16;

/// For each layer that shows at most kFewEdges inside `body`; a label that would overlap another one or a
/// unit is left out, the strongest edges' last. `isAsked` selects the edges to label, where not all are.
std::vector<EdgeLabel> edgeLabels(const CanvasLayout& layout, const VisibleEdges& edges,
                                  const QFontMetricsF& font,
                                  const std::function<QString(const Edge&)>& textOf = edgeText,
                                  const std::function<bool(const Edge&)>& isAsked = {});

}  // namespace pellucid::ui

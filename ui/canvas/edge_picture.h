// SPDX-License-Identifier: GPL-3.0-or-later
// The edges of a network as one picture, and the same with a few of them lit up and all others faded. Redrawn
// only on request; painting a frame copies an image.
#pragma once

#include <QImage>
#include <array>

#include "ui/canvas/canvas_layout.h"
#include "ui/canvas/edge_buffer.h"
#include "ui/canvas/visible_edges.h"

namespace pellucid::ui {

/// The ends of an edge.
QLineF edgeLine(const CanvasLayout& layout, std::size_t layer, Index from, Index to);

/// The same from rim to rim of its units; null where they touch.
QLineF edgeBetweenUnits(const CanvasLayout& layout, std::size_t layer, Index from, Index to);

/// The items at its two ends: units, inputs, or the unit that is always 1.
std::array<QRectF, 2> edgeEnds(const CanvasLayout& layout, std::size_t layer, Index from, Index to);

class EdgePicture {
 public:
  /// The target of a picture; `size` in device pixels, `ratio` of them per pixel of the layout.
  struct Canvas {
    const CanvasLayout& layout;
    const Theme& theme;
    QSize size;
    double ratio = 1;
  };

  void draw(const VisibleEdges& edges, const Canvas& canvas);
  /// After draw(): draws `lit` edges over the result.
  void light(const std::vector<Edge>& lit, const VisibleEdges& edges, const Canvas& canvas);

  const QImage& all() const { return m_all; }
  const QImage& lit() const { return m_lit; }

 private:
  EdgeBuffer m_buffer;
  EdgeBuffer m_litBuffer;
  std::vector<EdgeLine> m_lines;  ///< member only to reuse its memory
  QImage m_all;
  QImage m_lit;
};

}  // namespace pellucid::ui

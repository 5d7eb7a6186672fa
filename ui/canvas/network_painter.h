// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the columns of a network over its edges: cards, units, output bars, legend. Values come from the
// Moment; nothing is computed here but colours and places.
#pragma once

#include <QPainter>
#include <optional>

#include "ui/canvas/canvas_target.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// What the painter needs beside the numbers.
struct CanvasView {
  const CanvasLayout& layout;
  const VisibleEdges& edges;
  const Theme& theme;
  Quantity quantity = Quantity::Activations;
  CanvasTarget hovered;
  std::optional<std::size_t> selected;
  std::optional<std::size_t> dragged;  ///< the layer that is being moved
};

class NetworkPainter {
 public:
  NetworkPainter(QPainter& painter, const Moment& moment, const CanvasView& view);

  void paintColumns();
  void paintFooter();

  /// Activations or deltas of a layer, as the view asks.
  static engine::Vector unitValues(const Moment& moment, Quantity quantity, std::size_t layer);

 private:
  void paintCard(const ColumnLayout& column, const QString& title, const QString& line1, const QString& line2,
                 std::optional<std::size_t> layer);
  void paintInput();
  void paintUnits(std::size_t layer);
  void paintOutput(std::size_t layer);
  void paintAddButtons();
  void paintHandle(std::size_t layer);
  /// What full colour means for the edges that enter a layer.
  void paintRange(std::size_t layer, const QRectF& place);
  double range(std::size_t layer, const engine::Vector& values) const;
  QFont font(double points, bool isBold = false) const;

  QPainter& m_painter;
  const Moment& m_moment;
  const CanvasView& m_view;
};

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a network over its edges: units first, then the cards above them with a layer's controls. Values
// come from the Moment; only colours and places are computed here.
#pragma once

#include <QPainter>
#include <optional>

#include "ui/canvas/canvas_view.h"

namespace pellucid::ui {

class NetworkPainter {
 public:
  NetworkPainter(QPainter& painter, const Moment& moment, const CanvasView& view);

  void paintUnits();
  /// The numbers of few edges, and the terms of large units: on top of everything drawn along edges.
  void paintNumbers();
  void paintCards();

 private:
  void paintCard(const ColumnLayout& column, const QStringList& title, const QStringList& line1,
                 const QStringList& line2, std::optional<std::size_t> layer);
  /// Whether training diverged there.
  bool isOutOfRange(std::size_t layer) const;
  /// Where the input comes from: the data or the user.
  QStringList inputTexts() const;
  /// Texts about a target that is not the data's.
  QStringList targetTexts() const;
  void paintAddButtons();
  void paintHandle(std::size_t layer);
  /// The value of full colour for the edges that enter a layer.
  void paintRange(std::size_t layer, const QRectF& place);

  QPainter& m_painter;
  const Moment& m_moment;
  const CanvasView& m_view;
};

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the inputs, units, maps and output bars of a network, each with as much detail as its size on the
// screen allows: a dot; a dot with its number; a picture of what it computes. Values come from the Moment.
#pragma once

#include <QPainter>

#include "ui/canvas/canvas_view.h"

namespace pellucid::ui {

/// The place of a unit's picture of the plane of two inputs; empty where units are too small for pictures.
QRectF planePlace(const ColumnLayout& column, Index unit);

class UnitPainter {
 public:
  UnitPainter(QPainter& painter, const Moment& moment, const CanvasView& view);

  void paintInput();
  void paintLayer(std::size_t layer);
  /// Numbers on edges where there are few; see edgeLabels().
  void paintEdgeNumbers();
  /// The terms of the unit in the middle, where units are large enough to show them beside it.
  void paintTerms();

 private:
  void paintNumbersIn();
  void paintUnits(std::size_t layer, const engine::Vector& values);
  void paintUnit(std::size_t layer, Index unit, double value);
  void paintCard(std::size_t layer, Index unit, double value);
  /// What is drawn over the picture of a plane: the input, and where there is room the data's points.
  void paintOnPlane(std::size_t layer, Index unit, const QRectF& place);
  void paintBiasUnit(std::size_t layer);
  void paintBias(std::size_t layer, Index unit);
  void paintBars(std::size_t layer, const engine::Vector& values);
  void paintBar(std::size_t layer, Index unit, std::optional<double> known);
  /// Whether the number exists, and a staged signal has reached this layer: its outputs, or for gradients
  /// what comes back to it.
  bool isKnown(std::size_t layer) const;
  void paintMarks(std::size_t layer);
  /// A filled circle with a tick for its sign and, where there is room, its number.
  void paintCircle(QPointF center, double radius, std::optional<double> known, double range, bool hasPicture,
                   bool hasNumber = true);
  bool isFaded(std::size_t layer, Index unit) const;

  QPainter& m_painter;
  const Moment& m_moment;
  const CanvasView& m_view;
};

}  // namespace pellucid::ui

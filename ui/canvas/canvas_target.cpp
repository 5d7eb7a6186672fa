// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_target.h"

#include <QLineF>
#include <algorithm>
#include <cmath>

#include "engine/inspect/step_trace.h"
#include "ui/canvas/edge_picture.h"

namespace pellucid::ui {
namespace {

constexpr double kEdgeReach = 3.5;  // pixels
constexpr double kLeastRadiusWithBias = 14;

double distanceToLine(QPointF point, const QLineF& line) {
  const QPointF along = line.p2() - line.p1();
  const double length2 = QPointF::dotProduct(along, along);
  const double t =
      length2 > 0 ? std::clamp(QPointF::dotProduct(point - line.p1(), along) / length2, 0.0, 1.0) : 0.0;
  const QPointF gap = point - (line.p1() + along * t);
  return std::hypot(gap.x(), gap.y());
}

}  // namespace

QRectF biasPlace(const ColumnLayout& column, Index unit) {
  if (column.bias || column.maps.isImage() || column.radius() < kLeastRadiusWithBias) return {};
  const double side = std::clamp(column.radius() * 0.3, 7.0, 18.0);
  if (column.areCards) {  // on the lower edge, clear of the card's text
    const QRectF card = column.unitRect(unit);
    return {card.left() + side, card.bottom() - side / 2, side, side};
  }
  const QPointF lowerLeft = column.center(unit) + QPointF(-1, 1) * (column.radius() * 0.72);
  return {lowerLeft - QPointF(side, side) / 2, QSizeF(side, side)};
}

std::optional<Place> placeOf(const CanvasTarget& target) {
  if (const auto* unit = std::get_if<OnUnit>(&target))
    return Place{.layer = unit->layer, .unit = unit->unit, .from = std::nullopt};
  if (const auto* edge = std::get_if<OnEdge>(&target))
    return Place{.layer = edge->layer, .unit = edge->to, .from = edge->from};
  if (const auto* bias = std::get_if<OnBias>(&target))
    return Place{.layer = bias->layer, .unit = bias->unit, .from = engine::NetworkPlace::kBias};
  return std::nullopt;
}

CanvasTarget targetAt(QPointF point, const CanvasLayout& layout, const VisibleEdges& edges) {
  for (std::size_t i = 0; i < layout.addButtons.size(); ++i)
    if (!layout.addButtons[i].isEmpty() && layout.addButtons[i].adjusted(-3, -3, 3, 3).contains(point))
      return OnAdd{i};
  for (std::size_t i = 0; i < layout.layers.size(); ++i) {
    const ColumnLayout& column = layout.layers[i];
    if (column.padlock.contains(point)) return OnPadlock{i};
    if (column.remove.contains(point)) return OnRemove{i};
    if (column.card.contains(point)) return OnCard{i};
    if (!column.handle.isEmpty() && column.handle.adjusted(-6, -2, 6, 6).contains(point)) return OnHandle{i};
  }
  if (!layout.body.contains(point)) return OnNothing{};
  for (std::size_t i = 0; i < layout.layers.size(); ++i) {
    const auto unit = layout.layers[i].unitAt(point);
    if (!unit) continue;
    if (biasPlace(layout.layers[i], *unit).contains(point)) return OnBias{.layer = i, .unit = *unit};
    return OnUnit{.layer = i, .unit = *unit};
  }
  if (const auto pixel = layout.input.unitAt(point)) return OnPixel{*pixel};

  const Edge* best = nullptr;
  const auto consider = [&](const Edge& edge) {
    const QLineF line = edgeLine(layout, edge.layer, edge.from, edge.to);
    if (point.x() < line.x1() || point.x() > line.x2()) return;
    if (distanceToLine(point, line) > kEdgeReach) return;
    if (best == nullptr || edge.strength > best->strength) best = &edge;
  };
  for (const Edge& edge : edges.edges) consider(edge);
  for (const Edge& bias : edges.biases)
    if (layout.layers[bias.layer].bias) consider(bias);
  if (best == nullptr) return OnNothing{};
  if (best->from == engine::NetworkPlace::kBias) return OnBias{.layer = best->layer, .unit = best->to};
  return OnEdge{.layer = best->layer, .from = best->from, .to = best->to};
}

}  // namespace pellucid::ui

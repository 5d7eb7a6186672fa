// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/edge_labels.h"

#include <algorithm>

#include "ui/canvas/edge_picture.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

/// Where a number may be on an edge, as fractions of its length, best first: near an end, where edges are
/// apart, before the middle, where they cross.
constexpr double kPlaces[] = {0.28, 0.72, 0.34, 0.66, 0.22, 0.78, 0.4, 0.6,
                              0.45, 0.55, 0.5,  0.17, 0.83, 0.12, 0.88};

/// Where there is no room beside the units: as far from them as possible.
constexpr double kMiddlePlaces[] = {0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8};

/// The visible part of the line; null when it is too short for a number.
QLineF seenPart(const QLineF& line, const QRectF& body) {
  double from = 0;
  double to = 1;
  const auto cut = [&](double start, double step, double least, double most) {
    if (step == 0) {
      if (start < least || start > most) to = -1;
      return;
    }
    const double a = (least - start) / step;
    const double b = (most - start) / step;
    from = std::max(from, std::min(a, b));
    to = std::min(to, std::max(a, b));
  };
  cut(line.x1(), line.dx(), body.left(), body.right());
  cut(line.y1(), line.dy(), body.top(), body.bottom());
  if (from >= to) return {};
  return {line.pointAt(from), line.pointAt(to)};
}

/// How near the label may come to a unit's centre.
enum class Distance { Beside, MiddleBeside };

/// Whether the label, or only its middle, is on a unit.
bool isOnUnit(const ColumnLayout& column, const QRectF& place, Distance distance) {
  if (column.maps.isImage()) return column.grid.contains(place.center());
  if (column.areCards) {
    const auto [first, last] = column.unitsIn(place);
    for (Index unit = first; unit < last; ++unit)
      if (column.unitRect(unit).adjusted(-2, -2, 2, 2).intersects(place)) return true;
    return false;
  }
  const double reach = column.radius() + 2;
  const auto [first, last] = column.unitsIn(place.adjusted(-reach, -reach, reach, reach));
  for (Index unit = first; unit < last; ++unit) {
    const QPointF center = column.center(unit);
    const QPointF nearest(std::clamp(center.x(), place.left(), place.right()),
                          std::clamp(center.y(), place.top(), place.bottom()));
    const QPointF point = distance == Distance::Beside ? nearest : place.center();
    if (QLineF(center, point).length() < reach) return true;
  }
  return false;
}

}  // namespace

QString edgeText(const Edge& edge) {
  return shortValueText(static_cast<double>(edge.value));
}

std::vector<EdgeLabel> edgeLabels(const CanvasLayout& layout, const VisibleEdges& edges,
                                  const QFontMetricsF& font,
                                  const std::function<QString(const Edge&)>& textOf,
                                  const std::function<bool(const Edge&)>& isAsked) {
  std::vector<EdgeLabel> labels;
  const auto isFree = [&labels](const QRectF& place) {
    return std::none_of(labels.begin(), labels.end(), [&](const EdgeLabel& label) {
      return label.place.intersects(place.adjusted(-1, -1, 1, 1));
    });
  };
  std::size_t begin = 0;
  for (const std::size_t& end : edges.ends) {
    std::vector<std::pair<Edge, QLineF>> seen;
    for (std::size_t i = begin; i < end && seen.size() <= kFewEdges; ++i) {
      const Edge& edge = edges.edges[i];
      const QLineF line = seenPart(edgeBetweenUnits(layout, edge.layer, edge.from, edge.to), layout.body);
      if (line.length() > font.height()) seen.emplace_back(edge, line);
    }
    begin = end;
    if (seen.size() > kFewEdges) continue;
    const auto layer = static_cast<std::size_t>(&end - edges.ends.data());
    for (const Edge& bias : edges.biases) {
      if (bias.layer != layer || !layout.layers[layer].bias) continue;
      const QLineF line = seenPart(edgeBetweenUnits(layout, layer, bias.from, bias.to), layout.body);
      if (line.length() > font.height()) seen.emplace_back(bias, line);
    }
    if (isAsked) std::erase_if(seen, [&](const auto& edge) { return !isAsked(edge.first); });
    std::stable_sort(seen.begin(), seen.end(),
                     [](const auto& a, const auto& b) { return a.first.strength > b.first.strength; });
    if (!isAsked && seen.size() > kMostNumbers) seen.resize(kMostNumbers);
    for (const auto& [edge, line] : seen) {
      const QString text = textOf(edge);
      QRectF place(0, 0, font.horizontalAdvance(text) + 6, font.height());
      const auto isGood = [&, &edge = edge](Distance distance) {
        return layout.body.contains(place) && isFree(place) &&
               !isOnUnit(layout.before(edge.layer), place, distance) &&
               !isOnUnit(layout.layers[edge.layer], place, distance);
      };
      const auto find = [&, &line = line](Distance distance, const auto& places) {
        return std::any_of(std::begin(places), std::end(places), [&](double share) {
          place.moveCenter(line.pointAt(share));
          return isGood(distance);
        });
      };
      if (find(Distance::Beside, kPlaces) || find(Distance::MiddleBeside, kMiddlePlaces))
        labels.push_back({.edge = edge, .place = place, .text = text});
    }
  }
  return labels;
}

}  // namespace pellucid::ui

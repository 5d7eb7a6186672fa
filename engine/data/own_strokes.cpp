// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/own_strokes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/random.h"

namespace pellucid::engine {
namespace {

int inThousandths(double value) {
  return static_cast<int>(std::lround(std::clamp(value, -kSheetReach, kSheetReach) * kThousandths));
}

/// Determined by the samples before the stroke: different for each stroke.
Random chanceOf(const OwnSamples& own, std::string_view stroke) {
  std::uint64_t mixed = own.next;
  for (const PaintedPoint& point : own.points)
    mixed = mixed * 31 + static_cast<std::uint64_t>(point.x + kPaintedReach) * 7 +
            static_cast<std::uint64_t>(point.y + kPaintedReach);
  return Random(mixed, stroke);
}

bool isChosen(const SampleNumbers& chosen, std::uint32_t number) {
  return std::ranges::binary_search(chosen, number);
}

template <class IsInside>
SampleNumbers pointsWhere(const OwnSamples& own, const IsInside& isInside) {
  SampleNumbers numbers;
  for (const PaintedPoint& point : own.points)
    if (isInside(placeOf(point))) numbers.push_back(point.number);
  return numbers;
}

}  // namespace

SheetPlace placeOf(const PaintedPoint& point) {
  return {.x = static_cast<double>(point.x) / kThousandths, .y = static_cast<double>(point.y) / kThousandths};
}

bool putPoint(OwnSamples& own, SheetPlace at, PaintedAnswer answer) {
  if (own.points.size() >= kMostPainted) return false;
  own.points.push_back({.number = own.next++,
                        .x = inThousandths(at.x),
                        .y = inThousandths(at.y),
                        .height = own.kind == OwnKind::Heights ? answer.height : 0,
                        .label = own.kind == OwnKind::Points ? answer.label : std::uint8_t(0)});
  return true;
}

std::size_t sprayPoints(OwnSamples& own, SheetPlace at, double radius, std::size_t count,
                        PaintedAnswer answer) {
  Random random = chanceOf(own, "spray");
  for (std::size_t i = 0; i < count; ++i) {
    const double away = radius * std::sqrt(random.uniform());
    const double angle = 2 * std::numbers::pi * random.uniform();
    if (!putPoint(own, {.x = at.x + away * std::cos(angle), .y = at.y + away * std::sin(angle)}, answer))
      return i;
  }
  return count;
}

SampleNumbers pointsWithin(const OwnSamples& own, SheetPlace at, double radius) {
  return pointsWhere(own,
                     [&](SheetPlace place) { return std::hypot(place.x - at.x, place.y - at.y) <= radius; });
}

SampleNumbers pointsBetween(const OwnSamples& own, SheetPlace corner, SheetPlace opposite) {
  return pointsWhere(own, [&](SheetPlace place) {
    return place.x >= std::min(corner.x, opposite.x) && place.x <= std::max(corner.x, opposite.x) &&
           place.y >= std::min(corner.y, opposite.y) && place.y <= std::max(corner.y, opposite.y);
  });
}

void erasePoints(OwnSamples& own, const SampleNumbers& chosen) {
  std::erase_if(own.points, [&](const PaintedPoint& point) { return isChosen(chosen, point.number); });
}

void movePoints(OwnSamples& own, const SampleNumbers& chosen, SheetPlace by) {
  int x = static_cast<int>(std::lround(by.x * kThousandths));
  int y = static_cast<int>(std::lround(by.y * kThousandths));
  for (const PaintedPoint& point : own.points) {
    if (!isChosen(chosen, point.number)) continue;
    x = std::clamp(x, -kPaintedReach - point.x, kPaintedReach - point.x);
    y = std::clamp(y, -kPaintedReach - point.y, kPaintedReach - point.y);
  }
  for (PaintedPoint& point : own.points)
    if (isChosen(chosen, point.number)) {
      point.x += x;
      point.y += y;
    }
}

void jitterPoints(OwnSamples& own, const SampleNumbers& chosen, double most) {
  Random random = chanceOf(own, "jitter");
  const auto way = [&] { return most * (2 * random.uniform() - 1); };
  for (PaintedPoint& point : own.points) {
    if (!isChosen(chosen, point.number)) continue;
    const SheetPlace place = placeOf(point);
    point.x = inThousandths(place.x + way());
    point.y = inThousandths(place.y + way());
  }
}

std::size_t fillBy(OwnSamples& own, const Formula& formula, std::size_t count) {
  Random random = chanceOf(own, "fill");
  for (std::size_t i = 0; i < count; ++i) {
    const double x = kSheetReach * (2 * random.uniform() - 1);
    const double y = kSheetReach * (2 * random.uniform() - 1);
    const double value = formula.at(x, y);
    PaintedAnswer answer;
    if (own.kind == OwnKind::Points)
      answer.label = y > value ? 1 : 0;
    else if (!std::isnan(value))
      answer.height = static_cast<int>(std::lround(std::clamp(value, -1.0, 1.0) * kMostHeight));
    if (!putPoint(own, {.x = x, .y = y}, answer)) return i;
  }
  return count;
}

void eraseDrawings(OwnSamples& own, const SampleNumbers& chosen) {
  std::erase_if(own.drawings, [&](const Drawing& drawing) { return isChosen(chosen, drawing.number); });
}

}  // namespace pellucid::engine

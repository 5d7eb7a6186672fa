// SPDX-License-Identifier: GPL-3.0-or-later
// The one way in which histories are thinned, lists of points with a step, in the order of their steps. Steps
// are divided into stretches of 1, 2, 4, … steps from step 0 on, and of each stretch the first step that has
// a point is kept. So a long history stays whole and becomes coarser, and what is kept does not depend on
// when it was thinned. The newest point is kept besides.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace pellucid::engine {

/// Whether a point is kept behind one that is: it begins another stretch, or is of the same step.
template <class Point>
bool isKept(const Point& before, const Point& point, std::int64_t spacing) {
  return before.step == point.step || before.step / spacing != point.step / spacing;
}

/// Keeps one step of each stretch of `spacing` steps, and the newest.
template <class Point>
void thin(std::vector<Point>& points, std::int64_t spacing) {
  if (points.empty()) return;
  const std::int64_t newest = points.back().step;
  std::size_t kept = 0;  // the first ones of the list
  for (Point& point : points) {
    const bool isLast = point.step == newest;
    if (kept != 0 && !isLast && !isKept(points[kept - 1], point, spacing)) continue;
    if (&points[kept] != &point) points[kept] = std::move(point);  // a vector moved to itself would be empty
    ++kept;
  }
  points.resize(kept);
}

/// The same for the last stretch alone, where the others are thinned already and the newest is no longer
/// that.
template <class Point>
void thinLastStretch(std::vector<Point>& points, std::int64_t spacing) {
  if (points.empty()) return;
  const std::int64_t stretch = points.back().step / spacing;
  auto begin = points.end();
  while (begin != points.begin() && (begin - 1)->step / spacing == stretch) --begin;
  const std::int64_t first = begin->step;
  points.erase(std::find_if(begin, points.end(), [first](const Point& point) { return point.step != first; }),
               points.end());
}

/// Doubles `spacing` (a power of two) until at most `most` points are left, where `most` is not less than the
/// points of two steps. Returns what it has come to.
template <class Point>
std::int64_t thinTo(std::vector<Point>& points, std::size_t most, std::int64_t spacing) {
  for (thin(points, spacing); points.size() > most; thin(points, spacing)) spacing *= 2;
  return spacing;
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// The one way to thin histories, which are lists of points in the order of their steps. Steps are divided
// into sections of 1, 2, 4, … steps starting at step 0, and the first step of each section that has a point
// is kept. A long history thus stays complete and becomes coarser, and what is kept does not depend on when
// it was thinned. The newest point is kept as well.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace pellucid::engine {

/// Whether a point is kept after a kept one: it begins another section, or is of the same step.
template <class Point>
bool isKept(const Point& before, const Point& point, std::int64_t spacing) {
  return before.step == point.step || before.step / spacing != point.step / spacing;
}

/// Keeps one step of each section of `spacing` steps, and the newest.
template <class Point>
void thin(std::vector<Point>& points, std::int64_t spacing) {
  if (points.empty()) return;
  const std::int64_t newest = points.back().step;
  std::size_t kept = 0;  // at the beginning of the list
  for (Point& point : points) {
    const bool isLast = point.step == newest;
    if (kept != 0 && !isLast && !isKept(points[kept - 1], point, spacing)) continue;
    if (&points[kept] != &point) points[kept] = std::move(point);  // a vector moved to itself would be empty
    ++kept;
  }
  points.resize(kept);
}

/// The same for the last section alone, where the others are thinned already and its newest point no longer
/// is the newest.
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

/// Doubles `spacing` (a power of two) until at most `most` points are left; `most` is at least the number of
/// points of two steps. Returns the resulting spacing.
template <class Point>
std::int64_t thinTo(std::vector<Point>& points, std::size_t most, std::int64_t spacing) {
  for (thin(points, spacing); points.size() > most; thin(points, spacing)) spacing *= 2;
  return spacing;
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/history.h"

namespace pellucid::engine {

void append(std::vector<HistoryPoint>& points, std::span<const HistoryPoint> later, std::size_t most) {
  for (const HistoryPoint& point : later) {
    while (!points.empty() && points.back().step >= point.step) points.pop_back();
    points.push_back(point);
  }
  if (points.size() <= most) return;
  // Half of them, evenly spread over the run: what is coarse already stays as it is.
  const auto half = static_cast<std::int64_t>(most / 2);
  const std::int64_t spacing = (points.back().step - points.front().step + half - 1) / half;
  std::size_t kept = 1;
  for (std::size_t i = 1; i + 1 < points.size(); ++i)
    if (points[i].step - points[kept - 1].step >= spacing) points[kept++] = points[i];
  points[kept++] = points.back();
  points.resize(kept);
}

void append(History& history, const History& later) {
  append(history.train, later.train);
  append(history.test, later.test);
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/history.h"

#include <algorithm>
#include <bit>

#include "engine/train/thinning.h"

namespace pellucid::engine {

double secondsAt(std::span<const HistoryPoint> points, std::int64_t step) {
  const auto end = std::ranges::upper_bound(points, step, {}, &HistoryPoint::step);
  return end == points.begin() || std::isnan((end - 1)->seconds) ? 0 : (end - 1)->seconds;
}

History upTo(const History& history, std::int64_t step) {
  const auto part = [step](const std::vector<HistoryPoint>& points) {
    const auto end = std::ranges::upper_bound(points, step, {}, &HistoryPoint::step);
    return std::vector<HistoryPoint>(points.begin(), end);
  };
  return {.train = part(history.train), .test = part(history.test)};
}

void append(std::vector<HistoryPoint>& points, std::span<const HistoryPoint> later, std::size_t most) {
  for (const HistoryPoint& point : later) {
    while (!points.empty() && points.back().step >= point.step) points.pop_back();
    points.push_back(point);
  }
  if (points.size() <= most) return;
  // To half of them, so that thinning comes seldom. The spacing begins at what is usual between two of them.
  const std::int64_t range = points.back().step - points.front().step;
  const auto usual = static_cast<std::uint64_t>(range) / points.size();
  thinTo(points, most / 2 + 2, static_cast<std::int64_t>(std::bit_floor(std::max<std::uint64_t>(usual, 1))));
}

void append(History& history, const History& later) {
  append(history.train, later.train);
  append(history.test, later.test);
}

}  // namespace pellucid::engine

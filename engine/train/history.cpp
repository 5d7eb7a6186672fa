// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/history.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "engine/train/thinning.h"

namespace pellucid::engine {
namespace {

/// Each point replaces those of its own and of later steps.
void add(std::vector<HistoryPoint>& points, std::span<const HistoryPoint> later) {
  for (const HistoryPoint& point : later) {
    while (!points.empty() && points.back().step >= point.step) points.pop_back();
    points.push_back(point);
  }
}

/// To half of the limit, so that thinning is rare. The spacing starts at the usual distance between two
/// points.
void thinToHalf(std::vector<HistoryPoint>& points, std::size_t most) {
  const std::int64_t range = points.back().step - points.front().step;
  const auto usual = static_cast<std::uint64_t>(range) / points.size();
  thinTo(points, most / 2 + 2, static_cast<std::int64_t>(std::bit_floor(std::max<std::uint64_t>(usual, 1))));
}

/// The first test with the least loss and the first of the most accurate; none where no value is finite.
std::array<std::optional<HistoryPoint>, 2> bestOf(const std::vector<HistoryPoint>& tests) {
  std::optional<HistoryPoint> leastLoss;
  std::optional<HistoryPoint> mostAccurate;
  for (const HistoryPoint& test : tests) {
    if (std::isfinite(test.metrics.loss) && (!leastLoss || test.metrics.loss < leastLoss->metrics.loss))
      leastLoss = test;
    if (test.metrics.hasAccuracy() &&
        (!mostAccurate || test.metrics.accuracy > mostAccurate->metrics.accuracy))
      mostAccurate = test;
  }
  return {leastLoss, mostAccurate};
}

/// Thins the tests with it, and restores the best ones.
template <class Thin>
void keepBest(std::vector<HistoryPoint>& tests, const Thin& thin) {
  const auto best = bestOf(tests);
  thin(tests);
  for (const std::optional<HistoryPoint>& point : best) {
    if (!point) continue;
    const auto place = std::ranges::lower_bound(tests, point->step, {}, &HistoryPoint::step);
    if (place == tests.end() || place->step != point->step) tests.insert(place, *point);
  }
}

}  // namespace

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
  add(points, later);
  if (points.size() > most) thinToHalf(points, most);
}

void appendTests(std::vector<HistoryPoint>& tests, std::span<const HistoryPoint> later, std::size_t most) {
  add(tests, later);
  if (tests.size() > most)
    keepBest(tests, [most](std::vector<HistoryPoint>& points) { thinToHalf(points, most); });
}

void thinTo(History& history, std::size_t most) {
  thinTo(history.train, most, 1);
  if (history.test.size() > most)
    keepBest(history.test, [most](std::vector<HistoryPoint>& tests) { thinTo(tests, most - 2, 1); });
}

void append(History& history, const History& later) {
  append(history.train, later.train);
  appendTests(history.test, later.test);
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/history.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "engine/train/thinning.h"

namespace pellucid::engine {
namespace {

/// Each takes the place of those of its own and of later steps.
void add(std::vector<HistoryPoint>& points, std::span<const HistoryPoint> later) {
  for (const HistoryPoint& point : later) {
    while (!points.empty() && points.back().step >= point.step) points.pop_back();
    points.push_back(point);
  }
}

/// To half of what is allowed, so that thinning comes seldom. The spacing begins at what is usual between two
/// of them.
void thinToHalf(std::vector<HistoryPoint>& points, std::size_t most) {
  const std::int64_t range = points.back().step - points.front().step;
  const auto usual = static_cast<std::uint64_t>(range) / points.size();
  thinTo(points, most / 2 + 2, static_cast<std::int64_t>(std::bit_floor(std::max<std::uint64_t>(usual, 1))));
}

/// The first of them; none where no loss is a finite number.
std::optional<HistoryPoint> leastLoss(const std::vector<HistoryPoint>& tests) {
  std::optional<HistoryPoint> best;
  for (const HistoryPoint& test : tests)
    if (std::isfinite(test.metrics.loss) && (!best || test.metrics.loss < best->metrics.loss)) best = test;
  return best;
}

/// The first of them; none of numbers.
std::optional<HistoryPoint> mostAccurate(const std::vector<HistoryPoint>& tests) {
  std::optional<HistoryPoint> best;
  for (const HistoryPoint& test : tests)
    if (test.metrics.hasAccuracy() && (!best || test.metrics.accuracy > best->metrics.accuracy)) best = test;
  return best;
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
  if (tests.size() <= most) return;
  const std::array best = {leastLoss(tests), mostAccurate(tests)};
  thinToHalf(tests, most);
  for (const std::optional<HistoryPoint>& point : best) {
    if (!point) continue;
    const auto place = std::ranges::lower_bound(tests, point->step, {}, &HistoryPoint::step);
    if (place == tests.end() || place->step != point->step) tests.insert(place, *point);
  }
}

void append(History& history, const History& later) {
  append(history.train, later.train);
  appendTests(history.test, later.test);
}

}  // namespace pellucid::engine

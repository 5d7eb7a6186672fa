// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/diagnosis/run_curves.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/base/median.h"

namespace pellucid::engine {
namespace {

constexpr std::int64_t kRecentStrip = 32;

double medianOf(std::span<const HistoryPoint> points, double StepSizes::*size) {
  std::vector<double> measured;
  for (const HistoryPoint& point : points)
    if (!std::isnan(point.sizes.*size)) measured.push_back(point.sizes.*size);
  return measured.empty() ? kUnmeasured : median(std::move(measured));
}

CurveStrip stripOf(std::span<const HistoryPoint> points, std::int64_t begin, std::int64_t end) {
  CurveStrip strip{.begin = begin, .end = end, .points = std::ssize(points)};
  for (const HistoryPoint& point : points) strip.loss += point.metrics.loss;
  strip.loss /= static_cast<double>(points.size());
  strip.gradientNorm = medianOf(points, &StepSizes::gradientNorm);
  strip.updateRatio = medianOf(points, &StepSizes::updateRatio);
  strip.learningRate = points.back().sizes.learningRate;
  return strip;
}

/// Stretches of `width` steps that end at `step`, those without points left out.
std::vector<CurveStrip> stripsOf(std::span<const HistoryPoint> points, std::int64_t begin, std::int64_t step,
                                 std::int64_t width) {
  std::vector<CurveStrip> strips;
  auto from = std::ranges::upper_bound(points, begin, {}, &HistoryPoint::step);
  // The first one is the shorter one, where they do not fit.
  for (std::int64_t end = step - (step - begin - 1) / width * width; end <= step && begin < step;
       end += width) {
    const auto to = std::ranges::upper_bound(points, end, {}, &HistoryPoint::step);
    const std::span<const HistoryPoint> own(from, to);
    if (!own.empty()) strips.push_back(stripOf(own, std::max(begin, end - width), end));
    from = to;
  }
  return strips;
}

std::vector<TestPoint> condensed(const std::vector<HistoryPoint>& tests, std::int64_t step) {
  std::vector<TestPoint> all;
  for (const HistoryPoint& test : tests)
    if (test.step <= step) all.push_back({.step = test.step, .loss = test.metrics.loss});
  constexpr std::size_t kNewest = 3;
  if (all.size() <= kTestPoints) return all;
  const std::size_t group = (all.size() - kNewest + kTestPoints - kNewest - 1) / (kTestPoints - kNewest);
  std::vector<TestPoint> kept;
  for (std::size_t i = 0; i < all.size() - kNewest; i += group)
    kept.push_back(*std::ranges::min_element(
        std::span(all).subspan(i, std::min(group, all.size() - kNewest - i)), {}, &TestPoint::loss));
  kept.insert(kept.end(), all.end() - kNewest, all.end());
  return kept;
}

}  // namespace

RunCurves curvesOf(const History& history, std::int64_t step) {
  constexpr std::int64_t kLeastWidth = 16;
  std::int64_t width = kLeastWidth;
  while ((step + width - 1) / width > static_cast<std::int64_t>(kWholeStrips)) width *= 2;
  const std::int64_t recent = std::max<std::int64_t>(0, step - kRecentSteps);
  return {.whole = stripsOf(history.train, 0, step, width),
          .recent = stripsOf(history.train, recent, step, kRecentStrip),
          .tests = condensed(history.test, step)};
}

double newestLoss(const RunCurves& curves, std::int64_t steps) {
  double sum = 0;
  Index points = 0;
  const auto add = [&](const CurveStrip& strip) {
    sum += strip.loss * static_cast<double>(strip.points);
    points += strip.points;
  };
  // Of a history that was thinned the newest steps may have no points.
  if (curves.recent.empty() && !curves.whole.empty()) add(curves.whole.back());
  for (auto strip = curves.recent.rbegin(); strip != curves.recent.rend(); ++strip) {
    if (curves.recent.back().end - strip->end >= steps) break;
    add(*strip);
  }
  return points == 0 ? kUnmeasured : sum / static_cast<double>(points);
}

}  // namespace pellucid::engine

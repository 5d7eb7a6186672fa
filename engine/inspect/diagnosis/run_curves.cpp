// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/diagnosis/run_curves.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/base/median.h"

namespace pellucid::engine {
namespace {

constexpr std::int64_t kRecentStrip = 32;
constexpr std::size_t kBursts = 16;

void addMeasured(std::vector<double>& measured, double size) {
  if (!std::isnan(size)) measured.push_back(size);
}

double medianOf(std::vector<double>& measured) {
  return measured.empty() ? kUnmeasured : medianInPlace(measured);
}

/// Makes strips, one after the other.
struct StripMaker {
  std::vector<double> norms;
  std::vector<double> ratios;
  double place = 0;  ///< of the next burst within its part of the strip, in [0, 1)

  /// From the points of a section, at least one: all of them, or kBursts bursts of neighbouring ones. The
  /// place of a burst in its part of the section follows the golden ratio, so that the bursts do not keep
  /// hitting the same phase of a period of the batches.
  CurveStrip make(std::span<const HistoryPoint> points) {
    CurveStrip strip;
    norms.clear();
    ratios.clear();
    if (points.size() <= kStripPoints) {
      add(points, strip);
    } else {
      constexpr double kGolden = 0.6180339887498949;
      constexpr std::size_t kBurst = kStripPoints / kBursts;
      for (std::size_t i = 0; i < kBursts; ++i) {
        const std::size_t begin = i * points.size() / kBursts;
        const std::size_t slack = (i + 1) * points.size() / kBursts - begin - kBurst;
        add(points.subspan(begin + static_cast<std::size_t>(place * static_cast<double>(slack + 1)), kBurst),
            strip);
        place += kGolden;
        place -= std::floor(place);
      }
    }
    strip.loss /= static_cast<double>(strip.points);
    strip.gradientNorm = medianOf(norms);
    strip.updateRatio = medianOf(ratios);
    strip.learningRate = points.back().sizes.learningRate;
    return strip;
  }

 private:
  void add(std::span<const HistoryPoint> burst, CurveStrip& strip) {
    for (const HistoryPoint& point : burst) {
      strip.loss += point.metrics.loss;
      addMeasured(norms, point.sizes.gradientNorm);
      addMeasured(ratios, point.sizes.updateRatio);
    }
    strip.points += static_cast<Index>(burst.size());
  }
};

/// Sections of `width` steps that end at `step`, without those that have no points.
std::vector<CurveStrip> stripsOf(std::span<const HistoryPoint> points, std::int64_t begin, std::int64_t step,
                                 std::int64_t width) {
  std::vector<CurveStrip> strips;
  strips.reserve(static_cast<std::size_t>((step - begin) / width + 1));
  StripMaker maker;
  auto from = std::ranges::upper_bound(points, begin, {}, &HistoryPoint::step);
  // The first one is shorter, where they do not fit.
  for (std::int64_t end = step - (step - begin - 1) / width * width; end <= step && begin < step;
       end += width) {
    // Steps increase, so a strip has at most as many points as steps.
    const auto last = from + std::min(points.end() - from, width);
    const auto to = std::ranges::upper_bound(from, last, end, {}, &HistoryPoint::step);
    const std::span<const HistoryPoint> own(from, to);
    if (!own.empty()) {
      strips.push_back(maker.make(own));
      strips.back().begin = std::max(begin, end - width);
      strips.back().end = end;
    }
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
  // In a thinned history the newest steps may have no points.
  if (curves.recent.empty() && !curves.whole.empty()) add(curves.whole.back());
  for (auto strip = curves.recent.rbegin(); strip != curves.recent.rend(); ++strip) {
    if (curves.recent.back().end - strip->end >= steps) break;
    add(*strip);
  }
  return points == 0 ? kUnmeasured : sum / static_cast<double>(points);
}

}  // namespace pellucid::engine

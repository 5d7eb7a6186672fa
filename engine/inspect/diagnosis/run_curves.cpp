// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/diagnosis/run_curves.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/base/median.h"

namespace pellucid::engine {
namespace {

constexpr std::int64_t kRecentStrip = 32;

void addMeasured(std::vector<double>& measured, double size) {
  if (measured.size() < kStripSizes && !std::isnan(size)) measured.push_back(size);
}

double medianOf(std::vector<double>& measured) {
  return measured.empty() ? kUnmeasured : medianInPlace(measured);
}

/// Goes from point to point, to the first one of every `stride`th step. Where the points are the same number
/// of steps apart it knows where the next one lies without reading any before it: of long histories, which
/// are in no cache, that makes it ten times as quick.
class StrideWalk {
 public:
  /// At the first point.
  StrideWalk(std::span<const HistoryPoint> points, std::int64_t stride)
      : m_points(points),
        m_stride(stride),
        m_wanted((points[0].step / stride + 1) * stride),
        m_jump(static_cast<std::size_t>(m_wanted - points[0].step)) {}

  bool isAtEnd() const { return m_at >= m_points.size(); }
  const HistoryPoint& point() const { return m_points[m_at]; }
  void next() {
    const std::size_t guess = m_at + m_jump;
    if (guess < m_points.size() && m_points[guess].step == m_wanted) {
      m_at = guess;
      m_wanted += m_stride;
      if (m_isFirst) m_jump = static_cast<std::size_t>(m_stride);
    } else {
      const auto behind = m_points.subspan(m_at + 1);
      const auto found = std::ranges::lower_bound(behind, m_wanted, {}, &HistoryPoint::step);
      m_jump = static_cast<std::size_t>(found - behind.begin()) + 1;
      m_at += m_jump;
      if (found != behind.end()) m_wanted = (found->step / m_stride + 1) * m_stride;
    }
    m_isFirst = false;
  }

 private:
  std::span<const HistoryPoint> m_points;
  std::int64_t m_stride;
  std::int64_t m_wanted;  ///< step
  std::size_t m_jump;     ///< to the next one, if all is even
  std::size_t m_at = 0;
  bool m_isFirst = true;  ///< and so may lie between two of the steps
};

/// Of points of a stretch, of which there is at least one: the first, and then those of every `stride`th
/// step. `norms` and `ratios` are scratch, so that a strip takes no memory of its own.
CurveStrip stripOf(std::span<const HistoryPoint> points, std::int64_t stride, std::vector<double>& norms,
                   std::vector<double>& ratios) {
  CurveStrip strip;
  norms.clear();
  ratios.clear();
  for (StrideWalk walk(points, stride); !walk.isAtEnd(); walk.next()) {
    const HistoryPoint& point = walk.point();
    strip.loss += point.metrics.loss;
    ++strip.points;
    addMeasured(norms, point.sizes.gradientNorm);
    addMeasured(ratios, point.sizes.updateRatio);
  }
  strip.loss /= static_cast<double>(strip.points);
  strip.gradientNorm = medianOf(norms);
  strip.updateRatio = medianOf(ratios);
  strip.learningRate = points.back().sizes.learningRate;
  return strip;
}

/// Stretches of `width` steps that end at `step`, those without points left out.
std::vector<CurveStrip> stripsOf(std::span<const HistoryPoint> points, std::int64_t begin, std::int64_t step,
                                 std::int64_t width) {
  std::vector<CurveStrip> strips;
  strips.reserve(static_cast<std::size_t>((step - begin) / width + 1));
  std::vector<double> norms;
  std::vector<double> ratios;
  auto from = std::ranges::upper_bound(points, begin, {}, &HistoryPoint::step);
  // The first one is the shorter one, where they do not fit.
  for (std::int64_t end = step - (step - begin - 1) / width * width; end <= step && begin < step;
       end += width) {
    // Steps rise, so that a strip has at most as many points as steps.
    const auto last = from + std::min(points.end() - from, width);
    const auto to = std::ranges::upper_bound(from, last, end, {}, &HistoryPoint::step);
    const std::span<const HistoryPoint> own(from, to);
    if (!own.empty()) {
      strips.push_back(stripOf(own, std::max<std::int64_t>(1, width / kStripPoints), norms, ratios));
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
  // Of a history that was thinned the newest steps may have no points.
  if (curves.recent.empty() && !curves.whole.empty()) add(curves.whole.back());
  for (auto strip = curves.recent.rbegin(); strip != curves.recent.rend(); ++strip) {
    if (curves.recent.back().end - strip->end >= steps) break;
    add(*strip);
  }
  return points == 0 ? kUnmeasured : sum / static_cast<double>(points);
}

}  // namespace pellucid::engine

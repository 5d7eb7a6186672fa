// SPDX-License-Identifier: GPL-3.0-or-later
// A run's curves in a few values, as read by the rules of a diagnosis: means over sections of steps. A pure
// function; a history of 200,000 points takes about a fifth of a millisecond, because long sections are not
// read point by point.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/train/history.h"

namespace pellucid::engine {

/// The training points of the steps after `begin` up to `end`; at least one. Where there are more than
/// kStripPoints, that number is sampled: a few bursts of neighbouring points, spread evenly.
struct CurveStrip {
  std::int64_t begin = 0;
  std::int64_t end = 0;
  Index points = 0;  ///< number of points sampled
  double loss = 0;   ///< their mean
  /// The median over the measured ones, like the next. Every 16th step is measured, so about eight of 128
  /// points are; in a thinned history, more or fewer.
  double gradientNorm = kUnmeasured;
  double updateRatio = kUnmeasured;   ///< |Δw| / |w| over all learning parameters
  double learningRate = kUnmeasured;  ///< of the newest point
};

struct TestPoint {
  std::int64_t step = 0;
  double loss = 0;
};

struct RunCurves {
  std::vector<CurveStrip> whole;   ///< of the whole run, at most kWholeStrips of equal length
  std::vector<CurveStrip> recent;  ///< of the newest kRecentSteps steps, each of 32
  /// At most kTestPoints; of more, the lowest of each few neighbouring ones, and always the newest three.
  std::vector<TestPoint> tests;
};
inline constexpr std::size_t kWholeStrips = 64;
inline constexpr std::size_t kStripPoints = 128;
inline constexpr std::int64_t kRecentSteps = 1024;
inline constexpr std::size_t kTestPoints = 128;

/// For the first `step` steps.
RunCurves curvesOf(const History& history, std::int64_t step);

/// The mean loss of the newest points, covering at least `steps` steps if there are that many; NaN without
/// points.
double newestLoss(const RunCurves& curves, std::int64_t steps);

}  // namespace pellucid::engine

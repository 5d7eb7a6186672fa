// SPDX-License-Identifier: GPL-3.0-or-later
// The points of a run's curves, in the order of their steps. A small network does a million steps in three
// seconds, so a list that has grown too long is thinned.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/train/evaluation.h"

namespace pellucid::engine {

inline constexpr double kUnmeasured = std::numeric_limits<double>::quiet_NaN();

/// The size of a step; NaN where it was not measured, as at a test, or is not finite. Where steps are quick,
/// only some are measured (Trainer::isMeasured).
struct StepSizes {
  double learningRate = kUnmeasured;  ///< from the schedule, before the layers' rate factors
  double gradientNorm = kUnmeasured;  ///< |dL/dw| over all learning parameters, before clipping
  double updateRatio = kUnmeasured;   ///< |Δw| / |w| over the same parameters, with w before the step
  friend bool operator==(const StepSizes& a, const StepSizes& b) {
    const auto isSame = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
    return isSame(a.learningRate, b.learningRate) && isSame(a.gradientNorm, b.gradientNorm) &&
           isSame(a.updateRatio, b.updateRatio);
  }
};

/// Loss and accuracy measured at a step: on a batch before that step's update, or on the test split after it.
struct HistoryPoint {
  std::int64_t step = 0;  ///< steps done, including that one
  Metrics metrics;
  StepSizes sizes = {};
  /// Time that the run's steps have taken so far, without waiting; NaN where it was not measured.
  double seconds = kUnmeasured;
  /// A run repeated measures the same values, but never in the same time.
  friend bool operator==(const HistoryPoint& a, const HistoryPoint& b) {
    return a.step == b.step && a.metrics == b.metrics && a.sizes == b.sizes;
  }
};

struct History {
  std::vector<HistoryPoint> train;
  std::vector<HistoryPoint> test;
  friend bool operator==(const History&, const History&) = default;
};

/// A project keeps at most this many points per list.
inline constexpr std::size_t kMaxHistoryPoints = 200'000;

/// The time of the newest point within the first `step` steps, 0 where unknown.
double secondsAt(std::span<const HistoryPoint> points, std::int64_t step);

/// The points of the first `step` steps.
History upTo(const History& history, std::int64_t step);

/// Appends points and keeps at most `most` ≥ 4, or about half as many after thinning, including the oldest
/// and the newest. Steps stay increasing: a point replaces those of its own and of later steps, because the
/// run went back, or a weight was set by hand and the test repeated.
void append(std::vector<HistoryPoint>& points, std::span<const HistoryPoint> later,
            std::size_t most = kMaxHistoryPoints);
/// The same for tests, except that the one with the least loss and the most accurate one survive thinning, so
/// that a run's best results are on its curve.
void appendTests(std::vector<HistoryPoint>& tests, std::span<const HistoryPoint> later,
                 std::size_t most = kMaxHistoryPoints);
void append(History& history, const History& later);
/// Keeps at most `most` ≥ 4 points of each list, by the rule of thinning.h; the best tests stay.
void thinTo(History& history, std::size_t most);

}  // namespace pellucid::engine

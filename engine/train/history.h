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

/// How large a step was; NaN where that was not measured, as at a test, or is no finite number. Of many quick
/// steps some are (Trainer::isMeasured).
struct StepSizes {
  double learningRate = kUnmeasured;  ///< as the schedule has made it, before the layers' rate factors
  double gradientNorm = kUnmeasured;  ///< |dL/dw| over all parameters that learn, before clipping
  double updateRatio = kUnmeasured;   ///< |Δw| / |w| over them, with the w before the step
  friend bool operator==(const StepSizes& a, const StepSizes& b) {
    const auto isSame = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
    return isSame(a.learningRate, b.learningRate) && isSame(a.gradientNorm, b.gradientNorm) &&
           isSame(a.updateRatio, b.updateRatio);
  }
};

/// Loss and accuracy measured at a step: of a batch before that step's update, or of the test split after it.
struct HistoryPoint {
  std::int64_t step = 0;  ///< steps done, that one included
  Metrics metrics;
  StepSizes sizes = {};
  /// That the run's steps have taken so far, without what it waited; NaN where nobody has looked at a clock.
  double seconds = kUnmeasured;
  /// The same run measures the same again, but never in the same time.
  friend bool operator==(const HistoryPoint& a, const HistoryPoint& b) {
    return a.step == b.step && a.metrics == b.metrics && a.sizes == b.sizes;
  }
};

struct History {
  std::vector<HistoryPoint> train;
  std::vector<HistoryPoint> test;
  friend bool operator==(const History&, const History&) = default;
};

/// As many as a project keeps of each list.
inline constexpr std::size_t kMaxHistoryPoints = 200'000;

/// The seconds of the newest point of the first `step` steps, 0 where that is unknown.
double secondsAt(std::span<const HistoryPoint> points, std::int64_t step);

/// The points of the first `step` steps.
History upTo(const History& history, std::int64_t step);

/// Appends points and keeps at most `most` ≥ 4, or about half as many after thinning, the oldest and the
/// newest among them. Steps stay increasing: a point takes the place of those of its own and of later steps,
/// because the run went back, or a weight was set by hand and the test measured again.
void append(std::vector<HistoryPoint>& points, std::span<const HistoryPoint> later,
            std::size_t most = kMaxHistoryPoints);
/// The same of tests: of those that thinning would drop, the one with the least loss and the most accurate
/// one stay, so that what a run is remembered for is on its curve.
void appendTests(std::vector<HistoryPoint>& tests, std::span<const HistoryPoint> later,
                 std::size_t most = kMaxHistoryPoints);
void append(History& history, const History& later);
/// Keeps at most `most` ≥ 4 points of each list, by the rule of thinning.h; the best tests stay.
void thinTo(History& history, std::size_t most);

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
// One parameter over the steps of a run: w, dL/dw and what each step did to w. The session keeps one while it
// is watched. It observes the training and changes nothing. A history that has grown too long is thinned.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/train/trainer.h"

namespace pellucid::engine {

struct WeightPoint {
  std::int64_t step = 0;                ///< steps done
  double weight = 0;                    ///< after them
  std::optional<double> gradient = {};  ///< dL/dw of that step's batch; none for a frozen layer
  std::optional<double> change = {};    ///< what that step did; none where no step led here
  friend bool operator==(const WeightPoint&, const WeightPoint&) = default;
};

class WeightHistory {
 public:
  static constexpr std::size_t kMost = 2000;

  /// Begins with the present weight; `parameter` is its index in the flat vector; keeps at most `most` ≥ 4
  /// points.
  WeightHistory(const Trainer& trainer, Index parameter, std::size_t most = kMost);

  /// To be called after each step.
  void afterStep(const Trainer& trainer);
  /// To be called after the weight was set by hand, or the run went back: later points are forgotten.
  void follow(const Trainer& trainer);

  Index parameter() const { return m_parameter; }
  /// In the order of their steps; the newest is the run's present step. Never empty.
  const std::vector<WeightPoint>& points() const { return m_points; }
  /// One step in this many is kept: 1, 2, 4, …
  std::int64_t spacing() const { return m_spacing; }

  friend bool operator==(const WeightHistory&, const WeightHistory&) = default;

 private:
  void add(const WeightPoint& point);

  Index m_parameter;
  std::size_t m_most;
  std::size_t m_layer = 0;
  bool m_isLearned = true;
  std::int64_t m_spacing = 1;
  std::vector<WeightPoint> m_points;
};

}  // namespace pellucid::engine

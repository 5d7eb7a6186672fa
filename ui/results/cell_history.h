// SPDX-License-Identifier: GPL-3.0-or-later
// How the counts of a confusion matrix came about: those of each look, by ascending step, and more sparsely
// the longer the run is. One thread.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/inspect/confusion.h"

namespace pellucid::ui {

class CellHistory {
 public:
  static constexpr std::size_t kMostPoints = 64;

  struct Point {
    std::int64_t step = 0;
    Eigen::Matrix<engine::Index, Eigen::Dynamic, Eigen::Dynamic> counts;
  };

  /// Adds a look at this step; replaces the previous one for the same step. Counts with a different number of
  /// classes start afresh.
  void add(std::int64_t step, const engine::Confusion& confusion);
  /// What comes after that step is no longer valid.
  void forgetAfter(std::int64_t step);
  void clear();
  /// By ascending step.
  const std::vector<Point>& points() const { return m_points; }

 private:
  std::vector<Point> m_points;
  std::int64_t m_spacing = 1;
};

}  // namespace pellucid::ui

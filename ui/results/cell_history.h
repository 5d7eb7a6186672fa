// SPDX-License-Identifier: GPL-3.0-or-later
// How the counts of a confusion matrix have come about: those of each look, in the order of their steps, and
// fewer of them the longer the run is. One thread.
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

  /// A look at this step; of the same step it takes the place of the one before. Counts of another number of
  /// classes begin anew.
  void add(std::int64_t step, const engine::Confusion& confusion);
  /// What comes behind that step is no longer so.
  void forgetAfter(std::int64_t step);
  void clear();
  /// In the order of their steps.
  const std::vector<Point>& points() const { return m_points; }

 private:
  std::vector<Point> m_points;
  std::int64_t m_spacing = 1;
};

}  // namespace pellucid::ui

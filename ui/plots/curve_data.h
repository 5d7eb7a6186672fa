// SPDX-License-Identifier: GPL-3.0-or-later
// A training curve of any length, reduced to a number of points that can be drawn. Each point is the exact
// mean of k consecutive batches; when there are too many points, neighbours are merged and k doubles. So
// nothing is skipped, and the curve can say what it shows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace pellucid::ui {

class CurveData {
 public:
  static constexpr std::size_t kMaxPoints = 2000;

  /// At most this many points, ≥ 2.
  explicit CurveData(std::size_t mostPoints = kMaxPoints) : m_mostPoints(mostPoints) {}

  /// Means over `batchesPerPoint()` batches.
  struct Point {
    double step = 0;     ///< steps done by the weights that were measured
    double seconds = 0;  ///< of training up to there
    double value = 0;
  };

  /// Batches must be appended in ascending step order.
  void append(const Point& batch);
  void clear();

  /// Only full means: up to k - 1 of the newest batches wait for their point.
  const std::vector<Point>& points() const { return m_points; }
  /// k: 1, 2, 4, …
  std::int64_t batchesPerPoint() const { return m_batchesPerPoint; }

 private:
  void joinNeighbours();

  std::size_t m_mostPoints;
  std::vector<Point> m_points;
  std::int64_t m_batchesPerPoint = 1;
  Point m_sum;  // of the m_waiting newest batches
  std::int64_t m_waiting = 0;
};

}  // namespace pellucid::ui

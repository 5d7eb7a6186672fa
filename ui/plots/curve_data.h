// SPDX-License-Identifier: GPL-3.0-or-later
// A training curve of any length in a number of points that can be drawn. Each point is the exact mean of k
// consecutive batches; when there are too many points, neighbours are joined and k doubles. So nothing is
// skipped, and the curve says what it shows.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/train/snapshot.h"

namespace pellucid::ui {

class CurveData {
 public:
  static constexpr std::size_t kMaxPoints = 2000;

  /// At most so many points, ≥ 2.
  explicit CurveData(std::size_t mostPoints = kMaxPoints) : m_mostPoints(mostPoints) {}

  /// The mean of `batchesPerPoint()` batches, at the mean of the steps that the weights had done that they
  /// were measured with: a test at step k and a batch at k are of the same weights.
  struct Point {
    double step = 0;
    engine::Metrics mean;
    friend bool operator==(const Point&, const Point&) = default;
  };

  /// Steps are handed in in rising order.
  void append(const engine::HistoryPoint& batch);
  void clear();

  /// Only full means, so up to k - 1 of the newest batches wait for their point.
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

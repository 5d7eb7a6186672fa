// SPDX-License-Identifier: GPL-3.0-or-later
// The positions of a timeline's lanes in a strip of the window: steps from left to right, a row for each
// lane. Where there are many lanes, those that led to the cursor are shown, and the newest others that were
// not removed. Pure.
#pragma once

#include <QRectF>
#include <optional>
#include <vector>

#include "engine/train/timeline_map.h"

namespace pellucid::ui {

class LaneLayout {
 public:
  /// Maximum number of rows.
  static constexpr std::size_t kMostRows = 3;

  /// In `area`, with at least `least` steps from end to end, so that a young run does not creep.
  LaneLayout(const engine::TimelineMap& timeline, const QRectF& area, std::int64_t least = 10);

  /// The lanes shown, from top to bottom.
  const std::vector<std::size_t>& lanes() const { return m_lanes; }
  std::size_t hidden() const { return m_hidden; }
  std::int64_t first() const { return m_first; }
  std::int64_t last() const { return m_last; }

  double x(std::int64_t step) const;
  /// The vertical middle of a row.
  double y(std::size_t row) const;
  double rowHeight() const;
  std::size_t rowOf(std::size_t lane) const;  ///< lanes().size() where it is hidden
  /// The item under a point: the nearest lane shown, and a step between its ends.
  struct Place {
    std::size_t lane = 0;
    std::int64_t step = 0;
  };
  Place placeAt(const QPointF& point) const;

 private:
  const engine::TimelineMap& m_timeline;
  QRectF m_area;
  std::int64_t m_first = 0;
  std::int64_t m_last = 1;
  std::vector<std::size_t> m_lanes;
  std::size_t m_hidden = 0;
};

/// How far the path to the cursor goes on a lane, from its beginning; none where the lane is not on that
/// path.
std::optional<std::int64_t> wayEnd(const engine::TimelineMap& timeline, std::size_t lane);
/// The nearest step before or after the cursor with an event, the best test or an end on the path to it; the
/// cursor's own where there is none.
std::int64_t eventBefore(const engine::TimelineMap& timeline);
std::int64_t eventAfter(const engine::TimelineMap& timeline);

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Where the lanes of a timeline lie in a strip of the window: steps from left to right, a row for each lane.
// Of many lanes those are shown that led to the cursor, and the newest others that were not taken away. Pure.
#pragma once

#include <QRectF>
#include <optional>
#include <vector>

#include "engine/train/timeline_map.h"

namespace pellucid::ui {

class LaneLayout {
 public:
  /// At most so many rows.
  static constexpr std::size_t kMostRows = 3;

  /// In `area`, with `least` steps at least from end to end, so that a young run does not creep.
  LaneLayout(const engine::TimelineMap& timeline, const QRectF& area, std::int64_t least = 10);

  /// The lanes that are shown, from top to bottom.
  const std::vector<std::size_t>& lanes() const { return m_lanes; }
  std::size_t hidden() const { return m_hidden; }
  std::int64_t first() const { return m_first; }
  std::int64_t last() const { return m_last; }

  double x(std::int64_t step) const;
  /// The middle of a row.
  double y(std::size_t row) const;
  double rowHeight() const;
  std::size_t rowOf(std::size_t lane) const;  ///< lanes().size() where it is hidden
  /// What is under a point: the nearest lane that is shown, and a step between its ends.
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

/// How far the way to the cursor goes on a lane, from its beginning on; nothing where it does not lie on it.
std::optional<std::int64_t> wayEnd(const engine::TimelineMap& timeline, std::size_t lane);
/// The nearest step before or after with an event, the best test or an end on the way to the cursor; the
/// cursor's own where there is none.
std::int64_t eventBefore(const engine::TimelineMap& timeline);
std::int64_t eventAfter(const engine::TimelineMap& timeline);

}  // namespace pellucid::ui

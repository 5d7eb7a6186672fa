// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lane_layout.h"

#include <algorithm>
#include <cmath>

namespace pellucid::ui {
namespace {

using engine::TimelineMap;

/// Steps on the cursor's path where there is something to see.
std::vector<std::int64_t> landmarks(const TimelineMap& timeline) {
  std::vector<std::int64_t> steps;
  const auto way = wayTo(timeline.lanes, timeline.lane);
  for (std::size_t i = 0; i < way.size(); ++i) {
    const engine::LaneMap& lane = timeline.lanes[way[i]];
    const std::int64_t last = i + 1 < way.size() ? timeline.lanes[way[i + 1]].begin : lane.end;
    steps.push_back(lane.begin);
    for (const engine::TimelineEvent& event : lane.events)
      if (event.step <= last) steps.push_back(event.step);
    if (lane.best && lane.best->step <= last) steps.push_back(lane.best->step);
    steps.push_back(last);
  }
  std::ranges::sort(steps);
  return steps;
}

}  // namespace

LaneLayout::LaneLayout(const TimelineMap& timeline, const QRectF& area, std::int64_t least)
    : m_timeline(timeline), m_area(area) {
  if (timeline.lanes.empty()) return;
  m_first = timeline.lanes.front().begin;
  m_last = m_first + std::max<std::int64_t>(least, 1);
  std::size_t there = 0;
  for (const engine::LaneMap& lane : timeline.lanes) {
    if (lane.isRemoved) continue;
    ++there;
    m_last = std::max(m_last, lane.end);
  }
  m_lanes = wayTo(timeline.lanes, timeline.lane);
  if (m_lanes.size() > kMostRows) m_lanes.erase(m_lanes.begin() + 1, m_lanes.end() - (kMostRows - 1));
  for (std::size_t lane = timeline.lanes.size(); lane-- > 0 && m_lanes.size() < kMostRows;)
    if (!timeline.lanes[lane].isRemoved && std::ranges::find(m_lanes, lane) == m_lanes.end())
      m_lanes.push_back(lane);
  std::ranges::sort(m_lanes);
  m_hidden = there - m_lanes.size();
}

double LaneLayout::x(std::int64_t step) const {
  return m_area.left() +
         m_area.width() * static_cast<double>(step - m_first) / static_cast<double>(m_last - m_first);
}

double LaneLayout::y(std::size_t row) const {
  return m_area.top() + rowHeight() * (static_cast<double>(row) + 0.5);
}

double LaneLayout::rowHeight() const {
  return m_area.height() / static_cast<double>(std::max<std::size_t>(m_lanes.size(), 1));
}

std::size_t LaneLayout::rowOf(std::size_t lane) const {
  return static_cast<std::size_t>(std::ranges::find(m_lanes, lane) - m_lanes.begin());
}

LaneLayout::Place LaneLayout::placeAt(const QPointF& point) const {
  const double height = m_area.height() / static_cast<double>(m_lanes.size());
  const auto row = static_cast<std::size_t>(
      std::clamp((point.y() - m_area.top()) / height, 0.0, static_cast<double>(m_lanes.size()) - 1));
  const double share = (point.x() - m_area.left()) / m_area.width();
  const auto step =
      m_first + static_cast<std::int64_t>(std::llround(share * static_cast<double>(m_last - m_first)));
  const engine::LaneMap& lane = m_timeline.lanes[m_lanes[row]];
  return {.lane = m_lanes[row], .step = std::clamp(step, m_first, lane.end)};
}

std::optional<std::int64_t> wayEnd(const TimelineMap& timeline, std::size_t lane) {
  const auto way = wayTo(timeline.lanes, timeline.lane);
  const auto place = std::ranges::find(way, lane);
  if (place == way.end() || timeline.step < timeline.lanes[lane].begin) return std::nullopt;
  const bool isLast = place + 1 == way.end();
  return isLast ? timeline.step : std::min(timeline.step, timeline.lanes[*(place + 1)].begin);
}

std::int64_t eventBefore(const TimelineMap& timeline) {
  std::int64_t found = timeline.step;
  for (const std::int64_t step : landmarks(timeline))
    if (step < timeline.step) found = step;
  return found;
}

std::int64_t eventAfter(const TimelineMap& timeline) {
  for (const std::int64_t step : landmarks(timeline))
    if (step > timeline.step) return step;
  return timeline.step;
}

}  // namespace pellucid::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/time_signs.h"

#include <algorithm>
#include <ranges>

namespace pellucid::ui {
namespace {

constexpr double kTimeSignSide = 10;

}  // namespace

QRectF TimeSigns::placeOf(const TimeSign& sign, const engine::TimelineMap& timeline,
                          const LaneLayout& layout) const {
  const std::size_t row = layout.rowOf(engine::ownerOf(timeline.lanes, timeline.lane, sign.step));
  if (row >= layout.lanes().size()) return {};
  QRectF place(0, 0, kTimeSignSide, kTimeSignSide);
  // Below the lane where there is room, to cover neither an event nor the cursor.
  const double below = std::clamp(layout.rowHeight() / 2 - kTimeSignSide / 2, 0.0, kTimeSignSide);
  place.moveCenter(QPointF(layout.x(sign.step), layout.y(row) + below));
  return place;
}

void TimeSigns::paint(QPainter& painter, const Theme& theme, const engine::TimelineMap& timeline,
                      const LaneLayout& layout) const {
  for (const TimeSign& sign : m_signs | std::views::reverse)
    if (const QRectF place = placeOf(sign, timeline, layout); !place.isEmpty())
      paintSign(painter, theme, sign.kind, place);
}

std::optional<std::size_t> TimeSigns::at(const QPointF& point, const engine::TimelineMap& timeline,
                                         const LaneLayout& layout) const {
  for (std::size_t i = 0; i < m_signs.size(); ++i)
    if (placeOf(m_signs[i], timeline, layout).adjusted(-1, -1, 1, 1).contains(point)) return i;
  return std::nullopt;
}

std::optional<std::size_t> TimeSigns::atStep(std::int64_t step) const {
  const auto sign = std::ranges::find(m_signs, step, &TimeSign::step);
  if (sign == m_signs.end()) return std::nullopt;
  return static_cast<std::size_t>(sign - m_signs.begin());
}

std::int64_t TimeSigns::before(std::int64_t step, std::int64_t other) const {
  for (const TimeSign& sign : m_signs)
    if (sign.step < step) other = other < step ? std::max(other, sign.step) : sign.step;
  return other;
}

std::int64_t TimeSigns::after(std::int64_t step, std::int64_t other) const {
  for (const TimeSign& sign : m_signs)
    if (sign.step > step) other = other > step ? std::min(other, sign.step) : sign.step;
  return other;
}

}  // namespace pellucid::ui

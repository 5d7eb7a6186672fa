// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/cell_history.h"

#include <algorithm>

#include "engine/train/thinning.h"

namespace pellucid::ui {

void CellHistory::add(std::int64_t step, const engine::Confusion& confusion) {
  if (!m_points.empty() && m_points.front().counts.rows() != confusion.counts.rows()) clear();
  const auto place = std::ranges::lower_bound(m_points, step, {}, &Point::step);
  if (place != m_points.end() && place->step == step)
    place->counts = confusion.counts;
  else
    m_points.insert(place, {.step = step, .counts = confusion.counts});
  m_spacing = engine::thinTo(m_points, kMostPoints, m_spacing);
}

void CellHistory::forgetAfter(std::int64_t step) {
  std::erase_if(m_points, [step](const Point& point) { return point.step > step; });
}

void CellHistory::clear() {
  m_points.clear();
  m_spacing = 1;
}

}  // namespace pellucid::ui

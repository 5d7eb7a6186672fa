// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/shared_way.h"

#include <algorithm>

namespace pellucid::ui {

std::optional<std::int64_t> sharedUpTo(const engine::Snapshot& before, const engine::Snapshot& after) {
  if (before.run != after.run) return std::nullopt;
  const engine::TimelineMap& now = after.timeline;
  const std::size_t former = before.timeline.lane;
  if (now.lanes.empty() || former == now.lane) return std::max(before.state.step, after.state.step);
  if (former >= now.lanes.size()) return std::nullopt;
  // From the new lane down to where its path leaves the former lane's.
  std::int64_t shared = 0;
  const std::vector<std::size_t> wayBefore = engine::wayTo(now.lanes, former);
  const std::vector<std::size_t> way = engine::wayTo(now.lanes, now.lane);
  for (std::size_t i = 0; i < std::min(way.size(), wayBefore.size()) && way[i] == wayBefore[i]; ++i) {
    const std::int64_t left = i + 1 < way.size() ? now.lanes[way[i + 1]].begin : now.lanes[way[i]].end;
    const std::int64_t leftBefore =
        i + 1 < wayBefore.size() ? now.lanes[wayBefore[i + 1]].begin : now.lanes[wayBefore[i]].end;
    shared = std::min(left, leftBefore);
  }
  return shared;
}

}  // namespace pellucid::ui

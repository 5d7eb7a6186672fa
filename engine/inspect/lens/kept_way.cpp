// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/lens/kept_way.h"

#include "engine/base/check.h"

namespace pellucid::engine {

std::vector<std::shared_ptr<const RunState>> keptWay(const TimelineRecord& record,
                                                     std::shared_ptr<const RunState> present,
                                                     std::size_t most) {
  check(most >= 2, "keptWay: the beginning and the end");
  std::vector<std::shared_ptr<const RunState>> states;
  if (!record.lanes.empty()) {
    const std::vector<std::size_t> way = wayTo(record.lanes, record.lane);
    for (std::size_t i = 0; i < way.size(); ++i) {
      // States after the point where the next lane left belong to another way.
      const std::int64_t end = i + 1 < way.size() ? record.lanes[way[i + 1]].begin : present->step;
      for (const KeptState& kept : record.lanes[way[i]].kept) {
        const bool isNext = states.empty() || kept.state->step > states.back()->step;
        if (isNext && kept.state->step <= end && kept.state->step < present->step)
          states.push_back(kept.state);
      }
    }
  }
  states.push_back(std::move(present));
  if (states.size() <= most) return states;
  std::vector<std::shared_ptr<const RunState>> fewer;
  for (std::size_t i = 0; i < most; ++i) fewer.push_back(states[i * (states.size() - 1) / (most - 1)]);
  return fewer;
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/timeline_record.h"

#include <algorithm>
#include <utility>

namespace pellucid::engine {

bool isGone(const TimelineRecord& record, std::size_t lane) {
  return std::ranges::any_of(wayTo(record.lanes, lane),
                             [&record](std::size_t i) { return record.lanes[i].isRemoved; });
}

TimelineMap mapOf(const TimelineRecord& record) {
  TimelineMap map{.lanes = {}, .lane = record.lane, .step = record.step, .isRecomputed = record.isRecomputed};
  for (const LaneRecord& lane : record.lanes) {
    LaneMap& drawn = map.lanes.emplace_back(LaneMap{.parent = lane.parent,
                                                    .begin = lane.begin,
                                                    .end = lane.end,
                                                    .events = lane.events,
                                                    .kept = {},
                                                    .elsewhere = lane.elsewhere,
                                                    .name = lane.name,
                                                    .isRemoved = isGone(record, map.lanes.size())});
    if (!lane.records.empty()) drawn.best = lane.records.back();
    for (const KeptState& kept : lane.kept)
      if (!kept.isRecomputed) drawn.kept.push_back(kept.state->step);
  }
  return map;
}

const std::shared_ptr<const Experiment>& settingAt(const TimelineRecord& record, std::size_t lane,
                                                   std::int64_t step) {
  const std::shared_ptr<const Experiment>* setting = &record.first;
  const std::vector<std::size_t> way = wayTo(record.lanes, lane);
  for (std::size_t i = 0; i < way.size(); ++i) {
    const std::int64_t last = i + 1 < way.size() ? std::min(step, record.lanes[way[i + 1]].begin) : step;
    for (const TimelineEvent& event : record.lanes[way[i]].events)
      if (const auto* change = std::get_if<SettingChange>(&event.change); change && event.step <= last)
        setting = &change->experiment;
  }
  return *setting;
}

void markElsewhere(TimelineRecord& record) {
  for (LaneRecord& lane : record.lanes) lane.elsewhere = lane.end;
}

void goOn(TimelineRecord& record, const Experiment& experiment, std::int64_t step) {
  const auto before = settingAt(record, record.lane, record.step);
  const bool isChanged = withLiveSettings(*before, experiment) != *before;
  if (step == record.step && !isChanged) return;
  if (record.step < record.lanes[record.lane].end) {
    record.lanes.push_back({.parent = ownerOf(record.lanes, record.lane, record.step),
                            .begin = record.step,
                            .end = record.step,
                            .events = {},
                            .kept = {}});
    if (!record.histories.empty())
      record.histories.push_back(upTo(record.histories[record.lane], record.step));
    record.lane = record.lanes.size() - 1;
  }
  LaneRecord& lane = record.lanes[record.lane];
  if (isChanged) {
    const auto after = std::make_shared<const Experiment>(withLiveSettings(*before, experiment));
    lane.events.push_back(
        {.step = record.step, .change = SettingChange{.before = before, .experiment = after}});
  }
  record.step = lane.end = std::max(step, record.step);
  record.isRecomputed = false;
}

}  // namespace pellucid::engine

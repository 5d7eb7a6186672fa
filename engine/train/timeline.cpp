// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/timeline.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "engine/base/check.h"
#include "engine/model/layer_sizes.h"

namespace pellucid::engine {
namespace {

bool isSetting(const TimelineEvent& event) {
  return std::holds_alternative<SettingChange>(event.change);
}

}  // namespace

std::int64_t stepsPerCopy(const Trainer& trainer) {
  // Of any machine of these years, on one core: not more than a guess.
  constexpr double kBytesPerSecond = 2e9;
  constexpr double kSecondsPerCopy = 1e-6;
  constexpr double kMultiplicationsPerSecond = 5e10;
  constexpr double kTimes = 150;
  const Network& network = *trainer.network();
  double multiplied = 0;
  for (std::size_t i = 0; i < network.layerCount(); ++i)
    multiplied +=
        static_cast<double>(multiplications(network.layer(i).spec(), network.layer(i).inputShape()));
  constexpr double kPasses = 3;  // forward, and back to the inputs and to the weights
  const double step = kPasses * multiplied * static_cast<double>(trainer.experiment().training.batchSize) /
                      kMultiplicationsPerSecond;
  const double copy = static_cast<double>(bytesOf(trainer.state())) / kBytesPerSecond + kSecondsPerCopy;
  constexpr double kMost = 4096;
  return static_cast<std::int64_t>(std::clamp(kTimes * copy / std::max(step, kSecondsPerCopy), 1.0, kMost));
}

void Timeline::begin(const Trainer& trainer) {
  m_lanes.clear();
  m_bytes = m_eventBytes = 0;
  m_spacing = 1;
  m_isThinned = false;
  m_first = std::make_shared<const Experiment>(trainer.experiment());
  m_lane = 0;
  m_step = trainer.state().step;
  m_lanes.push_back({.parent = std::nullopt, .begin = m_step, .end = m_step, .events = {}, .kept = {}});
  keep(trainer.state(), true);
}

void Timeline::redo(Trainer& trainer, const Way& way, std::size_t from, std::int64_t step) const {
  for (std::size_t i = from; i < way.size(); ++i) {
    const Lane& lane = m_lanes[way[i]];
    const bool isLeft = i + 1 < way.size() && step > m_lanes[way[i + 1]].begin;
    if (isLeft || step < lane.begin) continue;
    const auto first = std::ranges::lower_bound(lane.events, step, {}, &TimelineEvent::step);
    for (auto event = first; event != lane.events.end() && event->step == step; ++event) {
      if (const auto* setting = std::get_if<SettingChange>(&event->change))
        trainer.applyLive(*setting->experiment);
      else if (const auto* parameter = std::get_if<ParameterChange>(&event->change))
        trainer.setParameter(parameter->index, parameter->value);
    }
  }
}

bool Timeline::stepped(Trainer& trainer) {
  ++m_step;
  check(trainer.state().step == m_step, "Timeline: the trainer went somewhere else");
  Lane& lane = m_lanes[m_lane];
  const bool isNew = m_step > lane.end;
  if (isNew)
    lane.end = m_step;
  else
    redo(trainer, wayTo(m_lanes, m_lane), 0, m_step);
  if (m_step % m_spacing == 0) keep(trainer.state(), false);
  return isNew;
}

const std::shared_ptr<const Experiment>& Timeline::settingAt(std::size_t lane, std::int64_t step) const {
  const std::shared_ptr<const Experiment>* setting = &m_first;
  const Way way = wayTo(m_lanes, lane);
  for (std::size_t i = 0; i < way.size(); ++i) {
    const std::int64_t last = i + 1 < way.size() ? std::min(step, m_lanes[way[i + 1]].begin) : step;
    for (const TimelineEvent& event : m_lanes[way[i]].events)
      if (event.step <= last && isSetting(event)) setting = &std::get<SettingChange>(event.change).experiment;
  }
  return *setting;
}

std::vector<TimelineEvent>& Timeline::eventsHere() {
  if (m_step < m_lanes[m_lane].end) {
    m_lanes.push_back({.parent = ownerOf(m_lanes, m_lane, m_step),
                       .begin = m_step,
                       .end = m_step,
                       .events = {},
                       .kept = {}});
    m_lane = m_lanes.size() - 1;
  }
  return m_lanes[m_lane].events;
}

void Timeline::settingChanged(const Trainer& trainer) {
  if (trainer.experiment() == *settingAt(m_lane, m_step)) return;
  std::vector<TimelineEvent>& events = eventsHere();
  // What is changed again before the next step, as while a slider is dragged, was never trained with.
  std::erase_if(events,
                [this](const TimelineEvent& other) { return other.step == m_step && isSetting(other); });
  const auto before = settingAt(m_lane, m_step);
  if (trainer.experiment() == *before) return dropEmptyLane();
  events.push_back(
      {.step = m_step,
       .change = SettingChange{.before = before,
                               .experiment = std::make_shared<const Experiment>(trainer.experiment())}});
  keep(trainer.state(), true);
}

void Timeline::parameterChanged(const Trainer& trainer, Index index) {
  std::vector<TimelineEvent>& events = eventsHere();
  // What was tested there were other weights.
  std::erase_if(m_lanes[m_lane].records, [this](const TestMark& mark) { return mark.step == m_step; });
  std::erase_if(events, [&](const TimelineEvent& other) {
    const auto* parameter = std::get_if<ParameterChange>(&other.change);
    return other.step == m_step && parameter != nullptr && parameter->index == index;
  });
  events.push_back(
      {.step = m_step, .change = ParameterChange{.index = index, .value = trainer.state().weights[index]}});
  keep(trainer.state(), true);
}

void Timeline::tested(double loss) {
  std::vector<TestMark>& records = m_lanes[ownerOf(m_lanes, m_lane, m_step)].records;
  if (std::isfinite(loss) && (records.empty() || loss < records.back().loss))
    records.push_back({.step = m_step, .loss = loss});
}

void Timeline::diverged(const Diverged& how) {
  std::vector<TimelineEvent>& events = m_lanes[m_lane].events;
  std::erase_if(events, [this](const TimelineEvent& other) {
    return other.step == m_step && std::holds_alternative<Diverged>(other.change);
  });
  insert(events, {.step = m_step, .change = how});
}

void Timeline::insert(std::vector<TimelineEvent>& events, TimelineEvent event) {
  const auto place = std::ranges::upper_bound(events, event.step, {}, &TimelineEvent::step);
  events.insert(place, std::move(event));
}

void Timeline::edit(const TimelineEdit& edit) {
  std::visit(
      [this](const auto& one) {
        if (one.lane < m_lanes.size()) obey(one);
      },
      edit);
}

void Timeline::obey(const SetBookmark& edit) {
  Lane& lane = m_lanes[ownerOf(m_lanes, edit.lane, edit.step)];
  std::erase_if(lane.events, [&edit](const TimelineEvent& other) {
    return other.step == edit.step && std::holds_alternative<Bookmark>(other.change);
  });
  if (edit.note && edit.step >= lane.begin && edit.step <= lane.end)
    insert(lane.events, {.step = edit.step, .change = Bookmark{*edit.note}});
}

void Timeline::obey(const NameLane& edit) {
  m_lanes[edit.lane].name = edit.name;
}

void Timeline::obey(const RemoveLane& edit) {
  if (m_lanes[edit.lane].parent) m_lanes[edit.lane].isRemoved = edit.isRemoved;
}

bool Timeline::isGone(std::size_t lane) const {
  return std::ranges::any_of(wayTo(m_lanes, lane), [this](std::size_t i) { return m_lanes[i].isRemoved; });
}

std::optional<Timeline::Place> Timeline::refuge() const {
  for (const std::size_t lane : wayTo(m_lanes, m_lane))
    if (m_lanes[lane].isRemoved) return Place{.lane = *m_lanes[lane].parent, .step = m_lanes[lane].begin};
  return std::nullopt;
}

void Timeline::dropEmptyLane() {
  Lane& lane = m_lanes[m_lane];
  const bool isLast = m_lane + 1 == m_lanes.size();  // others would change their numbers
  const bool isChanged = std::ranges::any_of(lane.events, isChange);
  if (!lane.parent || lane.end > lane.begin || isChanged || !isLast) return;
  const std::size_t parent = *lane.parent;
  // What was noted there is true of the parent's step, which is the same.
  for (TimelineEvent& event : lane.events) insert(m_lanes[parent].events, std::move(event));
  for (const Kept& kept : lane.kept) count(kept, -1);
  m_lanes.pop_back();
  m_lane = parent;
}

void Timeline::goTo(Trainer& trainer, std::size_t lane, std::int64_t step) {
  check(lane < m_lanes.size(), "Timeline: no such lane");
  step = std::clamp(step, earliest(), m_lanes[lane].end);
  const Way way = wayTo(m_lanes, lane);
  // The nearest state before it, on the way. A state of a lane lies on the way up to where the next one left.
  const Kept* nearest = nullptr;
  std::size_t place = 0;
  for (std::size_t i = 0; i < way.size(); ++i) {
    const std::int64_t last = i + 1 < way.size() ? std::min(step, m_lanes[way[i + 1]].begin) : step;
    for (const Kept& kept : m_lanes[way[i]].kept)
      if (kept.state.step <= last) {
        nearest = &kept;
        place = i;
      }
  }
  check(nearest != nullptr, "Timeline: the beginning was kept");
  // Where the trainer stands is as good, when it lies between.
  const bool isOnWay = ownerOf(m_lanes, lane, m_step) == ownerOf(m_lanes, m_lane, m_step) && m_step <= step &&
                       m_step <= m_lanes[lane].end && m_step >= nearest->state.step;
  if (!isOnWay) {
    const auto restored = trainer.restore(nearest->state);
    check(restored.has_value(), "Timeline: the state belongs to another run");
    m_step = nearest->state.step;
    trainer.applyLive(*settingAt(way[place], m_step));
    redo(trainer, way, place + 1, m_step);
  }
  m_lane = lane;
  while (m_step < step) {
    const bool isStepped = std::holds_alternative<Metrics>(trainer.step());
    check(isStepped, "Timeline: a step that went well before does not now");
    redo(trainer, way, 0, ++m_step);
  }
}

void Timeline::keepApart(std::int64_t steps) {
  const auto wanted =
      static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(std::max<std::int64_t>(steps, 1))));
  if (wanted <= m_spacing) return;
  m_spacing = wanted;
  thin();
}

void Timeline::keep(const RunState& state, bool isEvent) {
  std::vector<Kept>& kept = m_lanes[ownerOf(m_lanes, m_lane, m_step)].kept;
  const auto stepOf = [](const Kept& k) { return k.state.step; };
  const auto there = std::ranges::lower_bound(kept, m_step, {}, stepOf);
  if (there != kept.end() && there->state.step == m_step) {
    if (!isEvent) return;  // it is the same
    count(*there, -1);
    *there = {.state = state, .isEvent = true};
    count(*there, 1);
  } else {
    count(*kept.insert(there, {.state = state, .isEvent = isEvent}), 1);
  }
  fit();
}

void Timeline::setMemory(std::size_t memory) {
  m_memory = memory;
  fit();
}

void Timeline::fit() {
  for (std::size_t i = 0; m_bytes > m_memory && i < m_lanes.size(); ++i) {
    if (!isGone(i)) continue;
    for (const Kept& kept : m_lanes[i].kept) count(kept, -1);
    m_lanes[i].kept.clear();
  }
  while (m_bytes > m_memory && hasDroppable()) {
    m_spacing *= 2;
    m_isThinned = true;
    thin();
  }
}

bool Timeline::isSpared(std::size_t lane, const Kept& kept) const {
  return (lane == 0 && kept.state.step == m_lanes[0].begin) || (kept.isEvent && m_eventBytes <= m_memory / 2);
}

bool Timeline::hasDroppable() const {
  for (std::size_t i = 0; i < m_lanes.size(); ++i)
    for (const Kept& kept : m_lanes[i].kept)
      // Step 0 is a multiple of whatever the spacing becomes.
      if (!isSpared(i, kept) && kept.state.step != 0) return true;
  return false;
}

void Timeline::thin() {
  for (std::size_t i = 0; i < m_lanes.size(); ++i)
    std::erase_if(m_lanes[i].kept, [&](const Kept& kept) {
      if (isSpared(i, kept) || kept.state.step % m_spacing == 0) return false;
      count(kept, -1);
      return true;
    });
}

void Timeline::count(const Kept& kept, int sign) {
  const std::size_t bytes = bytesOf(kept.state);
  for (std::size_t* sum : {&m_bytes, kept.isEvent ? &m_eventBytes : nullptr})
    if (sum != nullptr) sign > 0 ? * sum += bytes : * sum -= bytes;
}

std::size_t Timeline::keptStates() const {
  std::size_t count = 0;
  for (const Lane& lane : m_lanes) count += lane.kept.size();
  return count;
}

TimelineMap Timeline::map() const {
  TimelineMap map{.lanes = {}, .lane = m_lane, .step = m_step, .isThinned = m_isThinned};
  for (const Lane& lane : m_lanes) {
    LaneMap& drawn = map.lanes.emplace_back(LaneMap{.parent = lane.parent,
                                                    .begin = lane.begin,
                                                    .end = lane.end,
                                                    .events = lane.events,
                                                    .kept = {},
                                                    .name = lane.name,
                                                    .isRemoved = isGone(map.lanes.size())});
    if (!lane.records.empty()) drawn.best = lane.records.back();
    for (const Kept& kept : lane.kept) drawn.kept.push_back(kept.state.step);
  }
  return map;
}

}  // namespace pellucid::engine

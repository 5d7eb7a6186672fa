// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/timeline.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>

#include "engine/base/check.h"
#include "engine/model/layer_sizes.h"

namespace pellucid::engine {
namespace {

bool isSetting(const TimelineEvent& event) {
  return std::holds_alternative<SettingChange>(event.change);
}

std::int64_t stepOf(const KeptState& kept) {
  return kept.state->step;
}

}  // namespace

std::int64_t stepsPerCopy(const Trainer& trainer) {
  // Of any present-day machine, on one core: only an estimate.
  constexpr double kBytesPerSecond = 2e9;
  constexpr double kSecondsPerCopy = 1e-6;
  constexpr double kMultiplicationsPerSecond = 5e10;
  constexpr double kTimes = 300;
  const Network& network = *trainer.network();
  constexpr double kPasses = 3;  // forward, and back to the inputs and to the weights
  const double step = kPasses * multiplications(network) *
                      static_cast<double>(trainer.experiment().training.batchSize) /
                      kMultiplicationsPerSecond;
  const double copy = static_cast<double>(bytesOf(trainer.state())) / kBytesPerSecond + kSecondsPerCopy;
  constexpr double kMost = 4096;
  return static_cast<std::int64_t>(std::clamp(kTimes * copy / std::max(step, kSecondsPerCopy), 1.0, kMost));
}

void Timeline::begin(const Trainer& trainer) {
  const std::int64_t step = trainer.state().step;
  m_now = {.first = std::make_shared<const Experiment>(trainer.experiment()),
           .lanes = {},
           .step = step,
           .histories = {}};
  m_now.lanes.push_back({.parent = std::nullopt, .begin = step, .end = step, .events = {}, .kept = {}});
  m_bytes = m_eventBytes = 0;
  m_spacing = 1;
  m_isThinned = false;
  keep(trainer.state(), true);
}

void Timeline::resume(const TimelineRecord& record, const Trainer& trainer) {
  check(record.lane < record.lanes.size() && record.step == trainer.state().step,
        "Timeline: the record is of another moment");
  m_now = record;
  m_now.histories.clear();
  m_bytes = m_eventBytes = 0;
  m_spacing = 1;
  m_isThinned = false;
  remakeSettings(
      [&trainer](const Experiment& setting) { return withLiveSettings(trainer.experiment(), setting); });
  for (LaneRecord& lane : m_now.lanes)
    for (const KeptState& kept : lane.kept) count(kept, 1);
  if (exactAt(m_now.lane, m_now.step) == nullptr) keep(trainer.state(), true);
  fit();
}

TimelineRecord Timeline::thinned(const TimelineRecord& record, std::size_t bytes, std::size_t states) {
  Timeline timeline(bytes);
  timeline.m_now = record;
  std::vector<LaneRecord>& lanes = timeline.m_now.lanes;
  for (std::size_t i = 0; i < lanes.size(); ++i)
    std::erase_if(lanes[i].kept, [&](const KeptState& kept) {
      const bool isBeginning = i == 0 && kept.state->step == lanes[0].begin;
      if (!kept.isRecomputed || isBeginning) timeline.count(kept, 1);
      return kept.isRecomputed && !isBeginning;
    });
  timeline.fit();
  while (timeline.keptStates() > states && timeline.hasDroppable()) timeline.setMemory(timeline.m_bytes / 2);
  return std::move(timeline.m_now);
}

void Timeline::redo(Trainer& trainer, const Way& way, std::size_t from, std::int64_t step) const {
  for (std::size_t i = from; i < way.size(); ++i) {
    const LaneRecord& lane = m_now.lanes[way[i]];
    const bool isLeft = i + 1 < way.size() && step > m_now.lanes[way[i + 1]].begin;
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

const KeptState* Timeline::exactAt(std::size_t lane, std::int64_t step) const {
  const std::vector<KeptState>& kept = m_now.lanes[ownerOf(m_now.lanes, lane, step)].kept;
  const auto there = std::ranges::lower_bound(kept, step, {}, stepOf);
  return there != kept.end() && stepOf(*there) == step && !there->isRecomputed ? &*there : nullptr;
}

void Timeline::take(Trainer& trainer, const Way& way, std::size_t place, const KeptState& kept) {
  const auto restored = trainer.restore(*kept.state);
  check(restored.has_value(), "Timeline: the state belongs to another run");
  m_now.step = kept.state->step;
  m_now.isRecomputed = kept.isRecomputed;
  trainer.applyLive(*settingAt(m_now, way[place], m_now.step));
  redo(trainer, way, place + 1, m_now.step);
}

void Timeline::redone(Trainer& trainer, const Way& way) {
  redo(trainer, way, 0, m_now.step);
  const std::size_t owner = ownerOf(m_now.lanes, way.back(), m_now.step);
  if (m_now.step <= m_now.lanes[owner].elsewhere) m_now.isRecomputed = true;
  if (!m_now.isRecomputed) return;
  // Where the original state was kept, it is restored.
  if (const KeptState* exact = exactAt(owner, m_now.step))
    take(trainer, way, static_cast<std::size_t>(std::ranges::find(way, owner) - way.begin()), *exact);
}

bool Timeline::stepped(Trainer& trainer) {
  ++m_now.step;
  check(trainer.state().step == m_now.step, "Timeline: the trainer went somewhere else");
  LaneRecord& lane = m_now.lanes[m_now.lane];
  const bool isNew = m_now.step > lane.end;
  const bool isFirstHere = isNew && m_now.isRecomputed;
  if (isNew) {
    lane.end = m_now.step;
    m_now.isRecomputed = false;
  } else {
    redone(trainer, wayTo(m_now.lanes, m_now.lane));
  }
  // Steps not done the same way the first time cannot be trained again from earlier states.
  if (m_now.step % m_spacing == 0 || isFirstHere) keep(trainer.state(), isFirstHere);
  return isNew;
}

std::vector<TimelineEvent>& Timeline::eventsHere() {
  if (m_now.step < m_now.lanes[m_now.lane].end) {
    m_now.lanes.push_back({.parent = ownerOf(m_now.lanes, m_now.lane, m_now.step),
                           .begin = m_now.step,
                           .end = m_now.step,
                           .events = {},
                           .kept = {}});
    m_now.lane = m_now.lanes.size() - 1;
  }
  return m_now.lanes[m_now.lane].events;
}

void Timeline::remakeSettings(const std::function<Experiment(const Experiment&)>& made) {
  // The old ones must stay alive meanwhile: their addresses serve as keys.
  std::map<std::shared_ptr<const Experiment>, std::shared_ptr<const Experiment>> remade;
  const auto remake = [&](std::shared_ptr<const Experiment>& setting) {
    std::shared_ptr<const Experiment>& own = remade[setting];
    if (!own) own = std::make_shared<const Experiment>(made(*setting));
    setting = own;
  };
  remake(m_now.first);
  for (LaneRecord& lane : m_now.lanes)
    for (TimelineEvent& event : lane.events)
      if (auto* change = std::get_if<SettingChange>(&event.change)) {
        remake(change->before);
        remake(change->experiment);
      }
}

bool Timeline::hasNotBegun() const {
  const LaneRecord& only = m_now.lanes.front();
  return m_now.lanes.size() == 1 && only.end == 0 &&
         std::ranges::none_of(only.events, [](const TimelineEvent& event) {
           return isSetting(event) || std::holds_alternative<Diverged>(event.change);
         });
}

void Timeline::settingChanged(const Trainer& trainer) {
  const Experiment& now = trainer.experiment();
  if (now == *settingAt(m_now, m_now.lane, m_now.step)) return;
  if (!areNamedAlike(now.data.own, settingAt(m_now, m_now.lane, m_now.step)->data.own)) {
    std::map<OwnSamplesPtr, OwnSamplesPtr> renamed;  // many settings share the same samples
    remakeSettings([&](const Experiment& setting) {
      OwnSamplesPtr& own = renamed[setting.data.own];
      if (!own) own = withNamesOf(now.data.own, setting.data.own);
      Experiment made = setting;
      made.data.own = own;
      return made;
    });
    if (now == *settingAt(m_now, m_now.lane, m_now.step)) return;
  }
  if (hasNotBegun()) {
    m_now.first = std::make_shared<const Experiment>(now);
    return keep(trainer.state(), true);
  }
  std::vector<TimelineEvent>& events = eventsHere();
  // A change that is replaced before the next step, as while a slider is dragged, was never trained with.
  std::erase_if(events,
                [this](const TimelineEvent& other) { return other.step == m_now.step && isSetting(other); });
  const auto before = settingAt(m_now, m_now.lane, m_now.step);
  if (now == *before) return dropEmptyLane();
  events.push_back(
      {.step = m_now.step,
       .change = SettingChange{.before = before, .experiment = std::make_shared<const Experiment>(now)}});
  m_now.isRecomputed = false;  // new steps are done for the first time
  keep(trainer.state(), true);
}

void Timeline::parameterChanged(const Trainer& trainer, Index index) {
  std::vector<TimelineEvent>& events = eventsHere();
  // The tests there were of other weights.
  std::erase_if(m_now.lanes[m_now.lane].records,
                [this](const TestMark& mark) { return mark.step == m_now.step; });
  std::erase_if(events, [&](const TimelineEvent& other) {
    const auto* parameter = std::get_if<ParameterChange>(&other.change);
    return other.step == m_now.step && parameter != nullptr && parameter->index == index;
  });
  events.push_back({.step = m_now.step,
                    .change = ParameterChange{.index = index, .value = trainer.state().weights[index]}});
  m_now.isRecomputed = false;
  keep(trainer.state(), true);
}

void Timeline::tested(double loss) {
  std::vector<TestMark>& records = m_now.lanes[ownerOf(m_now.lanes, m_now.lane, m_now.step)].records;
  if (!std::isfinite(loss) || (!records.empty() && loss >= records.back().loss)) return;
  // One earlier test is enough: a test at this step may be invalidated when a weight is set by hand.
  if (!records.empty() && records.back().step < m_now.step) records.erase(records.begin(), records.end() - 1);
  records.push_back({.step = m_now.step, .loss = loss});
}

void Timeline::diverged(const Diverged& how) {
  std::vector<TimelineEvent>& events = m_now.lanes[ownerOf(m_now.lanes, m_now.lane, m_now.step)].events;
  std::erase_if(events, [this](const TimelineEvent& other) {
    return other.step == m_now.step && std::holds_alternative<Diverged>(other.change);
  });
  insert(events, {.step = m_now.step, .change = how});
}

void Timeline::insert(std::vector<TimelineEvent>& events, TimelineEvent event) {
  const auto place = std::ranges::upper_bound(events, event.step, {}, &TimelineEvent::step);
  events.insert(place, std::move(event));
}

void Timeline::edit(const TimelineEdit& edit) {
  std::visit(
      [this](const auto& one) {
        if (one.lane < m_now.lanes.size()) obey(one);
      },
      edit);
}

void Timeline::obey(const SetBookmark& edit) {
  LaneRecord& lane = m_now.lanes[ownerOf(m_now.lanes, edit.lane, edit.step)];
  std::erase_if(lane.events, [&edit](const TimelineEvent& other) {
    return other.step == edit.step && std::holds_alternative<Bookmark>(other.change);
  });
  if (edit.note && edit.step >= lane.begin && edit.step <= lane.end)
    insert(lane.events, {.step = edit.step, .change = Bookmark{*edit.note}});
}

void Timeline::obey(const NameLane& edit) {
  m_now.lanes[edit.lane].name = edit.name;
}

void Timeline::obey(const RemoveLane& edit) {
  if (m_now.lanes[edit.lane].parent) m_now.lanes[edit.lane].isRemoved = edit.isRemoved;
}

bool Timeline::isGone(std::size_t lane) const {
  return engine::isGone(m_now, lane);
}

std::optional<Timeline::Place> Timeline::refuge() const {
  for (const std::size_t lane : wayTo(m_now.lanes, m_now.lane))
    if (const LaneRecord& gone = m_now.lanes[lane]; gone.isRemoved)
      return Place{.lane = *gone.parent, .step = gone.begin};
  return std::nullopt;
}

void Timeline::dropEmptyLane() {
  LaneRecord& lane = m_now.lanes[m_now.lane];
  const bool isLast = m_now.lane + 1 == m_now.lanes.size();  // or others would change their numbers
  const bool isChanged = std::ranges::any_of(lane.events, isChange);
  if (!lane.parent || lane.end > lane.begin || isChanged || !isLast) return;
  const std::size_t parent = *lane.parent;
  // Notes made there also apply to the parent's step, which is the same.
  for (TimelineEvent& event : lane.events) insert(m_now.lanes[parent].events, std::move(event));
  for (const KeptState& kept : lane.kept) count(kept, -1);
  m_now.lanes.pop_back();
  m_now.lane = parent;
  m_now.isRecomputed = m_now.step <= m_now.lanes[parent].elsewhere && exactAt(parent, m_now.step) == nullptr;
}

std::optional<Diverged> Timeline::goTo(Trainer& trainer, std::size_t lane, std::int64_t step,
                                       const std::function<bool()>& isInterrupted) {
  check(lane < m_now.lanes.size(), "Timeline: no such lane");
  step = std::clamp(step, earliest(), m_now.lanes[lane].end);
  const Way way = wayTo(m_now.lanes, lane);
  // The nearest state before it, on the way. A lane's states are on the way up to where the next lane left.
  const KeptState* nearest = nullptr;
  std::size_t place = 0;
  for (std::size_t i = 0; i < way.size(); ++i) {
    const std::int64_t last = i + 1 < way.size() ? std::min(step, m_now.lanes[way[i + 1]].begin) : step;
    for (const KeptState& kept : m_now.lanes[way[i]].kept)
      if (kept.state->step <= last) {
        nearest = &kept;
        place = i;
      }
  }
  check(nearest != nullptr, "Timeline: the beginning was kept");
  // The trainer's own position is as good, when it is in between.
  const bool isOnWay =
      ownerOf(m_now.lanes, lane, m_now.step) == ownerOf(m_now.lanes, m_now.lane, m_now.step) &&
      m_now.step <= step && m_now.step <= m_now.lanes[lane].end && m_now.step >= nearest->state->step;
  if (!isOnWay) take(trainer, way, place, *nearest);
  m_now.lane = lane;
  while (m_now.step < step) {
    if (isInterrupted && isInterrupted()) return std::nullopt;
    const auto result = trainer.step();
    if (const auto* diverged = std::get_if<Diverged>(&result)) return *diverged;
    ++m_now.step;
    redone(trainer, way);
    // States are far apart after a file was opened; the user is likely to stay near the place gone to.
    if (m_now.step % m_spacing == 0 && !m_now.isRecomputed) keep(trainer.state(), false);
  }
  return std::nullopt;
}

void Timeline::keepApart(std::int64_t steps) {
  const auto wanted =
      static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(std::max<std::int64_t>(steps, 1))));
  if (wanted <= m_spacing) return;
  m_spacing = wanted;
  thin();
}

void Timeline::keep(const RunState& state, bool isEvent) {
  std::vector<KeptState>& kept = m_now.lanes[ownerOf(m_now.lanes, m_now.lane, m_now.step)].kept;
  const auto there = std::ranges::lower_bound(kept, m_now.step, {}, stepOf);
  const bool isThere = there != kept.end() && stepOf(*there) == m_now.step;
  if (isThere && !isEvent) return;  // the same state
  KeptState now{.state = std::make_shared<const RunState>(state),
                .isEvent = isEvent,
                .isRecomputed = m_now.isRecomputed};
  if (isThere) {
    count(*there, -1);
    *there = std::move(now);
    count(*there, 1);
  } else {
    count(*kept.insert(there, std::move(now)), 1);
  }
  fit();
}

void Timeline::setMemory(std::size_t memory) {
  m_memory = memory;
  fit();
}

void Timeline::fit() {
  for (std::size_t i = 0; m_bytes > m_memory && i < m_now.lanes.size(); ++i) {
    // Results of another arithmetic cannot be trained again.
    if (!isGone(i) || m_now.lanes[i].elsewhere >= m_now.lanes[i].begin) continue;
    for (const KeptState& kept : m_now.lanes[i].kept) count(kept, -1);
    m_now.lanes[i].kept.clear();
  }
  while (m_bytes > m_memory && hasDroppable()) {
    m_spacing *= 2;
    m_isThinned = true;
    thin();
  }
}

bool Timeline::isSpared(std::size_t lane, const KeptState& kept) const {
  return (lane == 0 && kept.state->step == m_now.lanes[0].begin) ||
         (kept.isEvent && m_eventBytes <= m_memory / 2);
}

bool Timeline::hasDroppable() const {
  for (std::size_t i = 0; i < m_now.lanes.size(); ++i)
    for (const KeptState& kept : m_now.lanes[i].kept)
      // Step 0 is a multiple of every spacing.
      if (!isSpared(i, kept) && kept.state->step != 0) return true;
  return false;
}

void Timeline::thin() {
  for (std::size_t i = 0; i < m_now.lanes.size(); ++i)
    std::erase_if(m_now.lanes[i].kept, [&](const KeptState& kept) {
      if (isSpared(i, kept) || kept.state->step % m_spacing == 0) return false;
      count(kept, -1);
      return true;
    });
}

void Timeline::count(const KeptState& kept, int sign) {
  const std::size_t bytes = bytesOf(*kept.state);
  for (std::size_t* sum : {&m_bytes, kept.isEvent ? &m_eventBytes : nullptr})
    if (sum != nullptr) sign > 0 ? * sum += bytes : * sum -= bytes;
}

std::size_t Timeline::keptStates() const {
  std::size_t count = 0;
  for (const LaneRecord& lane : m_now.lanes) count += lane.kept.size();
  return count;
}

TimelineMap Timeline::map() const {
  TimelineMap map = mapOf(m_now);
  map.isThinned = m_isThinned;
  return map;
}

}  // namespace pellucid::engine

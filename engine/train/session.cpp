// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/session.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <iterator>
#include <utility>

#include "engine/base/check.h"
#include "engine/train/test_times.h"

namespace pellucid::engine {
namespace {

template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};

/// A way that takes longer is reported, and can be given up.
constexpr auto kShort = std::chrono::milliseconds(100);

}  // namespace

Session::Session() : m_thread([this] { work(); }) {}

Session::~Session() {
  {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
  }
  m_wake.notify_one();
  m_thread.join();
}

std::uint64_t Session::post(Command command) {
  std::uint64_t number = 0;
  {
    const std::lock_guard lock(m_mutex);
    m_commands.push_back(std::move(command));
    number = ++m_posted;
  }
  m_wake.notify_one();
  return number;
}

Update Session::poll() {
  Update update;
  {
    const std::lock_guard lock(m_mutex);
    m_wanted = true;
    // History waits for its snapshot.
    if (m_latest) update = takeLatest();
  }
  m_wake.notify_one();
  return update;
}

Update Session::pollAfter(std::uint64_t number) {
  std::unique_lock lock(m_mutex);
  check(number <= m_posted, "pollAfter: no such command");
  m_published.wait(lock, [&] { return m_latest && m_latest->lastCommand >= number; });
  m_wanted = true;
  return takeLatest();
}

Update Session::takeLatest() {
  return {.snapshot = std::exchange(m_latest, nullptr),
          .history = std::exchange(m_history, {}),
          .isWhole = std::exchange(m_isWhole, false),
          .captured = std::exchange(m_captured, {})};
}

void Session::work() {
  for (;;) {
    bool wanted = false;
    {
      std::unique_lock lock(m_mutex);
      const auto isNeeded = [this] {
        return m_stopping || !m_commands.empty() || (m_wanted && m_hasUnpublishedStep);
      };
      const bool isBusy = isMeasuring() || m_place;
      if (!isBusy && !isRunning())
        m_wake.wait(lock, isNeeded);
      else if (!isBusy && m_stepsPerSecond > 0)
        m_wake.wait_until(lock, m_nextStep, isNeeded);
      if (m_stopping) return;
      std::ranges::move(m_commands, std::back_inserter(m_todo));
      m_commands.clear();
      wanted = m_wanted;
    }
    // Before the first step, so that a new run's snapshot never comes after its points.
    if (obeyAll()) {
      publish();
      wanted = false;  // done; another would replace a whole one
    }

    const auto phaseBefore = m_phase.index();
    const bool isStepDue =
        isRunning() && !m_isTestDue && (m_stepsPerSecond <= 0 || Clock::now() >= m_nextStep);
    if (isStepDue) guarded([&] { trainOnce(); });
    if ((wanted && m_hasUnpublishedStep) || m_phase.index() != phaseBefore) publish();
    // After the snapshot, which does not wait for it.
    if (isMeasuring()) {
      guarded([&] { measure(); });
      if (!isMeasuring() && !isRunning()) publish();
    }
  }
}

bool Session::obeyAll() {
  bool isObeyed = false;
  for (;;) {
    if (m_place && isWayGivenUp())
      m_place.reset();
    else if (m_place)
      guarded([this] { goOn(); });
    else if (m_todo.empty())
      return isObeyed;
    else
      guarded([this] {
        Command command = std::move(m_todo.front());
        m_todo.pop_front();
        obey(command);
      });
    if (m_place && Clock::now() - m_left > kShort) return isObeyed;
    if (m_place) continue;
    ++m_obeyed;
    isObeyed = true;
  }
}

bool Session::isMeasuring() const {
  if (!m_trainer || m_place || std::holds_alternative<Failed>(m_phase) || isBroken(m_phase)) return false;
  // At rest, the figures shown belong to the weights shown.
  const bool isStale = !m_test || m_test->step != m_trainer->state().step;
  return m_isTestDue || (isStale && !isRunning());
}

void Session::guarded(const std::function<void()>& work) {
  try {
    work();
  } catch (const std::exception& bug) {
    m_phase = Failed{Message::untranslated(bug.what())};
  }
}

void Session::obey(Command& command) {
  std::visit(Overloaded{
                 [this](StartRun& start) { obey(start); },
                 [this](const ApplyLive& live) { obey(live); },
                 [this](const Train&) { run(std::nullopt); },
                 [this](const Pause&) { pause(); },
                 [this](const TrainSteps& steps) {
                   if (m_trainer && steps.count > 0) run(goal() + steps.count);
                 },
                 [this](const TrainEpoch&) {
                   if (m_trainer) run((goal() / m_trainer->stepsPerEpoch() + 1) * m_trainer->stepsPerEpoch());
                 },
                 [this](const GoTo& place) { obey(place); },
                 [this](const StepBack& back) {
                   if (m_trainer && back.count > 0)
                     obey(GoTo{.lane = m_timeline.lane(), .step = m_trainer->state().step - back.count});
                 },
                 [this](const SetParameter& edit) { obey(edit); },
                 [this](const EditTimeline& timeline) { obey(timeline); },
                 [this](const WatchParameter& watch) { obey(watch); },
                 [this](const Keep&) { m_keeps = true; },
                 [this](const Capture& capture) { obey(capture); },
                 [this](const SetSpeed& speed) {
                   m_stepsPerSecond = speed.stepsPerSecond;
                   m_nextStep = Clock::now();
                 },
             },
             command);
}

void Session::obey(const ApplyLive& live) {
  if (!m_trainer || compare(m_trainer->experiment(), live.experiment) != Change::Live) return;
  if (const auto valid = validate(live.experiment, m_trainer->dataset()); !valid) {
    m_phase = Failed{valid.error().message};
    return;
  }
  const bool areOtherSamples = !areEqual(live.experiment.data.own, m_trainer->experiment().data.own);
  m_trainer->applyLive(live.experiment);
  if (areOtherSamples) forgetMeasured();
  m_timeline.settingChanged(*m_trainer);
  followLane();
}

void Session::obey(const GoTo& place) {
  if (!m_trainer || place.lane >= m_timeline.laneCount() || m_timeline.isGone(place.lane)) return;
  // A bug or a refusal is not undone by going back; a divergence is.
  if (std::holds_alternative<Failed>(m_phase)) return;
  m_place = {
      .lane = place.lane,
      .step = std::clamp(place.step, m_timeline.earliest(), m_timeline.record().lanes[place.lane].end)};
  m_left = Clock::now();
  m_until.reset();
  pause();
}

void Session::goOn() {
  const auto begin = Clock::now();
  const auto isInterrupted = [&] {
    if (Clock::now() - begin > kShort) return true;
    const std::lock_guard lock(m_mutex);
    return m_stopping;
  };
  const GoTo place = *std::exchange(m_place, std::nullopt);  // whatever happens
  const auto diverged = m_timeline.goTo(*m_trainer, place.lane, place.step, isInterrupted);
  ++m_revision;
  m_hasUnpublishedStep = true;
  if (m_watched) m_watched->follow(*m_trainer);
  forgetMeasured();
  followLane();
  m_seconds = secondsHere();
  rest(Paused{});
  if (diverged)
    m_phase = *diverged;
  else if (m_timeline.step() != place.step)
    m_place = place;
}

bool Session::isWayGivenUp() const {
  if (m_todo.empty() || Clock::now() - m_left < kShort) return false;
  const Command& next = m_todo.front();
  return std::holds_alternative<GoTo>(next) || std::holds_alternative<Pause>(next) ||
         std::holds_alternative<StartRun>(next);
}

void Session::obey(const EditTimeline& timeline) {
  if (!m_trainer) return;
  m_timeline.edit(timeline.edit);
  if (const auto refuge = m_timeline.refuge()) obey(GoTo{.lane = refuge->lane, .step = refuge->step});
}

double Session::secondsHere() const {
  const std::int64_t step = m_trainer->state().step;
  const bool isUnpublished = !m_since.train.empty() && m_since.train.front().step <= step;
  return secondsAt(isUnpublished ? m_since.train : m_lanes[m_lane].train, step);
}

void Session::obey(const SetParameter& edit) {
  if (!m_trainer || std::holds_alternative<Failed>(m_phase)) return;
  m_trainer->setParameter(edit.index, edit.value);
  ++m_revision;
  m_timeline.parameterChanged(*m_trainer, edit.index);
  followLane();
  if (m_watched) m_watched->follow(*m_trainer);
  m_until.reset();
  forgetMeasured();
  rest(Paused{});
}

void Session::rest(Phase phase) {
  auto notFinite = m_trainer->findNotFinite();
  m_phase = notFinite ? Phase(*std::move(notFinite)) : std::move(phase);
}

void Session::obey(const WatchParameter& watch) {
  const bool isThere = m_trainer && watch.parameter && *watch.parameter >= 0 &&
                       *watch.parameter < m_trainer->network()->parameterCount();
  if (!isThere)
    m_watched.reset();
  else if (!m_watched || m_watched->parameter() != *watch.parameter)
    m_watched.emplace(*m_trainer, *watch.parameter);
}

void Session::leaveRun(bool isForGood) {
  if (isForGood)
    m_formers.clear();
  else if (m_trainer)
    m_formers.push_back({.run = m_run,
                         .revision = m_revision,
                         .timeline = std::move(m_timeline),
                         .lanes = std::move(m_lanes),
                         .lane = m_lane,
                         .record = nullptr});
  // Half of the memory is for the next run; the others share the rest, and are dropped, oldest first, where
  // they cannot be thinned enough.
  constexpr std::size_t kOfFormers = Timeline::kDefaultMemory / 2;
  for (Former& former : m_formers) {
    former.timeline.setMemory(kOfFormers / m_formers.size());
    former.record = nullptr;  // which still holds what was dropped
  }
  while (formerBytes() > kOfFormers) m_formers.pop_front();
  m_timeline = Timeline(Timeline::kDefaultMemory - formerBytes());
}

std::size_t Session::formerBytes() const {
  std::size_t sum = 0;
  for (const Former& former : m_formers) {
    sum += former.timeline.bytes();
    for (const History& lane : former.lanes)
      sum += (lane.train.size() + lane.test.size()) * sizeof(HistoryPoint);
  }
  return sum;
}

bool Session::returnToRun(std::uint64_t revision) {
  const auto former = std::ranges::find_if(m_formers, [this, revision](const Former& candidate) {
    return candidate.run == m_run && candidate.revision == revision &&
           candidate.timeline.step() == m_trainer->state().step;
  });
  if (former == m_formers.end()) return false;
  m_timeline = std::move(former->timeline);
  m_lanes = std::move(former->lanes);
  m_lane = former->lane;
  m_formers.erase(former);
  m_timeline.setMemory(Timeline::kDefaultMemory - formerBytes());
  return true;
}

void Session::obey(StartRun& start) {
  leaveRun(start.isAlone);
  m_run = start.run;
  m_revision = start.revision;
  m_place.reset();
  const bool isSameNetwork = m_trainer && m_trainer->experiment().network == start.experiment.network &&
                             m_trainer->dataset().shape == start.dataset->shape;
  const auto watched = isSameNetwork && m_watched ? std::optional(m_watched->parameter()) : std::nullopt;
  m_watched.reset();
  m_trainer.reset();
  forgetMeasured();
  m_until.reset();
  {
    // Points of the replaced run must not be appended to the new one's curves.
    const std::lock_guard lock(m_mutex);
    m_history = {};
    m_isWhole = false;
    m_latest = nullptr;
  }
  m_since = {};
  m_lanes = {std::move(start.history)};
  m_lane = 0;
  auto trainer = Trainer::create(start.experiment, start.dataset);
  if (!trainer) {
    m_phase = Failed{trainer.error().message};
    return;
  }
  if (start.state) {
    if (const auto restored = trainer->restore(std::move(*start.state)); !restored) {
      m_phase = Failed{restored.error().message};
      return;
    }
  }
  m_trainer = std::make_unique<Trainer>(std::move(*trainer));
  if (returnToRun(start.revision)) {
    showLane();
  } else if (start.timeline) {
    m_timeline.resume(*start.timeline, *m_trainer);
    m_timeline.keepApart(stepsPerCopy(*m_trainer));
    m_lane = m_timeline.lane();
    std::vector<History> lanes = start.timeline->histories;
    if (lanes.empty()) {
      lanes.resize(m_timeline.laneCount());
      lanes[m_lane] = std::move(m_lanes.front());
    }
    check(lanes.size() == m_timeline.laneCount(), "StartRun: a lane has no history");
    m_lanes = std::move(lanes);
    showLane();  // which may continue beyond the cursor
  } else {
    m_timeline.begin(*m_trainer);
    m_timeline.keepApart(stepsPerCopy(*m_trainer));
  }
  m_seconds = secondsHere();
  obey(WatchParameter{watched});
  rest(Idle{});
}

void Session::run(std::optional<std::int64_t> until) {
  if (!m_trainer || !canGoOn(m_phase)) return;
  m_until = until;
  if (isRunning()) return;
  m_phase = Running{};
  m_nextStep = Clock::now();
  m_measuredSince = m_nextStep;
  m_measuredSamples = 0;
  m_measuredSteps = 0;
  m_samplesPerSecond = 0;
}

void Session::pause() {
  if (isRunning()) m_phase = Paused{};
}

std::int64_t Session::goal() const {
  return isRunning() && m_until ? *m_until : m_trainer->state().step;
}

void Session::trainOnce() {
  m_hasUnpublishedStep = true;
  const Clock::time_point begin = Clock::now();
  const auto result = m_trainer->step();
  if (const auto* diverged = std::get_if<Diverged>(&result)) {
    m_timeline.diverged(*diverged);
    m_phase = *diverged;
    return;
  }
  m_seconds += std::chrono::duration<double>(Clock::now() - begin).count();
  ++m_revision;
  if (m_watched) m_watched->afterStep(*m_trainer);
  const std::int64_t step = m_trainer->state().step;
  const bool isNew = m_timeline.stepped(*m_trainer);
  if (!isNew) m_seconds = secondsHere();
  if (!isNew && m_watched) m_watched->follow(*m_trainer);  // which may have been set by hand there
  m_train = pointHere(std::get<Metrics>(result));
  m_train->sizes = m_trainer->sizes();
  if (isNew) append(m_since.train, std::span(&*m_train, 1));
  ++m_measuredSteps;
  m_measuredSamples += static_cast<std::int64_t>(m_trainer->batchSamples());
  m_isTestDue = isTestDue(step, m_trainer->stepsPerEpoch());
  if (m_trainer->stopReason())
    m_phase = Finished{*m_trainer->stopReason()};
  else if (m_until && step >= *m_until)
    pause();
  if (m_stepsPerSecond > 0)
    m_nextStep +=
        std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / m_stepsPerSecond));
}

HistoryPoint Session::pointHere(const Metrics& metrics) const {
  // A millionth of a second is precise enough.
  return {.step = m_trainer->state().step, .metrics = metrics, .seconds = std::round(m_seconds * 1e6) / 1e6};
}

void Session::measure() {
  const auto metrics = m_trainer->measureTest();
  if (!metrics) return;
  m_isTestDue = false;
  m_test = pointHere(*metrics);
  // Where the past is visited does not affect the run.
  if (m_test->step == m_timeline.end()) {
    m_timeline.tested(metrics->loss);
    appendTests(m_since.test, std::span(&*m_test, 1));
  }
  m_hasUnpublishedStep = true;
}

void Session::forgetMeasured() {
  m_isTestDue = false;
  m_train.reset();
  m_test.reset();
}

void Session::followLane() {
  if (m_lane == m_timeline.lane()) return;
  append(m_lanes[m_lane], m_since);
  m_since = {};
  m_lanes.resize(std::min(m_lanes.size(), m_timeline.laneCount()));
  while (m_lanes.size() < m_timeline.laneCount()) {
    const std::size_t lane = m_lanes.size();
    m_lanes.push_back(upTo(m_lanes[*m_timeline.parent(lane)], m_timeline.fork(lane)));
  }
  m_lane = m_timeline.lane();
  showLane();
}

void Session::showLane() {
  const std::lock_guard lock(m_mutex);
  m_history = m_lanes[m_lane];
  m_isWhole = true;
}

}  // namespace pellucid::engine

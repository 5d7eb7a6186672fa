// SPDX-License-Identifier: GPL-3.0-or-later
// How the session reports on itself: the moments that it hands out.
#include "engine/train/session.h"

namespace pellucid::engine {
namespace {

/// Training of this length between two kept states is repeated quickly, and copying states takes only a small
/// part of it.
constexpr double kReplaySeconds = 0.025;

}  // namespace

std::shared_ptr<Snapshot> Session::makeSnapshot(bool isWhole) {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->run = m_run;
  snapshot->lastCommand = m_obeyed;
  snapshot->revision = m_revision;
  snapshot->phase = m_phase;
  snapshot->train = m_train;
  snapshot->test = m_test;
  snapshot->samplesPerSecond = isRunning() ? m_samplesPerSecond : 0;
  if (m_trainer) {
    snapshot->network = m_trainer->network();
    snapshot->experiment = m_trainer->experiment();
    snapshot->dataset = m_trainer->datasetPtr();
    const RunState& state = m_trainer->state();
    snapshot->isWhole = isWhole;
    if (isWhole)
      snapshot->state = state;
    else
      snapshot->state = {.weights = state.weights,
                         .optimizer = {},
                         .step = state.step,
                         .plateau = state.plateau,
                         .stopping = {}};
    snapshot->stepsPerEpoch = m_trainer->stepsPerEpoch();
    snapshot->earliestStep = m_timeline.earliest();
    snapshot->timeline = m_timeline.map();
    snapshot->watched = m_watched;
  }
  return snapshot;
}

void Session::obey(const Capture&) {
  auto snapshot = makeSnapshot(true);
  snapshot->lastCommand = m_obeyed + 1;
  if (m_trainer) {
    auto record = std::make_shared<TimelineRecord>(m_timeline.record());
    record->histories = m_lanes;
    append(record->histories[m_lane], m_since);
    snapshot->record = std::move(record);
  }
  for (Former& former : m_formers) {
    if (!former.record) {
      auto record = std::make_shared<TimelineRecord>(former.timeline.record());
      record->histories = former.lanes;
      former.record = std::move(record);
    }
    snapshot->formers.push_back({.run = former.run, .revision = former.revision, .record = former.record});
  }
  const std::lock_guard lock(m_mutex);
  m_captured.push_back(std::move(snapshot));
}

void Session::publish() {
  if (isRunning()) {
    constexpr double kWindow = 0.25;
    const std::chrono::duration<double> elapsed = Clock::now() - m_measuredSince;
    if (elapsed.count() >= kWindow) {
      m_samplesPerSecond = static_cast<double>(m_measuredSamples) / elapsed.count();
      m_timeline.keepApart(
          static_cast<std::int64_t>(kReplaySeconds * static_cast<double>(m_measuredSteps) / elapsed.count()));
      m_measuredSteps = 0;
      m_measuredSince = Clock::now();
      m_measuredSamples = 0;
    }
  }
  const bool keeps = std::exchange(m_keeps, false);
  auto snapshot = makeSnapshot(keeps || !isRunning());
  m_hasUnpublishedStep = false;
  {
    const std::lock_guard lock(m_mutex);
    m_latest = std::move(snapshot);
    append(m_history, m_since);
    m_wanted = false;
  }
  if (m_trainer) append(m_lanes[m_lane], m_since);
  m_since.train.clear();
  m_since.test.clear();
  m_published.notify_all();
}

}  // namespace pellucid::engine

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sessions.h"

#include <thread>

namespace pellucid::tests {

engine::StartRun start(std::uint64_t run, const engine::Experiment& experiment) {
  return {.run = run, .experiment = experiment, .dataset = syntheticDataset(), .state = {}};
}

engine::RunState trained(const engine::Experiment& experiment, std::int64_t steps) {
  auto trainer = engine::Trainer::create(experiment, syntheticDataset()).value();
  while (trainer.state().step < steps && std::holds_alternative<engine::Metrics>(trainer.step())) {
  }
  return trainer.state();
}

using namespace engine;

void SessionWatcher::look() {
  Update update = m_session.poll();
  if (update.snapshot) {
    if (update.isWhole || (m_snapshot && m_snapshot->run != update.snapshot->run)) m_history = {};
    m_snapshot = std::move(update.snapshot);
  }
  const auto append = [](auto& to, const auto& points) { to.insert(to.end(), points.begin(), points.end()); };
  append(m_history.train, update.history.train);
  append(m_history.test, update.history.test);
}

const Snapshot& SessionWatcher::waitFor(const std::function<bool(const Snapshot&)>& condition) {
  for (;;) {
    look();
    if (m_snapshot && condition(*m_snapshot)) return *m_snapshot;
    std::this_thread::yield();
  }
}

const Snapshot& SessionWatcher::waitForCommand(std::uint64_t number) {
  return waitFor([&](const Snapshot& snapshot) { return snapshot.lastCommand >= number; });
}

const Snapshot& SessionWatcher::waitForRest(std::uint64_t number) {
  return waitFor([&](const Snapshot& snapshot) {
    const bool isMeasured = snapshot.test && snapshot.test->step == snapshot.state.step;
    const bool isAtRest = !std::holds_alternative<Running>(snapshot.phase);
    const bool hasFailed = std::holds_alternative<Failed>(snapshot.phase);
    return snapshot.lastCommand >= number && isAtRest && (isMeasured || hasFailed);
  });
}

}  // namespace pellucid::tests

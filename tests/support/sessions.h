// SPDX-License-Identifier: GPL-3.0-or-later
// Watches a Session as a view would: polls it, keeps the newest snapshot and joins the pieces of its history.
// Waiting means polling until a condition holds, never sleeping; ctest ends a test whose condition never
// comes.
#pragma once

#include <functional>

#include "engine/train/session.h"
#include "tests/support/datasets.h"

namespace pellucid::tests {

/// On the synthetic data set.
engine::StartRun start(std::uint64_t run, const engine::Experiment& experiment = smallExperiment());
/// The state after this many steps, from the textbook loop.
engine::RunState trained(const engine::Experiment& experiment, std::int64_t steps);

class SessionWatcher {
 public:
  explicit SessionWatcher(engine::Session& session) : m_session(session) {}

  /// Polls once.
  void look();
  /// Polls until the newest snapshot satisfies the condition, and returns it.
  const engine::Snapshot& waitFor(const std::function<bool(const engine::Snapshot&)>& condition);
  /// Waits until the command with this number has been executed.
  const engine::Snapshot& waitForCommand(std::uint64_t number);
  /// Waits until that command has been executed and the run rests, with its test loss up to date.
  const engine::Snapshot& waitForRest(std::uint64_t number);

  bool hasSnapshot() const { return m_snapshot != nullptr; }
  const engine::Snapshot& snapshot() const { return *m_snapshot; }
  const engine::History& history() const { return m_history; }

 private:
  engine::Session& m_session;
  std::shared_ptr<const engine::Snapshot> m_snapshot;
  engine::History m_history;
};

}  // namespace pellucid::tests

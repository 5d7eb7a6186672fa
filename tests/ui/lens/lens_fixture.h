// SPDX-License-Identifier: GPL-3.0-or-later
// A run whose moments are whole and know their timeline, as a session hands them out when it is asked.
#pragma once

#include "engine/inspect/lens/step_lens.h"
#include "engine/train/timeline.h"
#include "tests/support/run_of_moments.h"

namespace pellucid::tests {

class TimedRun {
 public:
  explicit TimedRun(const engine::Experiment& experiment = experimentFor(*squareImages(4, 3, 200), {5}))
      : m_dataset(squareImages(4, 3, 200)),
        m_trainer(engine::Trainer::create(experiment, m_dataset).value()) {
    m_timeline.begin(m_trainer);
  }

  /// After `steps` more steps.
  ui::MomentPtr next(int steps = 0, bool isRunning = false) {
    for (int i = 0; i < steps; ++i) {
      m_trainer.step();
      m_timeline.stepped(m_trainer);
    }
    ui::Moment moment = momentOf(m_trainer, m_dataset, testInput(*m_dataset, 0));
    auto snapshot = std::make_shared<engine::Snapshot>(*moment.snapshot);
    snapshot->revision = static_cast<std::uint64_t>(m_trainer.state().step);
    snapshot->timeline = m_timeline.map();
    snapshot->isWhole = !isRunning;
    if (isRunning) snapshot->phase = engine::Running{};
    moment.snapshot = std::move(snapshot);
    return share(std::move(moment));
  }
  /// Goes back to a step.
  ui::MomentPtr back(std::int64_t step) {
    m_timeline.goTo(m_trainer, 0, step);
    return next();
  }
  /// The same moment, with its timeline.
  std::shared_ptr<const engine::Snapshot> captured(const ui::MomentPtr& moment) const {
    auto snapshot = std::make_shared<engine::Snapshot>(*moment->snapshot);
    snapshot->isWhole = true;
    snapshot->record = std::make_shared<const engine::TimelineRecord>(m_timeline.record());
    return snapshot;
  }
  const engine::DatasetPtr& dataset() const { return m_dataset; }

 private:
  engine::DatasetPtr m_dataset;
  engine::Trainer m_trainer;
  engine::Timeline m_timeline;
};

/// A lens with known values for everything shown.
inline engine::StepLens knownLens() {
  engine::StepLens lens{.rate = 0.1, .rates = {0.001, 0.01, 0.1, 1, 10}};
  lens.own = {
      .batch = {1.99, 1.9, 1.4, 1.2, 6}, .test = {2.99, 2.95, 2.6, 2.7, INFINITY}, .best = 0.5, .least = 1.0};
  lens.gradient = {
      .batch = {2, 1.99, 1.95, 1.7, 1.5}, .test = {3, 3, 2.95, 2.8, 2.9}, .best = 10, .least = 1.5};
  lens.batchNow = 2;
  lens.batchThen = 1.4;
  lens.testNow = 3;
  lens.testThen = 2.6;
  lens.batchSize = 8;
  lens.testSize = 40;
  return lens;
}

}  // namespace pellucid::tests

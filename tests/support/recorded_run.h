// SPDX-License-Identifier: GPL-3.0-or-later
// A run with its timeline that remembers every state as it was the first time, to be compared with when it is
// gone to again.
#pragma once

#include <QtTest>
#include <map>
#include <utility>

#include "engine/base/random.h"
#include "engine/train/timeline.h"
#include "tests/support/datasets.h"

namespace pellucid::tests {

/// A run with its timeline, and each state as it was the first time.
struct RecordedRun {
  explicit RecordedRun(const engine::Experiment& experiment,
                       std::size_t memory = engine::Timeline::kDefaultMemory)
      : trainer(engine::Trainer::create(experiment, syntheticDataset()).value()), timeline(memory) {
    timeline.begin(trainer);
    note();
  }
  /// That of a file, of which `before` knows what it was the first time.
  RecordedRun(const RecordedRun& before, const engine::TimelineRecord& record, const engine::RunState& cursor,
              std::size_t memory = engine::Timeline::kDefaultMemory)
      : trainer(engine::Trainer::create(before.trainer.experiment(), syntheticDataset()).value()),
        timeline(memory),
        states(before.states) {
    QVERIFY(trainer.restore(cursor).has_value());
    timeline.resume(record, trainer);
  }

  void note() { states.insert_or_assign({timeline.lane(), trainer.state().step}, trainer.state()); }
  void train(std::int64_t steps) {
    for (std::int64_t i = 0; i < steps; ++i) {
      if (!std::holds_alternative<engine::Metrics>(trainer.step())) return;
      const bool isNew = timeline.stepped(trainer);
      if (isNew)
        note();
      else
        QVERIFY(trainer.state() == at(timeline.lane(), trainer.state().step));
    }
  }
  void setRate(double rate) {
    trainer.setLearningRate(rate);
    timeline.settingChanged(trainer);
    note();
  }
  void freeze(std::size_t layer, bool isFrozen) {
    trainer.setFrozen(layer, isFrozen);
    timeline.settingChanged(trainer);
    note();
  }
  void set(engine::Index index, double value) {
    trainer.setParameter(index, static_cast<engine::Scalar>(value));
    timeline.parameterChanged(trainer, index);
    note();
  }
  /// What a lane shares with its parent was noted there.
  const engine::RunState& at(std::size_t lane, std::int64_t step) const {
    while (!states.contains({lane, step})) lane = *timeline.parent(lane);
    return states.at({lane, step});
  }
  void goTo(std::size_t lane, std::int64_t step) {
    timeline.goTo(trainer, lane, step);
    QVERIFY(trainer.state() == at(lane, step));
    QCOMPARE(trainer.state().step, step);
    QCOMPARE(timeline.lane(), lane);
  }

  engine::Trainer trainer;
  engine::Timeline timeline;
  std::map<std::pair<std::size_t, std::int64_t>, engine::RunState> states;
};

/// Enough for so many states of the small experiment.
inline std::size_t memoryFor(std::size_t states) {
  const engine::RunState state = RecordedRun(smallExperiment()).trainer.state();
  const auto scalars = state.weights.size() + state.optimizer.first.size() + state.optimizer.second.size();
  return states * (static_cast<std::size_t>(scalars) * sizeof(engine::Scalar) + sizeof(engine::RunState));
}

/// Something that a learner may do: goes anywhere, changes something there or not, and trains on a little.
inline void liveOn(RecordedRun& run, engine::Random& random) {
  const auto below = [&random](std::size_t count) { return static_cast<std::size_t>(random.below(count)); };
  const std::size_t lane = below(run.timeline.laneCount());
  run.goTo(lane, static_cast<std::int64_t>(
                     below(static_cast<std::size_t>(run.timeline.map().lanes[lane].end) + 1)));
  switch (below(7)) {
    case 0:
      run.setRate(0.001 * static_cast<double>(1 + below(20)));
      break;
    case 1:
      run.freeze(0, below(2) == 0);
      break;
    case 2:
      run.set(static_cast<engine::Index>(below(20)), 2 * random.uniform() - 1);
      break;
    default:
      break;
  }
  run.train(static_cast<std::int64_t>(below(12)));
}

}  // namespace pellucid::tests

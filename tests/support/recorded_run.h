// SPDX-License-Identifier: GPL-3.0-or-later
// A run with its timeline that remembers every state, and the loss of every step, as they were the first
// time, to be compared with when they are gone to again.
#pragma once

#include <QtTest>
#include <map>
#include <utility>

#include "engine/base/random.h"
#include "engine/train/timeline.h"
#include "tests/support/datasets.h"

namespace pellucid::tests {

struct RecordedRun {
  explicit RecordedRun(const engine::Experiment& experiment,
                       std::size_t memory = engine::Timeline::kDefaultMemory)
      : trainer(engine::Trainer::create(experiment, syntheticDataset()).value()), timeline(memory) {
    timeline.begin(trainer);
    note();
  }
  /// From a file; `before` knows what its run was like originally.
  RecordedRun(const RecordedRun& before, const engine::TimelineRecord& record, const engine::RunState& cursor,
              std::size_t memory = engine::Timeline::kDefaultMemory)
      : trainer(engine::Trainer::create(before.trainer.experiment(), syntheticDataset()).value()),
        timeline(memory),
        states(before.states),
        losses(before.losses) {
    QVERIFY(trainer.restore(cursor).has_value());
    timeline.resume(record, trainer);
  }

  void note() { states.insert_or_assign({timeline.lane(), trainer.state().step}, trainer.state()); }
  void train(std::int64_t steps) {
    for (std::int64_t i = 0; i < steps; ++i) {
      const auto result = trainer.step();
      const auto* batch = std::get_if<engine::Metrics>(&result);
      if (batch == nullptr) return;
      const bool isNew = timeline.stepped(trainer);
      const std::int64_t step = trainer.state().step;
      if (isNew) {
        note();
        losses.insert_or_assign({timeline.lane(), step}, *batch);
      } else {
        QVERIFY(trainer.state() == at(timeline.lane(), step));
        QVERIFY(*batch == losses.at({owner(timeline.lane(), step), step}));
      }
    }
  }
  void change(const engine::Experiment& settings) {
    trainer.applyLive(settings);
    timeline.settingChanged(trainer);
    note();
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
  /// What a lane shares with its parent was noted under the parent.
  const engine::RunState& at(std::size_t lane, std::int64_t step) const {
    while (!states.contains({lane, step})) lane = *timeline.parent(lane);
    return states.at({lane, step});
  }
  void goTo(std::size_t lane, std::int64_t step) {
    timeline.goTo(trainer, lane, step);
    QVERIFY(trainer.state() == at(lane, step));
    QCOMPARE(trainer.state().step, step);
    QCOMPARE(timeline.lane(), lane);
    // The next step, if it was done, must have the same loss again.
    const auto next = losses.find({owner(lane, step + 1), step + 1});
    if (next == losses.end()) return;
    engine::Trainer copy = trainer;
    const auto result = copy.step();
    QVERIFY(std::holds_alternative<engine::Metrics>(result));
    QVERIFY(std::get<engine::Metrics>(result) == next->second);
  }
  /// The lane that did the step on the way to `lane`.
  std::size_t owner(std::size_t lane, std::int64_t step) const {
    while (timeline.parent(lane) && step <= timeline.fork(lane)) lane = *timeline.parent(lane);
    return lane;
  }

  engine::Trainer trainer;
  engine::Timeline timeline;
  std::map<std::pair<std::size_t, std::int64_t>, engine::RunState> states;
  std::map<std::pair<std::size_t, std::int64_t>, engine::Metrics> losses;  ///< of the step that led there
};

/// Enough for `states` states of the small experiment.
inline std::size_t memoryFor(std::size_t states) {
  const engine::RunState state = RecordedRun(smallExperiment()).trainer.state();
  const auto scalars = state.weights.size() + state.optimizer.first.size() + state.optimizer.second.size();
  return states * (static_cast<std::size_t>(scalars) * sizeof(engine::Scalar) + sizeof(engine::RunState));
}

/// Changes some of the settings that take effect at once.
inline engine::Experiment otherSettings(engine::Experiment experiment, engine::Random& random) {
  engine::TrainingSpec& training = experiment.training;
  const auto number = static_cast<double>(random.below(5));
  const auto& schedules = engine::kEnumNames<engine::ScheduleKind>;
  switch (random.below(6)) {
    case 0:
      training.schedule = engine::defaultSchedule(schedules[random.below(schedules.size())].value);
      break;
    case 1:
      training.stopping.patience = static_cast<std::int64_t>(number);
      break;
    case 2:
      training.stopping.targetAccuracy = 0.2 * number;
      break;
    case 3:
      training.clipping = {.norm = 0.05 * number, .value = random.below(2) == 0 ? 0 : 0.02};
      break;
    case 4:
      training.settings.weightDecay = 0.01 * number;
      break;
    default:
      experiment.network.layers[0].rateFactor = 0.5 * (1 + number);
  }
  return experiment;
}

/// Something a learner may do: goes anywhere, changes something there or not, and trains a little.
inline void liveOn(RecordedRun& run, engine::Random& random) {
  const auto below = [&random](std::size_t count) { return static_cast<std::size_t>(random.below(count)); };
  const std::size_t lane = below(run.timeline.laneCount());
  for (std::size_t gone = lane; run.timeline.isGone(lane); gone = *run.timeline.parent(gone))
    run.timeline.edit(engine::RemoveLane{.lane = gone, .isRemoved = false});
  run.goTo(lane, static_cast<std::int64_t>(
                     below(static_cast<std::size_t>(run.timeline.map().lanes[lane].end) + 1)));
  switch (below(12)) {
    case 0:
      run.setRate(0.001 * static_cast<double>(1 + below(20)));
      break;
    case 1:
      run.freeze(0, below(2) == 0);
      break;
    case 2:
      run.set(static_cast<engine::Index>(below(20)), 2 * random.uniform() - 1);
      break;
    case 3:
    case 4:
      run.change(otherSettings(run.trainer.experiment(), random));
      break;
    case 5:
      run.timeline.edit(engine::SetBookmark{.lane = lane, .step = run.timeline.step(), .note = "here"});
      break;
    case 6: {
      const std::size_t away = below(run.timeline.laneCount());
      run.timeline.edit(engine::RemoveLane{.lane = away});
      // No cursor may be on a removed lane.
      if (run.timeline.refuge()) run.timeline.edit(engine::RemoveLane{.lane = away, .isRemoved = false});
      break;
    }
    default:
      break;
  }
  run.train(static_cast<std::int64_t>(below(12)));
}

}  // namespace pellucid::tests

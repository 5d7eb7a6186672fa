// SPDX-License-Identifier: GPL-3.0-or-later
// Every moment of a run can be gone to, bit for bit as it was the first time, however few states are kept;
// going there forgets nothing, and a change in the past opens another lane.
#include "engine/train/timeline.h"

#include <QtTest>
#include <limits>
#include <map>

#include "engine/base/random.h"
#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// A run with its timeline, and each state as it was the first time.
struct Recorded {
  explicit Recorded(const Experiment& experiment, std::size_t memory = Timeline::kDefaultMemory)
      : trainer(Trainer::create(experiment, syntheticDataset()).value()), timeline(memory) {
    timeline.begin(trainer);
    note();
  }

  void note() { states.insert_or_assign({timeline.lane(), trainer.state().step}, trainer.state()); }
  void train(std::int64_t steps) {
    for (std::int64_t i = 0; i < steps; ++i) {
      if (!std::holds_alternative<Metrics>(trainer.step())) return;
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
  void set(Index index, double value) {
    trainer.setParameter(index, static_cast<Scalar>(value));
    timeline.parameterChanged(trainer, index);
    note();
  }
  /// What a lane shares with its parent was noted there.
  const RunState& at(std::size_t lane, std::int64_t step) const {
    while (!states.contains({lane, step})) lane = *timeline.parent(lane);
    return states.at({lane, step});
  }
  void goTo(std::size_t lane, std::int64_t step) {
    timeline.goTo(trainer, lane, step);
    QVERIFY(trainer.state() == at(lane, step));
    QCOMPARE(trainer.state().step, step);
    QCOMPARE(timeline.lane(), lane);
  }

  Trainer trainer;
  Timeline timeline;
  std::map<std::pair<std::size_t, std::int64_t>, RunState> states;
};

/// Enough for so many states of the small experiment.
std::size_t memoryFor(std::size_t states) {
  const RunState state = Recorded(smallExperiment()).trainer.state();
  const auto scalars = state.weights.size() + state.optimizer.first.size() + state.optimizer.second.size();
  return states * (static_cast<std::size_t>(scalars) * sizeof(Scalar) + sizeof(RunState));
}

/// Twenty kinds of training: every optimizer, schedules, penalties, clipping, stopping, and layers that draw
/// random numbers or keep statistics.
std::vector<std::pair<std::string, Experiment>> kinds() {
  std::vector<std::pair<std::string, Experiment>> all;
  for (const auto& [optimizer, name] : kEnumNames<Optimizer>)
    all.emplace_back(name, withOptimizer(optimizer));
  for (const auto& [kind, name] : kEnumNames<ScheduleKind>) {
    Experiment experiment = smallExperiment();
    experiment.training.schedule = defaultSchedule(kind);
    experiment.training.schedule.warmupSteps = 5;
    all.emplace_back(name, experiment);
  }
  const auto add = [&all](const char* name, auto change) {
    Experiment experiment = smallExperiment();
    change(experiment);
    all.emplace_back(name, experiment);
  };
  add("batch norm and dropout", [](Experiment& e) {
    e.network.layers.insert(e.network.layers.begin() + 1, {batchNorm(Activation::Relu), dropout(0.3)});
  });
  add("clipping by norm", [](Experiment& e) { e.training.clipping.norm = 0.1; });
  add("patience", [](Experiment& e) {
    e.training.learningRate = 0.5;
    e.training.stopping.patience = 2;
  });
  add("label smoothing", [](Experiment& e) { e.training.labelSmoothing = 0.1; });
  add("batches of one", [](Experiment& e) { e.training.batchSize = 1; });
  add("in order", [](Experiment& e) { e.training.shuffle = false; });
  return all;
}

}  // namespace

class TestTimeline : public QObject {
  Q_OBJECT

 private slots:
  void thousandJumpsOverTwentyKindsOfRuns() {
    const auto all = kinds();
    QVERIFY(all.size() >= 20);
    for (std::size_t kind = 0; kind < all.size(); ++kind) {
      Random random(kind, "jumps");
      const auto below = [&random](std::size_t count) {
        return static_cast<std::size_t>(random.below(count));
      };
      Recorded run(all[kind].second, memoryFor(kind % 2 == 0 ? 6 : 200));
      run.train(40);
      for (int jump = 0; jump < 50; ++jump) {
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
            run.set(static_cast<Index>(below(20)), 2 * random.uniform() - 1);
            break;
          default:
            break;
        }
        run.train(static_cast<std::int64_t>(below(12)));
        if (QTest::currentTestFailed()) {
          qInfo("%s, jump %d", all[kind].first.c_str(), jump);
          return;
        }
      }
    }
  }

  /// Training on from the past is the same training, and forgets nothing of what comes.
  void followsTheLaneWithAllThatWasChangedOnIt() {
    Recorded run(smallExperiment());
    run.train(10);
    run.setRate(0.05);
    run.train(10);
    run.set(3, 0.5);
    run.train(10);
    run.goTo(0, 5);
    QCOMPARE(run.trainer.experiment().training.learningRate, smallExperiment().training.learningRate);
    run.train(25);
    QCOMPARE(run.trainer.experiment().training.learningRate, 0.05);
    QCOMPARE(run.timeline.laneCount(), 1U);
    QCOMPARE(run.timeline.end(), 30);
    run.train(1);
    QCOMPARE(run.timeline.end(), 31);
  }

  void aChangeInThePastOpensALane() {
    Recorded run(smallExperiment());
    run.train(20);
    run.goTo(0, 8);
    run.setRate(0.1);
    QCOMPARE(run.timeline.laneCount(), 2U);
    QCOMPARE(run.timeline.lane(), 1U);
    QCOMPARE(run.timeline.fork(1), 8);
    run.train(20);
    QVERIFY(run.at(1, 12) != run.at(0, 12));
    run.goTo(0, 20);
    QCOMPARE(run.trainer.experiment().training.learningRate, smallExperiment().training.learningRate);
    run.goTo(1, 28);
    QCOMPARE(run.trainer.experiment().training.learningRate, 0.1);
    // What both share belongs to the first: a change there leaves it, whichever lane is looked at.
    run.goTo(1, 4);
    run.freeze(0, true);
    QCOMPARE(run.timeline.parent(2), std::optional<std::size_t>(0));
    QCOMPARE(run.timeline.fork(2), 4);
    // At its end a lane goes on.
    run.goTo(1, 28);
    run.setRate(0.2);
    QCOMPARE(run.timeline.laneCount(), 3U);
  }

  /// As an undo does it, or a slider that is dragged there and back.
  void aChangeThatIsTakenBackLeavesNoLane() {
    Recorded run(smallExperiment());
    run.train(20);
    run.goTo(0, 8);
    run.setRate(0.1);
    run.setRate(0.2);
    QCOMPARE(run.timeline.laneCount(), 2U);
    QCOMPARE(run.timeline.map().lanes[1].events.size(), 1U);
    run.setRate(smallExperiment().training.learningRate);
    QCOMPARE(run.timeline.laneCount(), 1U);
    QCOMPARE(run.timeline.lane(), 0U);
    run.train(12);
    run.goTo(0, 20);
    run.setRate(0.1);
    run.setRate(smallExperiment().training.learningRate);
    QVERIFY(run.timeline.map().lanes[0].events.empty());
  }

  void notesStandOnTheLaneThatDidTheStep() {
    Recorded run(smallExperiment());
    run.train(20);
    run.goTo(0, 8);
    run.setRate(0.1);
    run.train(5);
    run.timeline.edit(SetBookmark{.lane = 1, .step = 4, .note = "early"});
    run.timeline.edit(SetBookmark{.lane = 1, .step = 12, .note = "late"});
    run.timeline.edit(SetBookmark{.lane = 1, .step = 8, .note = "here"});
    run.timeline.edit(SetBookmark{.lane = 1, .step = 99, .note = "beyond"});
    run.timeline.edit(SetBookmark{.lane = 7, .step = 1, .note = "nowhere"});
    const auto notes = [&run](std::size_t lane) {
      std::vector<std::pair<std::int64_t, std::string>> all;
      const TimelineMap map = run.timeline.map();
      for (const TimelineEvent& event : map.lanes[lane].events)
        if (const auto* bookmark = std::get_if<Bookmark>(&event.change))
          all.emplace_back(event.step, bookmark->note);
      return all;
    };
    using Notes = std::vector<std::pair<std::int64_t, std::string>>;
    QCOMPARE(notes(0), (Notes{{4, "early"}}));
    QCOMPARE(notes(1), (Notes{{8, "here"}, {12, "late"}}));
    // Another note takes the place of the one before, and none takes it away; the way stays the same.
    run.timeline.edit(SetBookmark{.lane = 1, .step = 12, .note = "later"});
    run.timeline.edit(SetBookmark{.lane = 0, .step = 4, .note = std::nullopt});
    QCOMPARE(notes(0), Notes());
    QCOMPARE(notes(1), (Notes{{8, "here"}, {12, "later"}}));
    run.goTo(0, 20);
    run.goTo(1, 13);
    run.goTo(1, 4);
    run.train(9);
    // A lane that ends because its change is taken back leaves its note to the step, which is the parent's.
    run.goTo(0, 15);
    run.setRate(0.2);
    run.timeline.edit(SetBookmark{.lane = 2, .step = 15, .note = "kept"});
    run.setRate(smallExperiment().training.learningRate);
    QCOMPARE(run.timeline.laneCount(), 2U);
    QCOMPARE(notes(0), (Notes{{15, "kept"}}));
    run.goTo(0, 20);
  }

  void lanesAreTakenAwayWithThoseThatBeganOnThem() {
    Recorded run(smallExperiment());
    run.train(20);
    run.goTo(0, 8);
    run.setRate(0.1);
    run.train(10);
    run.goTo(1, 12);
    run.setRate(0.3);
    run.train(4);
    run.timeline.edit(RemoveLane{.lane = 0});
    QVERIFY(!run.timeline.isGone(0));  // everything hangs on it
    QVERIFY(!run.timeline.refuge());
    run.timeline.edit(RemoveLane{.lane = 1});
    QVERIFY(run.timeline.isGone(1) && run.timeline.isGone(2));
    QCOMPARE(run.timeline.refuge()->lane, 0U);
    QCOMPARE(run.timeline.refuge()->step, 8);
    run.goTo(0, 8);
    QVERIFY(!run.timeline.refuge());
    const auto map = run.timeline.map();
    QVERIFY(!map.lanes[0].isRemoved && map.lanes[1].isRemoved && map.lanes[2].isRemoved);
    run.timeline.edit(RemoveLane{.lane = 1, .isRemoved = false});
    QVERIFY(!run.timeline.isGone(2));
    run.goTo(2, 16);
  }

  /// They are trained again when they come back.
  void lanesThatAreAwayGiveTheirMemoryFirst() {
    Recorded run(smallExperiment(), memoryFor(30));
    run.train(12);
    run.goTo(0, 4);
    run.setRate(0.1);
    run.train(12);
    run.goTo(0, 12);
    run.timeline.edit(RemoveLane{.lane = 1});
    QVERIFY(!run.timeline.map().lanes[1].kept.empty());
    run.timeline.setMemory(memoryFor(15));
    QVERIFY(run.timeline.map().lanes[1].kept.empty());
    QCOMPARE(run.timeline.map().lanes[0].kept.size(), std::size_t{13});
    run.timeline.edit(RemoveLane{.lane = 1, .isRemoved = false});
    run.goTo(1, 16);
    run.goTo(1, 4);
    run.goTo(0, 4);
  }

  void theLowestTestOfEachLane() {
    Recorded run(smallExperiment());
    const auto best = [&run](std::size_t lane) {
      const auto mark = run.timeline.map().lanes[lane].best;
      return mark ? std::pair(mark->step, mark->loss) : std::pair(std::int64_t{-1}, 0.0);
    };
    QCOMPARE(best(0).first, -1);
    for (const double loss : {3.0, 1.0, 2.0, 0.5, 0.7, std::numeric_limits<double>::quiet_NaN()}) {
      run.train(1);
      run.timeline.tested(loss);
    }
    QCOMPARE(best(0), (std::pair<std::int64_t, double>(4, 0.5)));
    // Of a lane, only what was tested on it; what is tested again was measured before.
    run.goTo(0, 3);
    run.timeline.tested(2.0);
    run.setRate(0.1);
    run.train(2);
    run.timeline.tested(0.6);
    QCOMPARE(best(0).first, 4);
    QCOMPARE(best(1), (std::pair<std::int64_t, double>(5, 0.6)));
    // A weight that is set by hand makes another network of the step.
    run.goTo(0, 6);
    run.timeline.tested(0.1);
    run.set(0, 0.25);
    QCOMPARE(best(0), (std::pair<std::int64_t, double>(4, 0.5)));
    run.timeline.tested(0.2);
    QCOMPARE(best(0), (std::pair<std::int64_t, double>(6, 0.2)));
  }

  void staysWithinItsMemory() {
    Recorded run(smallExperiment(), memoryFor(8));
    run.train(300);
    QVERIFY(run.timeline.keptStates() <= 8);
    QVERIFY(run.timeline.keptStates() >= 4);
    QVERIFY(run.timeline.map().isThinned);
    const std::vector<std::int64_t> kept = run.timeline.map().lanes[0].kept;
    for (std::size_t i = 2; i < kept.size(); ++i) QCOMPARE(kept[i] - kept[i - 1], kept[1] - kept[0]);
    // Events go as well where they would take it all.
    for (int i = 0; i < 30; ++i) {
      run.set(0, 0.01 * i);
      run.train(1);
    }
    QVERIFY(run.timeline.keptStates() <= 9);
    for (const std::int64_t step : {329, 317, 302, 150, 0}) run.goTo(0, step);
  }

  void keepsTheBeginningHoweverSmallTheMemory() {
    Recorded run(smallExperiment(), 1);
    run.train(9);
    QCOMPARE(run.timeline.keptStates(), 1U);
    run.goTo(0, 0);
    run.goTo(0, 7);
  }

  void keepsApartWhatIsTooDense() {
    Recorded run(smallExperiment());
    run.train(40);
    run.timeline.keepApart(20);
    QCOMPARE(run.timeline.map().lanes[0].kept, (std::vector<std::int64_t>{0, 16, 32}));
    run.train(40);
    QCOMPARE(run.timeline.map().lanes[0].kept, (std::vector<std::int64_t>{0, 16, 32, 48, 64, 80}));
    QVERIFY(!run.timeline.map().isThinned);
  }

  /// Large states are copied seldom, and so are those of quick steps.
  void aGuessHowFarApart() {
    const auto guess = [](Index units, Index batch) {
      Experiment experiment = smallExperiment();
      experiment.network.layers[0].units = units;
      experiment.training.batchSize = batch;
      return stepsPerCopy(Trainer::create(experiment, syntheticDataset()).value());
    };
    QVERIFY(guess(5, 8) >= 32);
    QVERIFY(guess(2000, 1) > guess(2000, 32));
    QVERIFY(guess(2000, 60) >= 1);
  }

  void aRunThatGoesOnBeginsWhereItDoes() {
    Trainer trainer = Trainer::create(smallExperiment(), syntheticDataset()).value();
    for (int i = 0; i < 7; ++i) QVERIFY(std::holds_alternative<Metrics>(trainer.step()));
    const RunState start = trainer.state();
    Timeline timeline;
    timeline.begin(trainer);
    QVERIFY(std::holds_alternative<Metrics>(trainer.step()));
    timeline.stepped(trainer);
    timeline.goTo(trainer, 0, 2);  // before the beginning is the beginning
    QCOMPARE(trainer.state(), start);
    timeline.goTo(trainer, 0, 99);
    QCOMPARE(trainer.state().step, 8);
  }
};

PELLUCID_TEST(tst_timeline, TestTimeline)
#include "tst_timeline.moc"

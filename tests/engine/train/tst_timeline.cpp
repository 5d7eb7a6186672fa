// SPDX-License-Identifier: GPL-3.0-or-later
// Every moment of a run can be gone to, bit for bit as it was the first time, however few states are kept;
// going there forgets nothing, and a change in the past opens another lane.
#include "engine/train/timeline.h"

#include <QtTest>
#include <algorithm>
#include <limits>

#include "engine/base/random.h"
#include "tests/support/recorded_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// More than twenty kinds of training: every optimizer, schedules, penalties, clipping, stopping, layers that
/// draw random numbers or keep statistics, and all of it at once.
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
  add("varied samples", [](Experiment& e) { e.training.augmentation = {.shift = 0.3, .noise = 0.1}; });
  add("patience", [](Experiment& e) {
    e.training.learningRate = 0.5;
    e.training.stopping.patience = 2;
  });
  add("label smoothing", [](Experiment& e) { e.training.labelSmoothing = 0.1; });
  add("batches of one", [](Experiment& e) { e.training.batchSize = 1; });
  add("in order", [](Experiment& e) { e.training.shuffle = false; });
  add("convolution", [](Experiment& e) {
    e.network.layers.insert(e.network.layers.begin(),
                            {conv2d(2, 1, Activation::Relu), dropout(0.2), flatten()});
  });
  add("everything at once", [](Experiment& e) {
    e.network.layers.insert(e.network.layers.begin() + 1, {batchNorm(Activation::Relu), dropout(0.3)});
    e.network.layers[0].rateFactor = 0.5;
    e.training.settings.weightDecay = 0.01;
    e.training.schedule = defaultSchedule(ScheduleKind::Plateau);
    e.training.clipping = {.norm = 0.5, .value = 0.1};
    e.training.stopping.patience = 3;
    e.training.augmentation = {.shift = 0.2, .noise = 0.1};
    e.training.labelSmoothing = 0.05;
  });
  return all;
}

}  // namespace

class TestTimeline : public QObject {
  Q_OBJECT

 private slots:
  /// States and losses stay the same, although rates, padlocks, weights, schedules, penalties and stopping
  /// rules are changed anywhere, and lanes come and go.
  void thousandJumpsOverTwentyKindsOfRuns() {
    const auto all = kinds();
    QVERIFY(all.size() >= 20);
    std::size_t lanes = 0;
    for (std::size_t kind = 0; kind < all.size(); ++kind) {
      Random random(kind, "jumps");
      RecordedRun run(all[kind].second, memoryFor(kind % 2 == 0 ? 6 : 200));
      run.train(40);
      for (int jump = 0; jump < 50; ++jump) {
        liveOn(run, random);
        if (QTest::currentTestFailed()) {
          qInfo("%s, jump %d", all[kind].first.c_str(), jump);
          return;
        }
      }
      lanes += run.timeline.laneCount();
    }
    QVERIFY(lanes > 100);  // so there was somewhere to go
  }

  /// Training on from the past is the same training, and forgets nothing that comes after.
  void followsTheLaneWithAllThatWasChangedOnIt() {
    RecordedRun run(smallExperiment());
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
    RecordedRun run(smallExperiment());
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
    // What both share belongs to the first: a change there leaves it, whichever lane is shown.
    run.goTo(1, 4);
    run.freeze(0, true);
    QCOMPARE(run.timeline.parent(2), std::optional<std::size_t>(0));
    QCOMPARE(run.timeline.fork(2), 4);
    // At its end a lane continues.
    run.goTo(1, 28);
    run.setRate(0.2);
    QCOMPARE(run.timeline.laneCount(), 3U);
  }

  /// As by an undo, or a slider dragged back and forth.
  void aChangeThatIsTakenBackLeavesNoLane() {
    RecordedRun run(smallExperiment());
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
    RecordedRun run(smallExperiment());
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
    // Another note replaces the one before, and an empty one removes it; the path stays the same.
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
    RecordedRun run(smallExperiment());
    run.train(20);
    run.goTo(0, 8);
    run.setRate(0.1);
    run.train(10);
    run.goTo(1, 12);
    run.setRate(0.3);
    run.train(4);
    run.timeline.edit(RemoveLane{.lane = 0});
    QVERIFY(!run.timeline.isGone(0));  // everything depends on it
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
    RecordedRun run(smallExperiment(), memoryFor(30));
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
    RecordedRun run(smallExperiment());
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
    // A lane counts only its own tests; what is tested again was measured before.
    run.goTo(0, 3);
    run.timeline.tested(2.0);
    run.setRate(0.1);
    run.train(2);
    run.timeline.tested(0.6);
    QCOMPARE(best(0).first, 4);
    QCOMPARE(best(1), (std::pair<std::int64_t, double>(5, 0.6)));
    // Setting a weight by hand gives the step another network.
    run.goTo(0, 6);
    run.timeline.tested(0.1);
    run.set(0, 0.25);
    QCOMPARE(best(0), (std::pair<std::int64_t, double>(4, 0.5)));
    run.timeline.tested(0.2);
    QCOMPARE(best(0), (std::pair<std::int64_t, double>(6, 0.2)));
    // Each test may be better than all before it: not all are remembered.
    for (int i = 0; i < 50; ++i) {
      run.train(1);
      run.timeline.tested(0.1 / (i + 1));
    }
    QCOMPARE(best(0), (std::pair<std::int64_t, double>(56, 0.1 / 50)));
    QVERIFY(run.timeline.record().lanes[0].records.size() <= 2);
  }

  /// What is set before the first step does not count as changed along the way.
  void aRunBeginsWithWhatIsSetBeforeItsFirstStep() {
    RecordedRun run(smallExperiment());
    run.setRate(0.3);
    run.freeze(0, true);
    QVERIFY(run.timeline.map().lanes[0].events.empty());
    QCOMPARE(run.timeline.record().first->training.learningRate, 0.3);
    run.train(9);
    run.setRate(0.1);
    run.train(4);
    QCOMPARE(run.timeline.map().lanes[0].events.size(), std::size_t{1});
    const auto change = std::get<SettingChange>(run.timeline.map().lanes[0].events[0].change);
    QCOMPARE(change.before->training.learningRate, 0.3);
    QVERIFY(change.before->network.layers[0].frozen);
    run.goTo(0, 5);
    QCOMPARE(run.trainer.experiment().training.learningRate, 0.3);
    run.goTo(0, 0);
    run.train(13);
    // Afterwards it makes another path.
    run.goTo(0, 0);
    run.setRate(0.2);
    QCOMPARE(run.timeline.laneCount(), std::size_t{2});
    QCOMPARE(run.timeline.map().lanes[1].events.size(), std::size_t{1});
  }

  void staysWithinItsMemory() {
    RecordedRun run(smallExperiment(), memoryFor(8));
    run.train(300);
    QVERIFY(run.timeline.keptStates() <= 8);
    QVERIFY(run.timeline.keptStates() >= 4);
    QVERIFY(run.timeline.map().isThinned);
    const std::vector<std::int64_t> kept = run.timeline.map().lanes[0].kept;
    for (std::size_t i = 2; i < kept.size(); ++i) QCOMPARE(kept[i] - kept[i - 1], kept[1] - kept[0]);
    // Events are dropped as well if they would take all the room.
    for (int i = 0; i < 30; ++i) {
      run.set(0, 0.01 * i);
      run.train(1);
    }
    QVERIFY(run.timeline.keptStates() <= 9);
    for (const std::int64_t step : {329, 317, 302, 150, 0}) run.goTo(0, step);
  }

  void keepsTheBeginningHoweverSmallTheMemory() {
    RecordedRun run(smallExperiment(), 1);
    run.train(9);
    QCOMPARE(run.timeline.keptStates(), 1U);
    run.goTo(0, 0);
    run.goTo(0, 7);
  }

  void keepsApartWhatIsTooDense() {
    RecordedRun run(smallExperiment());
    run.train(40);
    run.timeline.keepApart(20);
    QCOMPARE(run.timeline.map().lanes[0].kept, (std::vector<std::int64_t>{0, 16, 32}));
    run.train(40);
    QCOMPARE(run.timeline.map().lanes[0].kept, (std::vector<std::int64_t>{0, 16, 32, 48, 64, 80}));
    QVERIFY(!run.timeline.map().isThinned);
  }

  /// As after opening a file, which keeps fewer.
  void statesOnTheWayAreKept() {
    RecordedRun run(smallExperiment());
    run.train(40);
    run.goTo(0, 20);
    run.setRate(0.1);
    run.train(30);
    run.goTo(0, 40);
    RecordedRun again(run, Timeline::thinned(run.timeline.record(), 1 << 20, 3), run.trainer.state());
    again.timeline.keepApart(8);
    again.goTo(0, 19);
    for (const std::int64_t step : {31, 45}) again.goTo(1, step);
    const TimelineMap map = again.timeline.map();
    for (const std::int64_t step : {8, 16}) QVERIFY(std::ranges::count(map.lanes[0].kept, step) == 1);
    for (const std::int64_t step : {24, 32, 40}) QVERIFY(std::ranges::count(map.lanes[1].kept, step) == 1);
    QVERIFY(std::ranges::is_sorted(map.lanes[1].kept));
    for (const std::int64_t step : {41, 33, 17, 44}) again.goTo(1, step);
    for (const std::int64_t step : {39, 12}) again.goTo(0, step);
  }

  /// Large states are copied rarely, and so are those of fast steps.
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

  /// With an interruption before every step, the path is the same.
  void aWayCanBeGoneInParts() {
    RecordedRun run(smallExperiment(), memoryFor(2));
    run.train(40);
    int asked = 0;
    const auto everyOther = [&asked] { return ++asked % 2 == 0; };
    run.goTo(0, 1);
    int parts = 0;
    for (; run.timeline.step() < 39; ++parts) {
      QVERIFY(!run.timeline.goTo(run.trainer, 0, 39, everyOther));
      QVERIFY(run.trainer.state() == run.at(0, run.timeline.step()));
    }
    QVERIFY(parts > 1);
    QCOMPARE(run.timeline.end(), 40);
  }

  /// Other arithmetic gives other bits: what was kept is unchanged, what is trained again is distinguished
  /// from it, and what is done for the first time counts as it is.
  void whatIsTrainedAgainElsewhereIsTold() {
    RecordedRun run(smallExperiment());
    run.timeline.keepApart(8);
    run.train(30);
    TimelineRecord record = run.timeline.record();
    markElsewhere(record);
    RecordedRun again(run, record, run.trainer.state());
    const auto isToldAt = [&again](std::int64_t step) {
      again.timeline.goTo(again.trainer, 0, step);
      return again.timeline.map().isRecomputed;
    };
    QVERIFY(!again.timeline.map().isRecomputed);
    for (const std::int64_t step : {0, 8, 16, 24, 30}) QVERIFY(!isToldAt(step));
    for (const std::int64_t step : {1, 7, 9, 15, 29}) QVERIFY(isToldAt(step));
    QCOMPARE(again.timeline.map().lanes[0].kept, (std::vector<std::int64_t>{0, 8, 16, 24, 30}));
    // Following the lane past a kept state uses that state.
    again.timeline.goTo(again.trainer, 0, 7);
    again.train(1);
    QVERIFY(!again.timeline.map().isRecomputed);
    again.train(3);
    QVERIFY(again.timeline.map().isRecomputed);
    // A lane that begins here counts as computed here, and so does what comes after the end.
    again.setRate(0.5);
    again.train(5);
    QVERIFY(!again.timeline.map().isRecomputed);
    again.goTo(1, 13);
    QVERIFY(!again.timeline.map().isRecomputed);
    again.goTo(0, 30);
    again.train(10);
    QVERIFY(!isToldAt(37));
    // What was recomputed is not kept in a file.
    QVERIFY(isToldAt(15));
    again.train(9);
    const TimelineRecord thin = Timeline::thinned(again.timeline.record(), 1 << 20, 100);
    for (const LaneRecord& lane : thin.lanes)
      for (const KeptState& kept : lane.kept) QVERIFY(!kept.isRecomputed);
  }

  /// If it ends where it did not end the first time, it stays there and says why.
  void aWayThatDivergesElsewhereIsToldAndEnds() {
    RecordedRun run(smallExperiment());
    run.timeline.keepApart(64);
    run.train(20);
    TimelineRecord record = run.timeline.record();
    auto broken = std::make_shared<RunState>(*record.lanes[0].kept[0].state);
    broken->weights.setConstant(std::numeric_limits<Scalar>::quiet_NaN());
    record.lanes[0].kept[0].state = broken;
    RecordedRun again(run, record, run.trainer.state());
    const auto diverged = again.timeline.goTo(again.trainer, 0, 5);
    QVERIFY(diverged.has_value());
    QCOMPARE(again.timeline.step(), 0);
    QVERIFY(!again.timeline.goTo(again.trainer, 0, 20));
    QVERIFY(again.trainer.state() == run.at(0, 20));
  }

  void aRunThatGoesOnBeginsWhereItDoes() {
    Trainer trainer = Trainer::create(smallExperiment(), syntheticDataset()).value();
    for (int i = 0; i < 7; ++i) QVERIFY(std::holds_alternative<Metrics>(trainer.step()));
    const RunState start = trainer.state();
    Timeline timeline;
    timeline.begin(trainer);
    QVERIFY(std::holds_alternative<Metrics>(trainer.step()));
    timeline.stepped(trainer);
    timeline.goTo(trainer, 0, 2);  // before the beginning means the beginning
    QCOMPARE(trainer.state(), start);
    timeline.goTo(trainer, 0, 99);
    QCOMPARE(trainer.state().step, 8);
  }
};

PELLUCID_TEST(tst_timeline, TestTimeline)
#include "tst_timeline.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The same run with other seeds and settings: each as a session trains it, bit for bit.
#include "engine/train/repeat.h"

#include <QtTest>
#include <cmath>

#include "tests/support/own_points.h"
#include "tests/support/recorded_run.h"
#include "tests/support/sessions.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::engine;

namespace {

RepeatSpec seeds(std::initializer_list<std::uint64_t> all, std::int64_t steps) {
  RepeatSpec spec{.experiments = {}, .dataset = tests::syntheticDataset(), .steps = steps};
  for (const std::uint64_t seed : all) {
    spec.experiments.push_back(tests::smallExperiment());
    spec.experiments.back().seed = seed;
  }
  return spec;
}

/// The curves of such a run in the window's session.
History sessionHistory(StartRun command, std::int64_t steps) {
  Session session;
  tests::SessionWatcher watcher(session);
  watcher.waitForRest(session.post(std::move(command)));
  watcher.waitForRest(session.post(TrainSteps{steps}));
  return watcher.history();
}

}  // namespace

class TestRepeat : public QObject {
  Q_OBJECT

 private slots:
  void eachSeedIsWhatASessionTrains() {
    const RepeatSpec spec = seeds({1, 5, 6}, 21);  // in the middle of an epoch of 8
    const auto runs = repeat(spec, 3).value();
    QCOMPARE(runs.size(), 3U);
    for (std::size_t i = 0; i < runs.size(); ++i) {
      QVERIFY(runs[i].isDone && !runs[i].diverged);
      QCOMPARE(runs[i].place, i);
      QCOMPARE(runs[i].steps, 21);
      const History expected = sessionHistory(tests::start(1, spec.experiments[i]), 21);
      QVERIFY(runs[i].history == expected);
    }
    QVERIFY(runs[0].history != runs[1].history);
    // However many threads there are.
    const auto alone = repeat(spec, 1).value();
    for (std::size_t i = 0; i < runs.size(); ++i) QVERIFY(alone[i].history == runs[i].history);
  }

  void allBeginWithTheWeightsThatAreGiven() {
    RepeatSpec spec = seeds({1, 5}, 9);
    const Vector initial = tests::trained(tests::smallExperiment(), 3).weights;
    spec.initial = std::make_shared<const Vector>(initial);
    const auto runs = repeat(spec, 2).value();
    for (std::size_t i = 0; i < runs.size(); ++i) {
      StartRun command = tests::start(1, spec.experiments[i]);
      command.state = firstState(initial, Optimizer::Adam, 2);
      QVERIFY(runs[i].history == sessionHistory(command, 9));
    }
    QVERIFY(runs[0].history.test.front() == runs[1].history.test.front());
  }

  /// The run's own seed gives what the run gave, on its cursor's lane.
  void whatWasChangedOnTheWayIsChangedAgain() {
    tests::RecordedRun run(tests::smallExperiment());
    run.train(5);
    run.setRate(0.05);
    run.train(6);
    run.set(3, 0.5);
    run.train(9);
    run.goTo(0, 14);
    run.freeze(0, true);  // on a separate lane
    run.train(7);
    run.setRate(0.2);
    run.train(10);
    run.timeline.edit(SetBookmark{.lane = 1, .step = 16, .note = "not a change"});
    const auto changes = changesOnWay(run.timeline.map());
    QCOMPARE(changes.size(), 5U);  // including the beginning
    QCOMPARE(changes.front().step, 0);
    RepeatSpec spec = seeds({1, 5}, 31);
    for (Experiment& experiment : spec.experiments)
      experiment = withLiveSettings(experiment, run.trainer.experiment());
    spec.changes = {changes, changes};
    const auto runs = repeat(spec, 2).value();
    QCOMPARE(runs[0].history.train.size(), 31U);
    for (const HistoryPoint& point : runs[0].history.train)
      QVERIFY(point.metrics == run.losses.at({run.owner(1, point.step), point.step}));
    QVERIFY(runs[0].history.test.back().metrics == run.trainer.evaluateTest());
    // The other seed, by hand.
    Experiment other = tests::smallExperiment();
    other.seed = 5;
    Trainer trainer = Trainer::create(other, tests::syntheticDataset()).value();
    for (const HistoryPoint& point : runs[1].history.train) {
      const std::int64_t step = trainer.state().step;
      if (step == 5) trainer.setLearningRate(0.05);
      if (step == 11) trainer.setParameter(3, Scalar(0.5));
      if (step == 14) trainer.setFrozen(0, true);
      if (step == 21) trainer.setLearningRate(0.2);
      QVERIFY(std::get<Metrics>(trainer.step()) == point.metrics);
    }
    QVERIFY(runs[1].history.test.back().metrics == trainer.evaluateTest());
    // Without changes there is nothing to do, and there are no settings to begin with.
    QVERIFY(changesOnWay({}).empty());
    QVERIFY(changesOnWay(tests::RecordedRun(tests::smallExperiment()).timeline.map()).empty());
  }

  void aRuleThatWasLiftedOnTheWayEndsNothing() {
    Experiment stopping = tests::smallExperiment();
    stopping.training.stopping.steps = 11;
    const auto before = std::make_shared<const Experiment>(stopping);
    RepeatSpec spec = seeds({1}, 20);
    const auto after = std::make_shared<const Experiment>(spec.experiments[0]);
    spec.changes = {{{.step = 0, .change = SettingChange{.before = before, .experiment = before}},
                     {.step = 11, .change = SettingChange{.before = before, .experiment = after}}}};
    QCOMPARE(repeat(spec, 1)->front().steps, 20);
    spec.changes[0].pop_back();
    QCOMPARE(repeat(spec, 1)->front().steps, 11);
  }

  void samplesThatWerePaintedOnTheWayArePaintedAgain() {
    const auto painted = [](std::size_t count) {
      OwnSamples own = tests::paintedPoints(80);
      own.points.resize(count);
      return tests::paintedExperiment(tests::shared(own));
    };
    const Experiment first = painted(20);
    const Experiment last = painted(60);
    RepeatSpec spec{.experiments = {last}, .dataset = tests::ownDataset(last.data), .steps = 30};
    const auto before = std::make_shared<const Experiment>(first);
    const auto after = std::make_shared<const Experiment>(last);
    spec.changes = {{{.step = 0, .change = SettingChange{.before = before, .experiment = before}},
                     {.step = 13, .change = SettingChange{.before = before, .experiment = after}}}};
    const auto runs = repeat(spec, 1).value();
    Trainer trainer = Trainer::create(first, tests::ownDataset(first.data)).value();
    for (const HistoryPoint& point : runs[0].history.train) {
      if (trainer.state().step == 13) trainer.applyLive(last);
      QVERIFY(std::get<Metrics>(trainer.step()) == point.metrics);
    }
    QCOMPARE(trainer.state().step, 30);
  }

  void ownRulesAndDivergencesEndARun() {
    RepeatSpec spec = seeds({1, 5, 6}, 40);
    spec.experiments[0].training.stopping.steps = 11;
    spec.experiments[1].training.optimizer = Optimizer::Sgd;
    spec.experiments[1].training.settings = defaultSettings(Optimizer::Sgd);
    spec.experiments[1].training.learningRate = 1e6;
    const auto runs = repeat(spec, 2).value();
    QCOMPARE(runs[0].steps, 11);
    QCOMPARE(runs[0].history.test.back().step, 11);
    QVERIFY(runs[1].diverged && runs[1].isDone && runs[1].steps < 40);
    QCOMPARE(runs[2].steps, 40);
  }

  void whatIsImpossibleIsRefused() {
    RepeatSpec spec = seeds({1, 5}, 4);
    spec.experiments[1].training.learningRate = -1;
    QVERIFY(!repeat(spec, 2));
  }

  void itTellsAndCanBeStopped() {
    const RepeatSpec spec = seeds({1, 5}, 1'000'000'000);
    const Progress progress = Progress::watched();
    std::size_t told = 0;
    const auto runs = repeat(spec, 2, progress, [&](const Repetition& run) {
      ++told;
      if (run.steps >= 16) progress.cancel();
    });
    QVERIFY(runs && told > 2);
    for (const Repetition& run : *runs) QVERIFY(!run.isDone);
    QVERIFY(progress.share() > 0);
  }

  void aRunKnowsWhatItsStepsTook() {
    History run;
    QVERIFY(!secondsOf(run, 3));
    for (const std::int64_t step : {1, 2, 3, 4})
      run.train.push_back({.step = step, .metrics = {}, .seconds = 0.5 * static_cast<double>(step)});
    QCOMPARE(*secondsOf(run, 0), 0.0);
    QCOMPARE(*secondsOf(run, 3), 1.5);
    QCOMPARE(*secondsOf(run, 10), 5.0);
    run.train.front().seconds = kUnmeasured;
    QVERIFY(!secondsOf(run, 3));
  }

  void bandsAreLeastMedianAndMostOfCommonSteps() {
    const auto history = [](std::initializer_list<HistoryPoint> test) {
      return History{.train = {}, .test = test};
    };
    const History a = history({{0, {3, 0.1}}, {1, {2, 0.2}}, {4, {1, 0.5}}});
    const History b = history({{0, {5, 0.2}}, {4, {2, 0.75}}, {8, {1, 1}}});
    const History c = history({{0, {4, 0.9}}, {2, {1, 1}}, {4, {6, 0.25}}});
    const auto bands = testBands({&a, &b, &c});
    QCOMPARE(bands.size(), 2U);
    QCOMPARE(bands[0].step, 0);
    QVERIFY(bands[0].loss == (TestBand::Spread{3, 4, 5}));
    QVERIFY(bands[1].step == 4 && bands[1].accuracy == (TestBand::Spread{0.25, 0.5, 0.75}));
    QVERIFY(testBands({&a, &b})[1].loss == (TestBand::Spread{1, 1.5, 2}));
    QVERIFY(testBands({}).empty());
    QVERIFY(std::isnan(bands[0].seconds));  // there was no clock
    History timed = a;
    for (HistoryPoint& point : timed.test) point.seconds = 3;
    QCOMPARE(testBands({&timed})[2].seconds, 3.0);
    const History numbers = history({{0, {3, std::nan("")}}});
    QVERIFY(std::isnan(testBands({&numbers})[0].accuracy.median));
  }
};

PELLUCID_TEST(tst_repeat, TestRepeat)
#include "tst_repeat.moc"

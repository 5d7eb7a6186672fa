// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/session.h"

#include <fmt/format.h>

#include <QtTest>

#include <limits>

#include "tests/support/datasets.h"
#include "tests/support/messages.h"
#include "tests/support/sessions.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

auto reached(std::int64_t step) {
  return [step](const Snapshot& snapshot) { return snapshot.state.step >= step; };
}

/// True when the curve has exactly the steps 1 … last.
bool isComplete(const std::vector<HistoryPoint>& points, std::int64_t last) {
  if (static_cast<std::int64_t>(points.size()) != last) return false;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (points[i].step != static_cast<std::int64_t>(i) + 1) return false;
  return true;
}

}  // namespace

class TestSession : public QObject {
  Q_OBJECT

 private slots:
  void watchingAWeightChangesNoBitAndLosesNoStep() {
    constexpr Index kWatched = 7;
    Session session;
    SessionWatcher watcher(session);
    session.post(start(1));
    session.post(WatchParameter{kWatched});
    const auto trained40 = watcher.waitForRest(session.post(TrainSteps{40}));
    QVERIFY(trained40.state == trained(smallExperiment(), 40));
    QVERIFY(trained40.watched.has_value());
    QCOMPARE(trained40.watched->points().size(), std::size_t{41});
    for (const WeightPoint& point : trained40.watched->points())
      QCOMPARE(point.weight, static_cast<double>(trained(smallExperiment(), point.step).weights[kWatched]));

    // Going back forgets the path not taken; continuing takes it again, to the same values.
    const auto back = watcher.waitForRest(session.post(StepBack{15}));
    QCOMPARE(back.watched->points().back().step, std::int64_t{25});
    QCOMPARE(back.watched->points().size(), std::size_t{26});
    const auto again = watcher.waitForRest(session.post(TrainSteps{15}));
    QVERIFY(again.watched == trained40.watched);

    // The curve follows a weight set by hand; a new run of the same network keeps watching it.
    const auto edited = watcher.waitForRest(session.post(SetParameter{.index = kWatched, .value = 2}));
    QCOMPARE(edited.watched->points().back().weight, 2.0);
    QVERIFY(!edited.watched->points().back().change);
    const auto anew = watcher.waitForRest(session.post(start(2)));
    QCOMPARE(anew.watched->parameter(), kWatched);
    QCOMPARE(anew.watched->points().size(), std::size_t{1});
    Experiment other = smallExperiment();
    other.network.layers[0].units += 1;
    QVERIFY(!watcher.waitForRest(session.post(start(3, other))).watched);
    QVERIFY(!watcher.waitForRest(session.post(WatchParameter{Index{1} << 40})).watched);
  }

  void beginsIdleAndMeasured() {
    Session session;
    SessionWatcher watcher(session);
    const Snapshot& snapshot = watcher.waitForRest(session.post(start(7)));
    QCOMPARE(snapshot.run, std::uint64_t{7});
    QCOMPARE(phaseName(snapshot.phase), "idle");
    QCOMPARE(snapshot.experiment, smallExperiment());
    QVERIFY(snapshot.state == trained(smallExperiment(), 0));
    QCOMPARE(snapshot.network->inputs(), 6);
    QCOMPARE(snapshot.stepsPerEpoch, 8);
    QVERIFY(!snapshot.train);
    QCOMPARE(snapshot.test->metrics,
             Trainer::create(smallExperiment(), syntheticDataset()).value().evaluateTest());
    // At rest there is nothing new.
    QVERIFY(session.poll().snapshot == nullptr);
  }

  void commandsBeforeTheFirstRunDoNothing() {
    Session session;
    SessionWatcher watcher(session);
    session.post(Train{});
    session.post(TrainSteps{3});
    session.post(TrainEpoch{});
    session.post(ApplyLive{smallExperiment()});
    const Snapshot& snapshot = watcher.waitForCommand(session.post(Pause{}));
    QCOMPARE(phaseName(snapshot.phase), "idle");
    QVERIFY(snapshot.network == nullptr);
  }

  void stepsBackBitForBit() {
    Session session;
    SessionWatcher watcher(session);
    session.post(start(1));
    session.post(StepBack{});  // nothing has been done yet
    QCOMPARE(watcher.waitForRest(session.post(TrainSteps{12})).state.step, 12);
    QCOMPARE(watcher.snapshot().earliestStep, 0);
    QVERIFY(watcher.waitForRest(session.post(StepBack{5})).state == trained(smallExperiment(), 7));
    QCOMPARE(phaseName(watcher.snapshot().phase), "paused");
    QCOMPARE(watcher.snapshot().test->step, 7);
    QVERIFY(watcher.waitForRest(session.post(TrainSteps{3})).state == trained(smallExperiment(), 10));
    QVERIFY(watcher.waitForRest(session.post(StepBack{1000})).state == trained(smallExperiment(), 0));
    QCOMPARE(phaseName(watcher.snapshot().phase), "paused");
  }

  /// Going somewhere forgets nothing; a change there takes another path, whose curves are sent as a whole.
  void goesToEveryStepOfEveryLane() {
    Session session;
    session.post(start(1));
    session.post(TrainSteps{12});
    while (session.pollAfter(session.post(Keep{})).snapshot->state.step < 12) continue;
    const Update back = session.pollAfter(session.post(GoTo{.lane = 0, .step = 4}));
    QVERIFY(back.snapshot->state == trained(smallExperiment(), 4));
    QVERIFY(!back.isWhole);
    QCOMPARE(back.snapshot->timeline.lanes[0].end, 12);
    Experiment other = smallExperiment();
    other.training.learningRate = 0.1;
    const Update branched = session.pollAfter(session.post(ApplyLive{other}));
    QCOMPARE(branched.snapshot->timeline.lane, 1U);
    QVERIFY(branched.isWhole);
    QCOMPARE(branched.history.train.size(), 4U);
    session.post(TrainSteps{3});
    Update there = session.pollAfter(session.post(GoTo{.lane = 0, .step = 99}));  // to its end
    QVERIFY(there.snapshot->state == trained(smallExperiment(), 12));
    QVERIFY(there.isWhole);
    QCOMPARE(there.history.train.size(), 12U);
    QVERIFY(there.snapshot->experiment == smallExperiment());
    there = session.pollAfter(session.post(GoTo{.lane = 7, .step = 1}));  // there is no such lane
    QCOMPARE(there.snapshot->state.step, 12);
  }

  void aParameterSetByHandStopsTheRunAndIsItsNewBeginning() {
    Session session;
    SessionWatcher watcher(session);
    session.post(SetParameter{});  // there is nothing to set yet
    session.post(start(1));
    session.post(TrainSteps{4});
    const RunState before = watcher.waitForRest(session.post(Pause{})).state;
    session.post(Train{});
    watcher.waitFor(reached(before.step + 1));
    const Snapshot& edited =
        watcher.waitForRest(session.post(SetParameter{.index = 3, .value = Scalar(0.5)}));
    QCOMPARE(phaseName(edited.phase), "paused");
    QCOMPARE(edited.state.weights[3], Scalar(0.5));
    QCOMPARE(edited.test->step, edited.state.step);
    RunState expected = trained(smallExperiment(), edited.state.step);
    expected.weights[3] = Scalar(0.5);
    QCOMPARE(edited.state, expected);
    // The test loss is that of the edited network.
    Trainer trainer = Trainer::create(smallExperiment(), syntheticDataset()).value();
    QVERIFY(trainer.restore(expected).has_value());
    QCOMPARE(edited.test->metrics, trainer.evaluateTest());

    trainer.step();
    QCOMPARE(watcher.waitForRest(session.post(TrainSteps{1})).state, trainer.state());
    QCOMPARE(watcher.waitForRest(session.post(StepBack{1})).state, expected);
    QCOMPARE(watcher.waitForRest(session.post(StepBack{1})).state,
             trained(smallExperiment(), expected.step - 1));
    QCOMPARE(phaseName(watcher.waitForRest(session.post(SetParameter{.index = -1, .value = 0})).phase),
             "failed");
  }

  void goesBackBeforeADivergence() {
    Experiment experiment = smallExperiment();
    experiment.training.learningRate = kMaxLearningRate;
    experiment.training.optimizer = Optimizer::Sgd;
    Session session;
    SessionWatcher watcher(session);
    session.post(start(1, experiment));
    const Snapshot& diverged = watcher.waitForRest(session.post(Train{}));
    QCOMPARE(phaseName(diverged.phase), "diverged");
    const std::int64_t step = diverged.state.step;
    QVERIFY(step > 0);
    QVERIFY(watcher.waitForRest(session.post(StepBack{})).state == trained(experiment, step - 1));
    QCOMPARE(phaseName(watcher.snapshot().phase), "paused");
  }

  void finishesByItsOwnRulesAndCanGoOn() {
    Experiment experiment = smallExperiment();
    experiment.training.stopping.steps = 5;
    Session session;
    SessionWatcher watcher(session);
    session.post(start(1, experiment));
    const Snapshot& finished = watcher.waitForRest(session.post(Train{}));
    QCOMPARE(phaseName(finished.phase), "finished");
    QVERIFY(std::get<Finished>(finished.phase).reason == StopReason::Steps);
    QCOMPARE(finished.state.step, 5);
    QCOMPARE(watcher.waitForRest(session.post(TrainSteps{2})).state.step, 7);
    QCOMPARE(phaseName(watcher.snapshot().phase), "paused");
  }

  void stepsAndEpochsEndWhereTheyShould() {
    Session session;
    SessionWatcher watcher(session);
    session.post(start(1));
    QCOMPARE(watcher.waitForRest(session.post(TrainSteps{3})).state.step, 3);
    QCOMPARE(phaseName(watcher.snapshot().phase), "paused");
    QCOMPARE(watcher.waitForRest(session.post(TrainEpoch{})).state.step, 8);  // the rest of the first epoch
    QCOMPARE(watcher.waitForRest(session.post(TrainEpoch{})).state.step, 16);
    QVERIFY(watcher.snapshot().state == trained(smallExperiment(), 16));
    QCOMPARE(watcher.waitForRest(session.post(TrainSteps{0})).state.step, 16);
    QVERIFY(isComplete(watcher.history().train, 16));
  }

  /// Key presses that repeat faster than the worker responds.
  void noStepIsLostWhenManyAreWanted() {
    Session session;
    SessionWatcher watcher(session);
    std::uint64_t last = session.post(start(1));
    for (int i = 0; i < 20; ++i) last = session.post(TrainSteps{1});
    QCOMPARE(watcher.waitForRest(last).state.step, 20);
  }

  void trainsUntilPaused() {
    Session session;
    SessionWatcher watcher(session);
    session.post(start(1));
    session.post(Train{});
    QCOMPARE(phaseName(watcher.waitFor(reached(50)).phase), "running");
    QCOMPARE(phaseName(watcher.waitForRest(session.post(Pause{})).phase), "paused");
    const std::int64_t step = watcher.snapshot().state.step;
    QCOMPARE(watcher.snapshot().samplesPerSecond, 0.0);
    QVERIFY(watcher.snapshot().state == trained(smallExperiment(), step));
    session.post(Train{});
    watcher.waitFor(reached(step + 50));
    watcher.waitForRest(session.post(Pause{}));
    QVERIFY(watcher.snapshot().state == trained(smallExperiment(), watcher.snapshot().state.step));
  }

  void pollingPausingAndSpeedChangeNoBit() {
    Session session;
    SessionWatcher watcher(session);
    session.post(start(1));
    for (int round = 0; round < 10; ++round) {
      session.post(SetSpeed{round % 2 == 0 ? 0.0 : 1e5});
      session.post(Train{});
      watcher.waitFor(reached(10 * round + 5));
      session.post(Pause{});
      watcher.waitForRest(session.post(TrainSteps{3}));
      QVERIFY(watcher.snapshot().state == trained(smallExperiment(), watcher.snapshot().state.step));
    }
  }

  void historyIsCompleteWhenPolledAllTheTime() {
    Session session;
    SessionWatcher watcher(session);
    watcher.waitForRest(session.post(start(1)));
    watcher.waitForRest(session.post(TrainSteps{2000}));
    QVERIFY(isComplete(watcher.history().train, 2000));
    // The points equal those of a trainer that nothing watches. Tests: before training, at powers of two
    // within the first epoch of eight steps, and at the end of each epoch.
    Trainer trainer = Trainer::create(smallExperiment(), syntheticDataset()).value();
    std::vector<HistoryPoint> tests = {{.step = 0, .metrics = trainer.evaluateTest()}};
    for (const HistoryPoint& point : watcher.history().train) {
      QCOMPARE(std::get<Metrics>(trainer.step()), point.metrics);
      if (point.step <= 4 ? point.step != 3 : point.step % 8 == 0)
        tests.push_back({.step = point.step, .metrics = trainer.evaluateTest()});
    }
    QCOMPARE(watcher.history().test, tests);
  }

  void historyIsCompleteWhenPolledRarely() {
    Session session;
    SessionWatcher watcher(session);
    watcher.waitForRest(session.post(start(1)));
    const std::uint64_t command = session.post(TrainSteps{20'000});
    do {
      for (int i = 0; i < 10'000; ++i) std::this_thread::yield();
      watcher.look();
    } while (watcher.snapshot().lastCommand < command || watcher.snapshot().state.step < 20'000);
    QVERIFY(isComplete(watcher.history().train, 20'000));
    QCOMPARE(watcher.history().train.back(), *watcher.snapshot().train);
  }

  /// A new run's curve must not begin on the canvas of the old one: its snapshot comes first. The first step
  /// is tested at once, on a test split that takes long, so that there is time to poll in between.
  void pointsNeverArriveBeforeTheirRun() {
    const DatasetPtr slowToTest = syntheticDataset(20'000);
    Session session;
    SessionWatcher watcher(session);
    for (std::uint64_t run = 1; run <= 30; ++run) {
      session.post(StartRun{.run = run, .experiment = smallExperiment(), .dataset = slowToTest, .state = {}});
      session.post(Train{});
      bool isNewest = false;
      while (!isNewest || watcher.history().train.size() < 3) {
        watcher.look();
        isNewest = watcher.hasSnapshot() && watcher.snapshot().run == run;
        QVERIFY(
            isComplete(watcher.history().train, static_cast<std::int64_t>(watcher.history().train.size())));
      }
    }
  }

  void slowMotionObeysAtOnce() {
    Session session;
    SessionWatcher watcher(session);
    session.post(start(1));
    session.post(SetSpeed{0.001});
    session.post(Train{});
    watcher.waitFor(reached(1));
    // The next step is a thousand seconds away.
    QCOMPARE(watcher.waitForRest(session.post(Pause{})).state.step, 1);
    session.post(Train{});
    watcher.waitFor(reached(2));
    session.post(SetSpeed{0});
    watcher.waitFor(reached(500));
  }

  /// A poll between two steps gets the last one, even if nothing had requested it while it was done. The
  /// yields give the worker time to come to rest before each command, and before the poll.
  void slowMotionShowsTheLastStep() {
    const auto giveTime = [] {
      for (int i = 0; i < 50'000; ++i) std::this_thread::yield();
    };
    Session session;
    session.post(start(1));
    giveTime();
    session.post(SetSpeed{0.001});
    giveTime();
    session.post(Train{});
    giveTime();
    SessionWatcher(session).waitFor(reached(1));
  }

  void learningRateAndPadlocksActDuringTheRun() {
    Session session;
    SessionWatcher watcher(session);
    session.post(start(1));
    const Vector before = watcher.waitForRest(session.post(TrainSteps{10})).state.weights;
    Experiment live = smallExperiment();
    live.training.learningRate = 0.5;
    live.network.layers[0].frozen = true;
    session.post(ApplyLive{live});
    const Snapshot& after = watcher.waitForRest(session.post(TrainSteps{10}));
    QCOMPARE(after.experiment, live);
    QCOMPARE(after.state.step, 20);
    QCOMPARE(after.network->weight(after.state.weights, 0), after.network->weight(before, 0));

    Trainer trainer = Trainer::create(live, syntheticDataset()).value();
    QVERIFY(trainer.restore(trained(smallExperiment(), 10)));
    for (int i = 0; i < 10; ++i) trainer.step();
    QVERIFY(after.state == trainer.state());
  }

  void refusesALearningRateOutOfRange() {
    for (const double rate : {0.0, -1.0, 1e7}) {
      Session session;
      SessionWatcher watcher(session);
      session.post(start(1));
      Experiment live = smallExperiment();
      live.training.learningRate = rate;
      const Snapshot& snapshot = watcher.waitForCommand(session.post(ApplyLive{live}));
      const auto* failed = std::get_if<Failed>(&snapshot.phase);
      QVERIFY(failed != nullptr);
      QVERIFY2(mentions(failed->message.text(), {"learning rate"}), failed->message.text().c_str());
      QCOMPARE(snapshot.experiment, smallExperiment());
    }
  }

  void aNewRunBeginsAtTheSameWeights() {
    Session session;
    SessionWatcher watcher(session);
    const RunState first = watcher.waitForRest(session.post(start(1))).state;
    watcher.waitForRest(session.post(TrainSteps{20}));
    const Snapshot& again = watcher.waitForRest(session.post(start(2)));
    QCOMPARE(again.run, std::uint64_t{2});
    QCOMPARE(phaseName(again.phase), "idle");
    QVERIFY(again.state == first);
    QVERIFY(!again.train);
    QVERIFY(watcher.history().train.empty());
  }

  void goesOnFromASavedState() {
    Session session;
    SessionWatcher watcher(session);
    StartRun resumed = start(1);
    resumed.state = trained(smallExperiment(), 13);
    session.post(std::move(resumed));
    QVERIFY(watcher.waitForRest(session.post(TrainSteps{13})).state == trained(smallExperiment(), 26));
  }

  void divergenceEndsTheRunAndNamesTheLayer() {
    Experiment wild = smallExperiment();
    wild.network.layers[0].activation = Activation::Linear;
    wild.network.layers[1].activation = Activation::Linear;
    wild.training.loss = Loss::MeanSquaredError;
    wild.training.optimizer = Optimizer::Sgd;
    wild.training.learningRate = 1000;
    Session session;
    SessionWatcher watcher(session);
    session.post(start(1, wild));
    session.post(Train{});
    watcher.waitFor([](const Snapshot& s) { return std::holds_alternative<Diverged>(s.phase); });
    const auto diverged = std::get<Diverged>(watcher.snapshot().phase);
    QVERIFY2(mentions(diverged.explanation.text(), {layerName(wild.network, diverged.layer).text()}),
             diverged.explanation.text().c_str());
    QVERIFY(watcher.snapshot().state.weights.allFinite());
    QCOMPARE(watcher.snapshot().state.step + 1, diverged.step);
    // It stays so until it is reset; then everything works again.
    QCOMPARE(phaseName(watcher.waitForRest(session.post(Train{})).phase), "diverged");
    session.post(start(2));
    QCOMPARE(watcher.waitForRest(session.post(TrainSteps{1})).state.step, 1);
  }

  void aStateThatIsNotFiniteIsNamedAndNotTrainedUntilItIsMended() {
    RunState broken = trained(smallExperiment(), 3);
    const Scalar good5 = broken.weights[5];
    broken.weights[5] = std::numeric_limits<Scalar>::quiet_NaN();
    broken.weights[2] = std::numeric_limits<Scalar>::infinity();
    Session session;
    SessionWatcher watcher(session);
    StartRun begin = start(1);
    begin.state = broken;
    const auto isAnswered = [](std::uint64_t number) {
      return [number](const Snapshot& snapshot) { return snapshot.lastCommand >= number; };
    };
    watcher.waitFor(isAnswered(session.post(begin)));
    const Snapshot& first = watcher.waitFor(isAnswered(session.post(Train{})));
    QVERIFY(isBroken(first.phase));
    const auto named = std::get<Diverged>(first.phase);
    QCOMPARE(named.layer, std::size_t{0});
    QCOMPARE(named.parameter, std::string("weight"));
    QVERIFY2(mentions(named.explanation.text(),
                      {"row 3, column 1", "inf", layerName(first.experiment.network, 0).text()}),
             named.explanation.text().c_str());
    QCOMPARE(first.state.step, std::int64_t{3});  // nothing was trained
    QVERIFY(!first.test);                         // nor measured: there is no answer

    const Index rows = first.network->tensors()[0].rows;
    const auto stillBroken =
        watcher.waitFor(isAnswered(session.post(SetParameter{.index = 2, .value = Scalar(0.5)})));
    QVERIFY(mentions(std::get<Diverged>(stillBroken.phase).explanation.text(),
                     {fmt::format("row {}, column {},", 5 % rows + 1, 5 / rows + 1), "nan"}));
    const Snapshot& mended = watcher.waitForRest(session.post(SetParameter{.index = 5, .value = good5}));
    QCOMPARE(phaseName(mended.phase), "paused");
    QVERIFY(mended.test.has_value());
    QCOMPARE(watcher.waitForRest(session.post(TrainSteps{1})).state.step, std::int64_t{4});

    begin.run = 2;
    begin.state->weights[2] = begin.state->weights[5] = 0;
    begin.state->optimizer.first[7] = std::numeric_limits<Scalar>::infinity();
    QVERIFY(isBroken(watcher.waitFor(isAnswered(session.post(begin))).phase));
  }

  void refusalsAndBugsFailTheRunOnly() {
    Experiment refused = smallExperiment();
    refused.network.layers.back().units = 9;
    StartRun misfit = start(3);
    misfit.state = trained(smallExperiment(), 1);
    misfit.state->weights.conservativeResize(2);
    StartRun bug = start(2);
    bug.dataset = nullptr;

    Session session;
    SessionWatcher watcher(session);
    const auto failure = [&](StartRun command) {
      const Snapshot& snapshot = watcher.waitForCommand(session.post(std::move(command)));
      const auto* failed = std::get_if<Failed>(&snapshot.phase);
      return failed == nullptr ? std::string("no failure") : failed->message.text();
    };
    QVERIFY(mentions(failure(start(1, refused)), {"9 units", "3 classes"}));
    QVERIFY(mentions(failure(std::move(bug)), {"Internal error", "data set"}));
    QVERIFY(mentions(failure(std::move(misfit)), {"2 parameters"}));
    QCOMPARE(phaseName(watcher.waitForCommand(session.post(Train{})).phase), "failed");
    session.post(start(4));
    QCOMPARE(watcher.waitForRest(session.post(TrainSteps{1})).state.step, 1);
  }

  void endsWhileTraining() {
    for (int i = 0; i < 20; ++i) {
      Session session;
      session.post(start(1));
      session.post(SetSpeed{i % 2 == 0 ? 0 : 0.001});
      session.post(Train{});
      if (i % 3 == 0) SessionWatcher(session).waitFor(reached(1));
    }
  }
};

PELLUCID_TEST(tst_session, TestSession)
#include "tst_session.moc"

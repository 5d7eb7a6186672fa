// SPDX-License-Identifier: GPL-3.0-or-later
// Painting is an event of the run: training goes on with the new samples, and every moment before and after
// comes back to the bit, with the samples that it was trained on.
#include <QtTest>
#include <map>

#include "engine/train/session.h"
#include "engine/train/timeline.h"
#include "tests/support/own_points.h"
#include "tests/support/sessions.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

OwnSamplesPtr firstOf(int count) {
  OwnSamples own = paintedPoints(80);
  own.points.resize(static_cast<std::size_t>(count));
  return shared(own);
}

StartRun startPainted(std::uint64_t run, const Experiment& experiment) {
  StartRun command;
  command.run = run;
  command.experiment = experiment;
  command.dataset = ownDataset(experiment.data);
  return command;
}

/// The textbook loop, with other samples from certain steps on.
std::map<std::int64_t, RunState> statesOf(const std::vector<std::pair<int, int>>& samplesAndSteps) {
  std::map<std::int64_t, RunState> states;
  std::optional<RunState> state;
  for (const auto& [samples, steps] : samplesAndSteps) {
    const Experiment experiment = paintedExperiment(firstOf(samples));
    Trainer trainer = Trainer::create(experiment, ownDataset(experiment.data)).value();
    if (state) {
      const auto restored = trainer.restore(*state);
      check(restored.has_value(), "the same network");
    }
    states.insert_or_assign(trainer.state().step, trainer.state());
    for (int i = 0; i < steps; ++i) {
      check(std::holds_alternative<Metrics>(trainer.step()), "does not diverge");
      states.insert_or_assign(trainer.state().step, trainer.state());
    }
    state = trainer.state();
  }
  return states;
}

}  // namespace

class TestOwnTimeline : public QObject {
  Q_OBJECT

 private slots:
  void everyMomentComesBack() {
    const auto expected = statesOf({{20, 25}, {50, 30}, {12, 25}});
    const Experiment first = paintedExperiment(firstOf(20));
    Trainer trainer = Trainer::create(first, ownDataset(first.data)).value();
    Timeline timeline;
    timeline.begin(trainer);
    timeline.keepApart(16);
    const auto train = [&](int steps) {
      for (int i = 0; i < steps; ++i) {
        QVERIFY(std::holds_alternative<Metrics>(trainer.step()));
        timeline.stepped(trainer);
        QVERIFY(trainer.state() == expected.at(trainer.state().step));
      }
    };
    const auto paint = [&](int samples) {
      trainer.applyLive(paintedExperiment(firstOf(samples)));
      timeline.settingChanged(trainer);
    };
    train(25);
    paint(50);
    train(30);
    paint(12);
    train(25);
    QCOMPARE(timeline.laneCount(), 1U);
    QCOMPARE(timeline.map().lanes[0].events.size(), 2U);
    const auto samplesAt = [](std::int64_t step) { return step < 25 ? 20 : step < 55 ? 50 : 12; };
    for (const std::int64_t step : {80, 3, 24, 25, 26, 40, 54, 55, 56, 79, 0, 33}) {
      timeline.goTo(trainer, 0, step);
      QVERIFY(trainer.state() == expected.at(step));
      QVERIFY(areEqual(trainer.experiment().data.own, firstOf(samplesAt(step))));
      QCOMPARE(trainer.dataset().checksum,
               ownDataset({.name = "painted", .own = firstOf(samplesAt(step))})->checksum);
    }
    // Painting in the past opens a lane, with the samples of that time.
    paint(33);
    QCOMPARE(timeline.laneCount(), 2U);
    QVERIFY(std::holds_alternative<Metrics>(trainer.step()));
    timeline.stepped(trainer);
    timeline.goTo(trainer, 0, 80);
    QVERIFY(trainer.state() == expected.at(80));
    timeline.goTo(trainer, 1, 34);
    QVERIFY(areEqual(trainer.experiment().data.own, firstOf(33)));
  }

  /// Training does not change: no event, no lane, and every moment has the new name.
  void aNameOrAColourHoldsForEveryMoment() {
    Trainer trainer =
        Trainer::create(paintedExperiment(firstOf(20)), ownDataset({.name = "painted", .own = firstOf(20)}))
            .value();
    Timeline timeline;
    timeline.begin(trainer);
    const auto apply = [&](OwnSamples own) {
      trainer.applyLive(paintedExperiment(shared(std::move(own))));
      timeline.settingChanged(trainer);
    };
    const auto train = [&](int steps) {
      for (int i = 0; i < steps; ++i) {
        QVERIFY(std::holds_alternative<Metrics>(trainer.step()));
        timeline.stepped(trainer);
      }
    };
    train(10);
    apply(*firstOf(50));
    train(10);
    const auto expected = statesOf({{20, 10}, {50, 10}});
    timeline.goTo(trainer, 0, 5);
    OwnSamples named = *firstOf(20);
    named.classes[0] = "cats";
    setColour(named, 1, 7);
    apply(named);
    QCOMPARE(timeline.laneCount(), 1U);
    QCOMPARE(timeline.map().lanes[0].events.size(), 1U);
    for (const std::int64_t step : {20, 5, 15, 0, 10}) {
      timeline.goTo(trainer, 0, step);
      QVERIFY(trainer.state() == expected.at(step));
      const OwnSamples& own = *trainer.experiment().data.own;
      QCOMPARE(own.size(), step < 10 ? 20U : 50U);
      QCOMPARE(own.classes, named.classes);
      QCOMPARE(own.colours, named.colours);
      QCOMPARE(trainer.dataset().classNames[0], std::string("cats"));
    }
    // With other samples it is a change as before, for these alone.
    timeline.goTo(trainer, 0, 5);
    named = *firstOf(30);
    named.classes[0] = "dogs";
    apply(named);
    QCOMPARE(timeline.laneCount(), 2U);
    timeline.goTo(trainer, 0, 20);
    QCOMPARE(trainer.experiment().data.own->classes[0], std::string("dogs"));
    QCOMPARE(trainer.experiment().data.own->size(), 50U);
  }

  void theSessionTrainsOn() {
    Session session;
    SessionWatcher watcher(session);
    session.post(startPainted(1, paintedExperiment(firstOf(20))));
    watcher.waitForRest(session.post(TrainSteps{25}));
    session.post(ApplyLive{paintedExperiment(firstOf(50))});
    const Snapshot& later = watcher.waitForRest(session.post(TrainSteps{30}));
    const auto expected = statesOf({{20, 25}, {50, 30}});
    QCOMPARE(later.run, 1U);
    QVERIFY(later.state == expected.at(55));
    QCOMPARE(later.dataset->train.size() + later.dataset->test.size(), 50);
    QCOMPARE(later.stepsPerEpoch, (later.dataset->train.size() + 7) / 8);
    const Snapshot& before = watcher.waitForRest(session.post(GoTo{.lane = 0, .step = 24}));
    QVERIFY(before.state == expected.at(24));
    QCOMPARE(before.dataset->train.size() + before.dataset->test.size(), 20);
    QVERIFY(areEqual(before.experiment.data.own, firstOf(20)));
    // At rest the new samples are measured, too.
    watcher.waitForRest(session.post(GoTo{.lane = 0, .step = 55}));
    const double tested = watcher.snapshot().test->metrics.loss;
    const Snapshot& painted = watcher.waitForRest(session.post(ApplyLive{paintedExperiment(firstOf(80))}));
    Trainer trainer = Trainer::create(painted.experiment, ownDataset(painted.experiment.data)).value();
    QVERIFY(trainer.restore(painted.state).has_value());
    QCOMPARE(painted.test->metrics.loss, trainer.evaluateTest().loss);
    QVERIFY(painted.test->metrics.loss != tested);
  }

  void paintingDoesNotStopIt() {
    Session session;
    SessionWatcher watcher(session);
    session.post(startPainted(1, paintedExperiment(firstOf(20))));
    session.post(Train{});
    watcher.waitFor([](const Snapshot& snapshot) { return snapshot.state.step > 10; });
    const auto number = session.post(ApplyLive{paintedExperiment(firstOf(40))});
    watcher.waitForCommand(number);
    QVERIFY(std::holds_alternative<Running>(watcher.snapshot().phase));
    const std::int64_t step = watcher.snapshot().state.step;
    watcher.waitFor([step](const Snapshot& snapshot) { return snapshot.state.step > step + 10; });
    QVERIFY(areEqual(watcher.snapshot().experiment.data.own, firstOf(40)));
    QCOMPARE(watcher.snapshot().timeline.lanes[0].events.size(), 1U);
    watcher.waitForRest(session.post(Pause{}));
  }
};

PELLUCID_TEST(tst_own_timeline, TestOwnTimeline)
#include "tst_own_timeline.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// What a session tells of its run's time: seconds, the best test, where it diverged, notes, and lanes that
// are taken away and come back.
#include <QtTest>
#include <algorithm>

#include "engine/train/session.h"
#include "tests/support/sessions.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

bool risesInSeconds(const std::vector<HistoryPoint>& points) {
  return std::ranges::is_sorted(points, {}, &HistoryPoint::seconds) && !points.empty() &&
         points.front().seconds > 0;
}

Experiment withRate(double rate) {
  Experiment experiment = smallExperiment();
  experiment.training.learningRate = rate;
  return experiment;
}

}  // namespace

class TestSessionTimeline : public QObject {
  Q_OBJECT

 private slots:
  void secondsGoOnWhereTheyWere() {
    Session session;
    SessionWatcher watcher(session);
    session.post(start(1));
    watcher.waitForRest(session.post(TrainSteps{40}));
    QVERIFY(risesInSeconds(watcher.history().train));
    // What is trained again keeps its former times.
    watcher.waitForRest(session.post(GoTo{.lane = 0, .step = 20}));
    watcher.waitForRest(session.post(TrainSteps{40}));
    QCOMPARE(watcher.history().train.size(), std::size_t{60});
    QVERIFY(risesInSeconds(watcher.history().train));
    // So do another lane and a run that continues from a file.
    session.post(GoTo{.lane = 0, .step = 20});
    session.post(ApplyLive{withRate(0.5)});
    watcher.waitForRest(session.post(TrainSteps{10}));
    QCOMPARE(watcher.history().train.size(), std::size_t{30});
    QVERIFY(risesInSeconds(watcher.history().train));
    StartRun saved = start(2);
    saved.state = trained(smallExperiment(), 1);
    saved.history.train = {{.step = 1, .metrics = {}, .seconds = 1000}};
    session.post(saved);
    const Snapshot& on = watcher.waitForRest(session.post(TrainSteps{1}));
    QVERIFY(on.train->seconds > 1000 && on.train->seconds < 1001);
    QVERIFY(on.test->seconds == on.train->seconds);
  }

  void eachPointHasTheSizesOfItsStep() {
    Session session;
    SessionWatcher watcher(session);
    session.post(start(1));
    watcher.waitForRest(session.post(TrainSteps{12}));
    Trainer trainer = Trainer::create(smallExperiment(), syntheticDataset()).value();
    for (const HistoryPoint& point : watcher.history().train) {
      QVERIFY(std::holds_alternative<Metrics>(trainer.step()));
      QCOMPARE(point.sizes, trainer.sizes());
    }
    for (const HistoryPoint& point : watcher.history().test) QCOMPARE(point.sizes, StepSizes());
  }

  void theBestTestIsTheLowest() {
    Session session;
    SessionWatcher watcher(session);
    session.post(start(1, withRate(0.2)));
    const Snapshot& snapshot = watcher.waitForRest(session.post(TrainSteps{60}));
    const auto best = std::ranges::min_element(watcher.history().test, {},
                                               [](const HistoryPoint& point) { return point.metrics.loss; });
    QVERIFY(snapshot.timeline.lanes[0].best.has_value());
    QCOMPARE(snapshot.timeline.lanes[0].best->step, best->step);
    QCOMPARE(snapshot.timeline.lanes[0].best->loss, best->metrics.loss);
  }

  void lookingAtThePastMakesNoBetterTest() {
    Session session;
    SessionWatcher watcher(session);
    session.post(start(1, withRate(1)));
    const auto best = watcher.waitForRest(session.post(TrainSteps{60})).timeline.lanes[0].best;
    double least = best->loss;
    for (std::int64_t step = 1; step < 60; ++step) {
      const Snapshot& looked = watcher.waitForRest(session.post(GoTo{.lane = 0, .step = step}));
      QCOMPARE(looked.test->step, step);
      least = std::min(least, looked.test->metrics.loss);
      QCOMPARE(looked.timeline.lanes[0].best->step, best->step);
    }
    QVERIFY(least < best->loss);  // there would have been a better one
  }

  void aDivergenceStaysWhereItWas() {
    Experiment wild = smallExperiment();
    wild.network.layers[0].activation = wild.network.layers[1].activation = Activation::Linear;
    wild.training.loss = Loss::MeanSquaredError;
    wild.training.optimizer = Optimizer::Sgd;
    wild.training.learningRate = 1000;
    Session session;
    SessionWatcher watcher(session);
    session.post(start(1, wild));
    const auto hasDiverged = [](const Snapshot& s) { return std::holds_alternative<Diverged>(s.phase); };
    session.post(Train{});
    const std::int64_t last = watcher.waitFor(hasDiverged).state.step;
    watcher.waitForRest(session.post(GoTo{.lane = 0, .step = 0}));
    session.post(Train{});  // to the same end
    watcher.waitFor(hasDiverged);
    const Snapshot& after = watcher.waitForRest(session.post(GoTo{.lane = 0, .step = 1}));
    const auto& events = after.timeline.lanes[0].events;
    QCOMPARE(events.size(), std::size_t{1});
    QCOMPARE(events[0].step, last);
    QCOMPARE(std::get<Diverged>(events[0].change).step, last + 1);
    QVERIFY(!isChange(events[0]));
  }

  void notesChangeNothing() {
    Session session;
    SessionWatcher watcher(session);
    session.post(EditTimeline{SetBookmark{.lane = 0, .step = 3, .note = "before the first run"}});
    session.post(start(1));
    watcher.waitForRest(session.post(TrainSteps{20}));
    session.post(EditTimeline{SetBookmark{.lane = 0, .step = 12, .note = "it falls"}});
    session.post(EditTimeline{SetBookmark{.lane = 9, .step = 12, .note = "nowhere"}});
    const Snapshot& noted =
        watcher.waitForRest(session.post(EditTimeline{NameLane{.lane = 0, .name = "first"}}));
    QVERIFY(noted.state == trained(smallExperiment(), 20));
    QCOMPARE(noted.timeline.lanes.size(), std::size_t{1});
    QCOMPARE(noted.timeline.lanes[0].name, "first");
    QCOMPARE(noted.timeline.lanes[0].events.size(), std::size_t{1});
    QCOMPARE(std::get<Bookmark>(noted.timeline.lanes[0].events[0].change).note, "it falls");
    const Snapshot& back = watcher.waitForRest(session.post(GoTo{.lane = 0, .step = 15}));
    QVERIFY(back.state == trained(smallExperiment(), 15));
  }

  void aLaneThatIsShownGoesToWhereItBegan() {
    Session session;
    SessionWatcher watcher(session);
    session.post(start(1));
    watcher.waitForRest(session.post(TrainSteps{20}));
    session.post(GoTo{.lane = 0, .step = 8});
    session.post(ApplyLive{withRate(0.5)});
    const RunState far = watcher.waitForRest(session.post(TrainSteps{20})).state;
    const Snapshot& away = watcher.waitForRest(session.post(EditTimeline{RemoveLane{.lane = 1}}));
    QCOMPARE(away.timeline.lane, std::size_t{0});
    QVERIFY(away.state == trained(smallExperiment(), 8));
    QVERIFY(away.timeline.lanes[1].isRemoved);
    QCOMPARE(away.experiment, smallExperiment());
    const Snapshot& still = watcher.waitForRest(session.post(GoTo{.lane = 1, .step = 28}));
    QCOMPARE(still.state.step, 8);  // there is nothing to go to
    session.post(EditTimeline{RemoveLane{.lane = 1, .isRemoved = false}});
    const Snapshot& again = watcher.waitForRest(session.post(GoTo{.lane = 1, .step = 28}));
    QVERIFY(again.state == far);
    QCOMPARE(watcher.history().train.size(), std::size_t{28});
  }
};

PELLUCID_TEST(tst_session_timeline, TestSessionTimeline)
#include "tst_session_timeline.moc"

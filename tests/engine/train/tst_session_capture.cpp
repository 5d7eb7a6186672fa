// SPDX-License-Identifier: GPL-3.0-or-later
// A moment of a session is handed out with all that led to it, another session goes on from it, and a long
// way to another moment keeps nobody waiting.
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/sessions.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// Whether the curve has exactly the steps 1 … last.
bool hasEachStep(const std::vector<HistoryPoint>& points, std::int64_t last) {
  std::int64_t step = 0;
  for (const HistoryPoint& point : points)
    if (point.step != ++step) return false;
  return step == last;
}

}  // namespace

class TestSessionCapture : public QObject {
  Q_OBJECT

 private slots:
  /// The captured moment is that of the request, whatever comes after, with its whole history.
  void capturesTheMomentOfAsking() {
    Session session;
    SessionWatcher watcher(session);
    session.post(start(1));
    watcher.waitForRest(session.post(TrainSteps{12}));
    watcher.waitForRest(session.post(GoTo{.lane = 0, .step = 5}));
    Experiment other = smallExperiment();
    other.training.learningRate = 0.1;
    const std::uint64_t number = session.post(Capture{});
    session.post(ApplyLive{other});
    const Update update = session.pollAfter(session.post(TrainSteps{3}));
    QCOMPARE(update.captured.size(), 1U);
    const Snapshot& captured = *update.captured[0];
    QCOMPARE(captured.lastCommand, number);
    QVERIFY(captured.isWhole && captured.state == trained(smallExperiment(), 5));
    QVERIFY(captured.experiment == smallExperiment());
    QCOMPARE(captured.record->lanes.size(), 1U);
    QCOMPARE(captured.record->lanes[0].end, 12);
    QVERIFY(hasEachStep(captured.record->histories.at(0).train, 12));
    QVERIFY(session.pollAfter(session.post(Pause{})).captured.empty());

    // Another session continues from there, with the curve of all that was done.
    Session second;
    StartRun resumed = start(7);
    resumed.state = captured.state;
    resumed.timeline = captured.record;
    const Update begun = second.pollAfter(second.post(std::move(resumed)));
    QCOMPARE(begun.snapshot->state.step, 5);
    QCOMPARE(begun.snapshot->timeline.lanes[0].end, 12);
    QVERIFY(begun.isWhole && hasEachStep(begun.history.train, 12));
    const auto far = second.pollAfter(second.post(GoTo{.lane = 0, .step = 11})).snapshot;
    QVERIFY(far->state == trained(smallExperiment(), 11));
    QVERIFY(!far->timeline.isRecomputed);
  }

  /// A path too long to wait for does not prevent going elsewhere, or leaving.
  void aLongWayIsGivenUp() {
    auto record = std::make_shared<TimelineRecord>();
    const auto beginning = std::make_shared<const RunState>(trained(smallExperiment(), 0));
    record->first = std::make_shared<const Experiment>(smallExperiment());
    record->lanes.push_back({.parent = std::nullopt,
                             .begin = 0,
                             .end = 2'000'000'000,
                             .events = {},
                             .kept = {{.state = beginning}}});
    Session session;
    StartRun resumed = start(1);
    resumed.state = *beginning;
    resumed.timeline = record;
    session.post(std::move(resumed));
    session.post(GoTo{.lane = 0, .step = 2'000'000'000});
    const auto near = session.pollAfter(session.post(GoTo{.lane = 0, .step = 3})).snapshot;
    QVERIFY(near->state == trained(smallExperiment(), 3));
    session.post(GoTo{.lane = 0, .step = 2'000'000'000});
    const auto paused = session.pollAfter(session.post(Pause{})).snapshot;
    QVERIFY(paused->state.step > 3);
    QCOMPARE(phaseName(paused->phase), "paused");
    session.post(GoTo{.lane = 0, .step = 2'000'000'000});  // and the session ends
  }
};

PELLUCID_TEST(tst_session_capture, TestSessionCapture)
#include "tst_session_capture.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// What a session answers while it trains or measures.
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/sessions.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestSessionAnswers : public QObject {
  Q_OBJECT

 private slots:
  /// Sixty pictures a second of a run need its weights; the rest is twice as large.
  void aRunThatGoesOnIsWholeWhenAskedFor() {
    Session session;
    SessionWatcher watcher(session);
    QVERIFY(watcher.waitForRest(session.post(start(1))).isWhole);
    session.post(Train{});
    const Snapshot& picture = watcher.waitFor(
        [](const Snapshot& snapshot) { return snapshot.state.step >= 3 && !snapshot.isWhole; });
    QCOMPARE(picture.state.optimizer.first.size(), 0);
    QCOMPARE(picture.state.weights, trained(smallExperiment(), picture.state.step).weights);
    const auto update = session.pollAfter(session.post(Keep{}));
    QCOMPARE(phaseName(update.snapshot->phase), "running");
    QVERIFY(update.snapshot->isWhole);
    QVERIFY(update.snapshot->state == trained(smallExperiment(), update.snapshot->state.step));
    QVERIFY(watcher.waitForRest(session.post(Pause{})).isWhole);
  }

  /// Measuring a large network takes seconds, which must not delay other work.
  void answersWhileItMeasures() {
    Experiment large = smallExperiment();
    large.network.layers[0].units = 2000;
    const DatasetPtr data = syntheticDataset(400'000);
    Session session;
    SessionWatcher watcher(session);
    watcher.waitForCommand(
        session.post(StartRun{.run = 1, .experiment = large, .dataset = data, .state = {}}));
    for (const Scalar value : {Scalar(1), Scalar(2), Scalar(3)}) {
      QVERIFY(!watcher.snapshot().test);
      watcher.waitForCommand(session.post(SetParameter{.index = 0, .value = value}));
      QCOMPARE(watcher.snapshot().state.weights[0], value);
    }
    QVERIFY(!watcher.snapshot().test);
    // Nor does the next run wait, whose own test arrives.
    const auto& next = watcher.waitForRest(session.post(start(2)));
    QCOMPARE(next.test->metrics,
             Trainer::create(smallExperiment(), syntheticDataset()).value().evaluateTest());
    QCOMPARE(watcher.history().test.size(), std::size_t{1});
  }
};

PELLUCID_TEST(tst_session_answers, TestSessionAnswers)
#include "tst_session_answers.moc"

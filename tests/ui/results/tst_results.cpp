// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/results.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "tests/ui/results/results_fixture.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::kPatienceMs;

class TestResults : public QObject {
  Q_OBJECT

 private slots:
  void nobodyLooksAtWhatIsNotSeen() {
    Results results;
    QWidget panel;
    results.watch(panel);
    tests::RunOfMoments run;
    QSignalSpy changed(&results, &Results::lookChanged);
    results.showMoment(run.next(10));
    changed.clear();
    QCoreApplication::processEvents();
    QVERIFY(results.look() == nullptr);
    panel.show();
    QTRY_VERIFY_WITH_TIMEOUT(results.look() != nullptr, kPatienceMs);
    QCOMPARE(results.look()->step(), 10);
    QVERIFY(results.isUpToDate());
    QCOMPARE(changed.size(), 1);
  }

  /// At rest each moment is examined as soon as the previous look is done; the same one only once.
  void atRestEachMomentIsLookedAt() {
    Results results;
    QWidget panel;
    results.watch(panel);
    panel.show();
    tests::RunOfMoments run;
    for (int i = 0; i < 3; ++i) {
      results.showMoment(run.next(5));
      QVERIFY(!results.isUpToDate());
      QTRY_VERIFY_WITH_TIMEOUT(results.isUpToDate(), kPatienceMs);
      QCOMPARE(results.look()->step(), 5 * (i + 1));
    }
    QSignalSpy changed(&results, &Results::lookChanged);
    results.showMoment(run.next(0, false, 2));  // another sample with the same weights
    QCoreApplication::processEvents();
    QCOMPARE(changed.size(), 0);
    QCOMPARE(results.shown(), std::optional<engine::Index>(2));
  }

  /// By the test's own clock: while running, the next look waits 49 times as long as the last one took.
  void aRunIsNotHeldUp() {
    double now = 1000;
    Results results([&now] { return now; });
    QWidget panel;
    results.watch(panel);
    panel.show();
    tests::RunOfMoments run;
    results.showMoment(run.next(1, true));
    QTRY_VERIFY_WITH_TIMEOUT(results.look() != nullptr, kPatienceMs);
    const double took = results.look()->milliseconds;
    now += 49 * took * 0.99;
    results.showMoment(run.next(1, true));
    QCoreApplication::processEvents();
    QVERIFY(!results.isBusy());
    now += 49 * took * 0.02;
    results.showMoment(run.next(1, true));
    QVERIFY(results.isBusy());
    QTRY_COMPARE_WITH_TIMEOUT(results.look()->step(), 3, kPatienceMs);
    results.showMoment(run.next(1, true));
    QVERIFY(!results.isBusy());
    results.showMoment(run.next(0, false));  // it has come to rest
    QVERIFY(results.isBusy());
  }

  void otherSamplesAndOtherRunsBeginAnew() {
    Results results;
    QWidget panel;
    results.watch(panel);
    panel.show();
    tests::RunOfMoments run;
    results.showMoment(run.next(5));
    QTRY_VERIFY_WITH_TIMEOUT(results.look() != nullptr, kPatienceMs);
    results.setCell(Cell{.truth = 1, .answered = 2});
    results.setSource(SampleSource::Training);
    QVERIFY(results.look() == nullptr);
    QVERIFY(results.history().points().empty());
    QCOMPARE(results.shown(), std::nullopt);  // a test sample is on the canvas
    QTRY_VERIFY_WITH_TIMEOUT(results.look() != nullptr, kPatienceMs);
    QCOMPARE(results.look()->answers.samples(), 200);
    QVERIFY(results.cell());  // the classes are the same
    tests::RunOfMoments other(tests::squareImages(3, 2, 40));
    results.showMoment(other.next());
    QVERIFY(results.look() == nullptr && !results.cell());
    QTRY_VERIFY_WITH_TIMEOUT(results.look() != nullptr, kPatienceMs);
    QCOMPARE(results.look()->confusion->classes(), 2);
  }

  void whatCameBeforeIsKept() {
    Results results;
    QWidget panel;
    results.watch(panel);
    panel.show();
    tests::RunOfMoments run;
    std::vector<LookPtr> looks;
    const auto lookAt = [&](const MomentPtr& moment) {
      results.showMoment(moment);
      (void)QTest::qWaitFor([&] { return results.isUpToDate(); }, kPatienceMs);
      looks.push_back(results.look());
    };
    const MomentPtr first = run.next(0);
    lookAt(first);
    const std::int64_t epoch = first->snapshot->stepsPerEpoch;
    QVERIFY(epoch > 2);
    lookAt(run.next(1));                            // still in the first epoch
    lookAt(run.next(static_cast<int>(epoch) - 1));  // in the second
    lookAt(run.next(static_cast<int>(epoch)));
    QCOMPARE(results.history().points().size(), std::size_t{4});
    for (std::size_t i = 0; i < 4; ++i) {
      QCOMPARE(results.history().points()[i].step, looks[i]->step());
      for (int t = 0; t < 3; ++t)
        for (int c = 0; c < 3; ++c)
          QCOMPARE(results.history().points()[i].counts(t, c), tests::countIn(*looks[i], t, c));
    }
    QCOMPARE(results.suspicions().looks(), 3);  // one per epoch
    lookAt(first);                              // back in time: later values remain valid
    QCOMPARE(results.history().points().size(), std::size_t{4});
    QCOMPARE(results.suspicions().looks(), 1);
  }

  void dataWithoutSamplesAreNotLookedAt() {
    Results results;
    QWidget panel;
    results.watch(panel);
    panel.show();
    tests::RunOfMoments run;
    auto moment = std::make_shared<Moment>(*run.next());
    auto empty = std::make_shared<engine::Dataset>(*run.dataset());
    empty->test = {};
    moment->dataset = empty;
    results.showMoment(moment);
    QVERIFY(!results.isBusy() && results.look() == nullptr);
  }
};

PELLUCID_WINDOW_TEST(tst_results, TestResults)
#include "tst_results.moc"

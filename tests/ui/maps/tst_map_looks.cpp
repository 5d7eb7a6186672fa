// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/map_looks.h"

#include <QSignalSpy>
#include <QWidget>
#include <QtTest>

#include "tests/support/patience.h"
#include "tests/support/run_of_moments.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::kPatienceMs;

class TestMapLooks : public QObject {
  Q_OBJECT

 private slots:
  void atRestEachMomentThatIsSeenIsLookedAt() {
    MapLooks looks;
    QWidget panel;
    looks.watch(panel);
    tests::RunOfMoments run;
    looks.showMoment(run.next());
    QVERIFY(!looks.isBusy());  // it is not visible
    panel.show();
    for (const int steps : {0, 4}) {
      looks.showMoment(run.next(steps));
      QTRY_VERIFY_WITH_TIMEOUT(looks.isUpToDate(), kPatienceMs);
    }
    QCOMPARE(looks.look()->step(), 4);
    looks.setMost(20);
    QTRY_VERIFY_WITH_TIMEOUT(looks.isUpToDate(), kPatienceMs);
    QCOMPARE(looks.look()->samples.size(), std::size_t{20});
    looks.setSource(SampleSource::Training);
    QVERIFY(looks.look() == nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(looks.isUpToDate(), kPatienceMs);
    QCOMPARE(&looks.look()->split(), &run.dataset()->train);
    tests::RunOfMoments other;
    looks.showMoment(other.next());
    QVERIFY(looks.look() == nullptr);  // for other data
  }

  /// At most 2 % of a run's time.
  void aRunIsLookedAtWithinTheBudget() {
    double now = 0;
    MapLooks looks([&] { return now; });
    QWidget panel;
    looks.watch(panel);
    panel.show();
    tests::RunOfMoments run;
    looks.showMoment(run.next(1, true));
    QTRY_VERIFY_WITH_TIMEOUT(looks.look() != nullptr && !looks.isBusy(), kPatienceMs);
    looks.showMoment(run.next(1, true));
    QVERIFY(!looks.isBusy());
    now += 49 * looks.look()->milliseconds + 1;
    looks.showMoment(run.next(1, true));
    QVERIFY(looks.isBusy());
    QTRY_COMPARE_WITH_TIMEOUT(looks.look()->step(), std::int64_t{3}, kPatienceMs);
  }

  void theShownSampleIsOfTheSplitThatIsLookedAt() {
    MapLooks looks;
    QSignalSpy shown(&looks, &MapLooks::shownChanged);
    tests::RunOfMoments run;
    looks.showMoment(run.next(0, false, 5));
    QCOMPARE(looks.shown(), std::optional<engine::Index>(5));
    QCOMPARE(shown.size(), 1);
    looks.showMoment(run.next(1, false, 5));
    QCOMPARE(shown.size(), 1);
    looks.setSource(SampleSource::Training);
    QVERIFY(!looks.shown());
    std::vector<std::pair<SampleSource, engine::Index>> wanted;
    connect(&looks, &MapLooks::sampleWanted, this,
            [&](SampleSource source, engine::Index sample) { wanted.emplace_back(source, sample); });
    looks.want(9);
    QVERIFY(wanted == (std::vector{std::pair{SampleSource::Training, engine::Index{9}}}));
  }
};

PELLUCID_WINDOW_TEST(tst_map_looks, TestMapLooks)
#include "tst_map_looks.moc"

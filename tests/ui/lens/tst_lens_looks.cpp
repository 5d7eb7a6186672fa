// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/lens_looks.h"

#include <QSignalSpy>
#include <QWidget>
#include <QtTest>

#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "tests/ui/lens/lens_fixture.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::kPatienceMs;

class TestLensLooks : public QObject {
  Q_OBJECT

 private slots:
  void atRestEachMomentThatIsSeenIsLookedAt() {
    LensLooks looks;
    QWidget panel;
    looks.watch(panel);
    tests::TimedRun run;
    looks.showMoment(run.next());
    QVERIFY(!looks.isBusy());  // it is not visible
    panel.show();
    for (const int steps : {0, 3}) {
      looks.showMoment(run.next(steps));
      QTRY_VERIFY_WITH_TIMEOUT(looks.isUpToDate(), kPatienceMs);
    }
    QCOMPARE(looks.look()->step, 3);
    tests::TimedRun other;
    looks.showMoment(other.next());
    QVERIFY(looks.look() == nullptr);
  }

  /// While running, a whole snapshot is requested, once, when the budget allows a look.
  void aRunIsAskedForItsWholeState() {
    double now = 0;
    LensLooks looks([&] { return now; });
    QSignalSpy wanted(&looks, &LensLooks::wholeWanted);
    QWidget panel;
    looks.watch(panel);
    panel.show();
    tests::TimedRun run;
    looks.showMoment(run.next(1, true));
    looks.showMoment(run.next(1, true));
    QCOMPARE(wanted.size(), 1);
    const MomentPtr moment = run.next(1, true);
    auto whole = std::make_shared<engine::Snapshot>(*moment->snapshot);
    whole->isWhole = true;
    auto answered = std::make_shared<Moment>(*moment);
    answered->snapshot = whole;
    looks.showMoment(answered);
    QTRY_VERIFY_WITH_TIMEOUT(looks.look() != nullptr && !looks.isBusy(), kPatienceMs);
    QCOMPARE(looks.look()->step, 3);
    looks.showMoment(run.next(1, true));
    QCOMPARE(wanted.size(), 1);  // it has used up its 2 %
    now += 49 * looks.look()->milliseconds + 1;
    looks.showMoment(run.next(1, true));
    QCOMPARE(wanted.size(), 2);
  }
};

PELLUCID_WINDOW_TEST(tst_lens_looks, TestLensLooks)
#include "tst_lens_looks.moc"

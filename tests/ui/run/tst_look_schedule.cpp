// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/look_schedule.h"

#include <QSignalSpy>
#include <QWidget>
#include <QtTest>

#include "tests/support/patience.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestLookSchedule : public QObject {
  Q_OBJECT

 private slots:
  void thereAreLooksWhileAPanelIsSeen() {
    LookSchedule schedule;
    QSignalSpy due(&schedule, &LookSchedule::due);
    QVERIFY(!schedule.mayLook(false));
    {
      QWidget one, other;
      schedule.watch(one);
      schedule.watch(other);
      QVERIFY(!schedule.isSeen());
      other.show();
      QCOMPARE(due.size(), 1);
      QVERIFY(schedule.isSeen() && schedule.mayLook(false) && schedule.mayLook(true));
    }
    QVERIFY(!schedule.isSeen());  // the watching panels are gone
  }

  void theBudgetIsTwoPercentOfARun() {
    LookBudget budget(0.02);
    QCOMPARE(budget.wait(5), 0.0);
    budget.spend(100, 10);
    QVERIFY(qFuzzyCompare(budget.wait(100), 490.0));
    QVERIFY(qFuzzyCompare(10 / (10 + budget.wait(100)), 0.02));
    QCOMPARE(budget.wait(1000), 0.0);
  }

  /// By the test's own clock, unknown to the timer: it asks again, and has to wait.
  void whoHasToWaitIsCalled() {
    double now = 0;
    LookSchedule schedule([&now] { return now; });
    QWidget panel;
    schedule.watch(panel);
    panel.show();
    schedule.spend(0.1);
    QVERIFY(schedule.mayLook(false));  // at rest it takes time from nobody
    QSignalSpy due(&schedule, &LookSchedule::due);
    QVERIFY(!schedule.mayLook(true));
    QTRY_COMPARE_WITH_TIMEOUT(due.size(), 1, tests::kPatienceMs);
    now = 4.89;
    QVERIFY(!schedule.mayLook(true));
    now = 4.91;
    QVERIFY(schedule.mayLook(true));
  }
};

PELLUCID_WINDOW_TEST(tst_look_schedule, TestLookSchedule)
#include "tst_look_schedule.moc"

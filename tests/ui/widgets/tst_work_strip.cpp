// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/work_strip.h"

#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

class TestWorkStrip : public QObject {
  Q_OBJECT

 private slots:
  void itShowsWhatTakesAWhile() {
    WorkStrip strip;
    double share = 0.25;
    bool isCancelled = false;
    strip.show(WorkStrip::Work{.text = QStringLiteral("Reading mnist…"),
                               .share = [&share] { return share; },
                               .cancel =
                                   [&] {
                                     strip.show(std::nullopt);  // as its owner does, at once
                                     isCancelled = true;
                                   }});
    QVERIFY(!strip.isVisible());  // it may be over in a moment
    QTRY_VERIFY(strip.isVisible());
    QCOMPARE(strip.findChild<QLabel*>()->text(), QStringLiteral("Reading mnist…"));
    auto* bar = strip.findChild<QProgressBar*>();
    QCOMPARE(bar->value(), 25);
    share = 0.755;
    QTRY_COMPARE(bar->value(), 76);
    strip.findChild<QToolButton*>()->click();
    QVERIFY(isCancelled);
    QVERIFY(!strip.isVisible());
    QVERIFY(!strip.isWorking());
  }

  void whatCannotBeCancelledHasNoButton() {
    WorkStrip strip;
    strip.show(WorkStrip::Work{.text = QStringLiteral("Writing a.pellucid…"), .share = {}, .cancel = {}});
    QTRY_VERIFY(strip.isVisible());
    QVERIFY(!strip.findChild<QToolButton*>()->isVisible());
    QCOMPARE(strip.findChild<QProgressBar*>()->maximum(), 0);  // the progress is unknown
  }

  void whatIsOverSoonIsNeverShown() {
    WorkStrip strip;
    strip.show(WorkStrip::Work{.text = QStringLiteral("Reading…"), .share = {}, .cancel = {}});
    strip.show(std::nullopt);
    QSignalSpy wait(&strip, &QObject::destroyed);
    QVERIFY(!wait.wait(2 * WorkStrip::kPatienceMs));
    QVERIFY(!strip.isVisible());
  }
};

PELLUCID_WINDOW_TEST(tst_work_strip, TestWorkStrip)
#include "tst_work_strip.moc"

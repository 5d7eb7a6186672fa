// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/progress.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestProgress : public QObject {
  Q_OBJECT

 private slots:
  void copiesSpeakOfTheSameWork() {
    const Progress reader = Progress::watched();
    const Progress worker = reader;  // NOLINT(performance-unnecessary-copy-initialization): that is the point
    worker.tell(0.25);
    QCOMPARE(reader.share(), 0.25);
    worker.tell(3, 4);
    QCOMPARE(reader.share(), 0.75);
    worker.tell(0, 0);  // no work counts as done
    QCOMPARE(reader.share(), 1.0);
    worker.tell(2.0);
    QCOMPARE(reader.share(), 1.0);
    QVERIFY(!worker.isCancelled());
    reader.cancel();
    QVERIFY(worker.isCancelled());
  }

  void aPartTellsItsShareOfTheWhole() {
    const Progress whole = Progress::watched();
    const Progress second = whole.part(0.5, 1);
    second.tell(0);
    QCOMPARE(whole.share(), 0.5);
    second.part(0, 0.5).tell(1);
    QCOMPARE(whole.share(), 0.75);
    whole.cancel();
    QVERIFY(second.isCancelled());
  }

  void nobodyNeedsToWatch() {
    const Progress nobody;
    nobody.tell(0.5);
    nobody.cancel();
    QVERIFY(!nobody.isCancelled());
    QCOMPARE(nobody.share(), 0.0);
  }
};

PELLUCID_TEST(tst_progress, TestProgress)
#include "tst_progress.moc"

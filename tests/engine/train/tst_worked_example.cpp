// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/worked_example.h"

#include <QtTest>

#include "engine/train/trainer.h"
#include "tests/support/datasets.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestWorkedExample : public QObject {
  Q_OBJECT

 private slots:
  void twoStepsAreThoseDoneByHand() {
    Trainer trainer = Trainer::create(workedExample(), byHand()).value();
    QVERIFY(trainer.restore(workedExampleState()));
    QCOMPARE(std::get<Metrics>(trainer.step()).loss, 4.0);
    QCOMPARE(trainer.trace().output()(0, 0), Scalar(7));
    QCOMPARE(trainer.gradient()[0], Scalar(-8));
    QCOMPARE(trainer.gradient()[1], Scalar(-4));
    QVERIFY(isClose(trainer.state().weights[0], 3.4));
    QVERIFY(isClose(trainer.state().weights[1], 1.2));
    QVERIFY(isClose(std::get<Metrics>(trainer.step()).loss, 1));
    QVERIFY(isClose(trainer.trace().output()(0, 0), 8));
  }
};

PELLUCID_TEST(tst_worked_example, TestWorkedExample)
#include "tst_worked_example.moc"

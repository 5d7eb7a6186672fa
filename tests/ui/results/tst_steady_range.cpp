// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/steady_range.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::ui;

class TestSteadyRange : public QObject {
  Q_OBJECT

 private slots:
  void itIsRoundAndGrowsByDoubling() {
    SteadyRange range;
    QCOMPARE(range.high(), 1.0);
    range.include(-0.03, 0.012);
    QCOMPARE(range.low(), -0.05);
    QCOMPARE(range.high(), 0.05);
    range.include(-0.001, 0.001);  // it does not shrink
    QCOMPARE(range.high(), 0.05);
    range.include(0, 0.17);
    QCOMPARE(range.high(), 0.2);
    QCOMPARE(range.low(), -0.2);
  }

  void whatIsNeverNegativeBeginsAtZero() {
    SteadyRange range;
    range.include(0, 7);
    QCOMPARE(range.low(), 0.0);
    QCOMPARE(range.high(), 10.0);
    SteadyRange zeros;
    zeros.include(0, 0);
    QCOMPARE(zeros.high(), 1.0);
  }
};

PELLUCID_TEST(tst_steady_range, TestSteadyRange)
#include "tst_steady_range.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/nice_ticks.h"

#include <QtTest>
#include <cmath>
#include <limits>

#include "tests/support/test_program.h"

using namespace pellucid::ui;

class TestNiceTicks : public QObject {
  Q_OBJECT

 private slots:
  void numbersAreRoundedUp() {
    QCOMPARE(roundedUp(0.7), 1.0);
    QCOMPARE(roundedUp(1.0), 1.0);
    QCOMPARE(roundedUp(1.01), 2.0);
    QCOMPARE(roundedUp(430), 500.0);
    QVERIFY(std::abs(roundedUp(0.0031) - 0.005) < 1e-15);
    for (const double none : {0.0, -3.0, std::nan(""), std::numeric_limits<double>::infinity()})
      QCOMPARE(roundedUp(none), 1.0);
  }

  void ticksAreMultiplesInsideTheEnds() {
    const std::vector<double> ticks = niceTicks(-5.5, 5.5, 6);
    const std::vector<double> expected = {-4, -2, 0, 2, 4};
    QCOMPARE(ticks, expected);
    for (const double to : {0.37, 8.0, 12'345.0, 3e7}) {
      const std::vector<double> some = niceTicks(-0.1 * to, to, 5);
      QVERIFY(some.size() >= 2 && some.size() <= 7);
      QVERIFY(some.front() >= -0.1 * to - 1e-9 * to && some.back() <= to + 1e-9 * to);
    }
    QVERIFY(niceTicks(1, 1, 5).empty());
    QVERIFY(niceTicks(0, std::numeric_limits<double>::infinity(), 5).empty());
  }

  void textsHaveAsManyDecimalsAsTheyNeed() {
    QCOMPARE(tickText(0.5, {0, 0.5, 1}), QString("0.5"));
    QCOMPARE(tickText(1, {0, 0.5, 1}), QString("1.0"));
    QCOMPARE(tickText(-4, {-4, -2, 0}), QString("−4"));
  }
};

PELLUCID_TEST(tst_nice_ticks, TestNiceTicks)
#include "tst_nice_ticks.moc"

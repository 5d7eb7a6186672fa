// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/median.h"

#include <QtTest>
#include <limits>
#include <stdexcept>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestMedian : public QObject {
  Q_OBJECT

 private slots:
  void isTheMiddleOrBetweenTheTwo() {
    QCOMPARE(median({7}), 7.0);
    QCOMPARE(median({3, 1, 2}), 2.0);
    QCOMPARE(median({4, 1, 2, 3}), 2.5);
    QCOMPARE(median({5, 5, 1, 1}), 3.0);
  }

  /// A value never reached counts as infinitely late.
  void theInfiniteIsTheGreatest() {
    constexpr double kForEver = std::numeric_limits<double>::infinity();
    QCOMPARE(median({kForEver, 1, 2}), 2.0);
    QCOMPARE(median({kForEver, kForEver, 2}), kForEver);
    QCOMPARE(median({kForEver, 2}), kForEver);
  }

  void canTakeNoMemory() {
    std::vector<double> values = {4, 1, 2, 3};
    QCOMPARE(medianInPlace(values), 2.5);
    QCOMPARE(medianInPlace(values), 2.5);  // whatever their present order
  }

  void ofNothingIsABug() { QVERIFY_THROWS_EXCEPTION(std::logic_error, (void)median({})); }
};

PELLUCID_TEST(tst_median, TestMedian)
#include "tst_median.moc"

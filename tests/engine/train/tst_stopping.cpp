// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/stopping.h"

#include <QtTest>

#include <cmath>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestStopping : public QObject {
  Q_OBJECT

 private slots:
  void nothingStopsByItself() {
    StoppingState state;
    observe(state, {}, 1, 5, Vector::Ones(3));
    QCOMPARE(state, StoppingState());
    QVERIFY(!stopAfterStep({}, 1'000'000, 10));
    QVERIFY(!stopAfterTest({}, state, 1));
  }

  void stepsAndEpochsCountFromTheBeginning() {
    QVERIFY(!stopAfterStep({.steps = 7}, 6, 10));
    QCOMPARE(stopAfterStep({.steps = 7}, 7, 10), StopReason::Steps);
    QVERIFY(!stopAfterStep({.epochs = 2}, 19, 10));
    QCOMPARE(stopAfterStep({.epochs = 2}, 20, 10), StopReason::Epochs);
    QVERIFY(!stopAfterStep({.epochs = 2, .steps = 7}, 8, 10));  // continuing is intended
    QVERIFY(!stopAfterStep({.epochs = 2, .steps = 7}, 21, 10));
  }

  void stopsAtTheTarget() {
    const Stopping stopping{.targetAccuracy = 0.9};
    QVERIFY(!stopAfterTest(stopping, {}, 0.899));
    QVERIFY(!stopAfterTest(stopping, {}, NAN));
    QCOMPARE(stopAfterTest(stopping, {}, 0.9), StopReason::TargetAccuracy);
  }

  /// Losses 3, 2, 2.5, nan, 1, 1, 1.5: with patience 2 the run ends after the fourth, with 3 it continues.
  void patienceKeepsTheBestWeights() {
    const double losses[] = {3, 2, 2.5, NAN, 1, 1, 1.5};
    const auto endsAfter = [&](std::int64_t patience, StoppingState& state) {
      for (std::int64_t test = 1; test <= 7; ++test) {
        const Vector weights = Vector::Constant(2, static_cast<Scalar>(test));
        observe(state, {.patience = patience}, losses[test - 1], 10 * test, weights);
        if (stopAfterTest({.patience = patience}, state, 0) == StopReason::NoImprovement) return test;
      }
      return std::int64_t{0};
    };
    StoppingState two;
    QCOMPARE(endsAfter(2, two), 4);
    QCOMPARE(two.bestStep, 20);
    QCOMPARE(two.bestLoss, 2.0);
    QCOMPARE(two.bestWeights, Vector(Vector::Constant(2, 2)));
    StoppingState three;
    QCOMPARE(endsAfter(3, three), 0);
    QCOMPARE(three.bestStep, 50);
    QCOMPARE(three.badTests, 2);
  }
};

PELLUCID_TEST(tst_stopping, TestStopping)
#include "tst_stopping.moc"

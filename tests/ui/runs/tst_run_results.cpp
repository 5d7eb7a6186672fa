// SPDX-License-Identifier: GPL-3.0-or-later
// What several runs have come to.
#include "ui/runs/run_results.h"

#include <QtTest>
#include <cmath>

#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestRunResults : public QObject {
  Q_OBJECT

  static engine::Repetition done(double loss, double accuracy) {
    engine::Repetition run;
    run.isDone = true;
    run.history.test = {{0, {9, 0.1}}, {8, {loss, accuracy}}};
    return run;
  }

 private slots:
  void areLeastMedianAndMostOfTheLastTests() {
    const engine::Repetition a = done(1, 0.5);
    const engine::Repetition b = done(2, 0.75);
    const engine::Repetition c = done(3, 0.25);
    engine::Repetition stopped = done(1, 1);
    stopped.isDone = false;
    engine::Repetition diverged = done(1, 1);
    diverged.diverged = engine::Diverged{};
    const LastTests tests = lastTests({&a, &b, &c, &stopped, &diverged});
    QCOMPARE(tests.count, 3U);
    QCOMPARE(tests.diverged, 1U);
    QCOMPARE(tests.least, 0.25);
    QCOMPARE(tests.median, 0.5);
    QCOMPARE(tests.most, 0.75);
    QCOMPARE(lastTests({&stopped}).count, 0U);
    const engine::Repetition number = done(4, std::nan(""));
    QVERIFY(!lastTests({&number}).areAccuracies);
    QCOMPARE(lastTests({&number}).median, 4.0);
  }

  void areWrittenAsWhatTheyAre() {
    QCOMPARE(resultText(0.9741, true), "97.41\u202f%");
    QCOMPARE(resultText(0.1234, false), "0.1234");
  }
};

PELLUCID_WINDOW_TEST(tst_run_results, TestRunResults)
#include "tst_run_results.moc"

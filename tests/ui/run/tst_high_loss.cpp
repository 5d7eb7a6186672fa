// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/high_loss.h"

#include <QtTest>
#include <cmath>

#include "tests/support/moments.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

Moment momentWith(double trainLoss, double testLoss, std::int64_t step = 500) {
  Moment moment = tests::momentAfter(tests::smallExperiment(), tests::syntheticDataset());
  engine::Snapshot snapshot = *moment.snapshot;
  snapshot.state.step = step;
  snapshot.train = engine::HistoryPoint{.step = step, .metrics = {.loss = trainLoss, .accuracy = 0.1}};
  snapshot.test = engine::HistoryPoint{.step = step, .metrics = {.loss = testLoss, .accuracy = 0.1}};
  moment.snapshot = std::make_shared<const engine::Snapshot>(snapshot);
  return moment;
}

}  // namespace

class TestHighLoss : public QObject {
  Q_OBJECT

 private slots:
  void farAboveGuessingIsHigh() {
    const auto high = highLoss(momentWith(4200, 5200));
    QVERIFY(high);
    QCOMPARE(high->loss, 5200.0);
    const auto classes = static_cast<double>(tests::syntheticDataset()->classes());
    QCOMPARE(high->guessing, std::log(classes));
  }

  void whatLearnsIsNot() {
    QVERIFY(!highLoss(momentWith(0.5, 0.6)));
    QVERIFY(!highLoss(momentWith(2.5, 2.6)));        // no better than guessing yet
    QVERIFY(!highLoss(momentWith(5000, 0.6)));       // a single bad batch
    QVERIFY(!highLoss(momentWith(4200, 5200, 20)));  // at the very beginning
  }
};

PELLUCID_WINDOW_TEST(tst_high_loss, TestHighLoss)
#include "tst_high_loss.moc"

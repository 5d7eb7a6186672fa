// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/time_left.h"

#include <QtTest>

#include "tests/support/moments.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

/// 60 samples in batches of 8: epochs of 8 steps, the last of 4 samples; 30 samples a second.
Moment momentAt(std::int64_t step, const engine::Stopping& stopping, double samplesPerSecond = 30) {
  engine::Experiment experiment = tests::smallExperiment();
  experiment.training.stopping = stopping;
  Moment moment = tests::momentAfter(experiment, tests::syntheticDataset());
  engine::Snapshot snapshot = *moment.snapshot;
  snapshot.state.step = step;
  snapshot.samplesPerSecond = samplesPerSecond;
  moment.snapshot = std::make_shared<const engine::Snapshot>(snapshot);
  return moment;
}

}  // namespace

class TestTimeLeft : public QObject {
  Q_OBJECT

 private slots:
  /// Compared with a plain count of the remaining samples.
  void countsTheSamplesToCome() {
    const auto plain = [](std::int64_t from, std::int64_t to) {
      double samples = 0;
      for (std::int64_t step = from; step < to; ++step) samples += step % 8 == 7 ? 4 : 8;
      return samples / 30;
    };
    for (const std::int64_t step : {0, 1, 7, 8, 20}) {
      QCOMPARE(*secondsLeft(momentAt(step, {.epochs = 5})), plain(step, 40));
      QCOMPARE(*secondsLeft(momentAt(step, {.steps = 27})), plain(step, 27));
      QCOMPARE(*secondsLeft(momentAt(step, {.epochs = 5, .steps = 27})), plain(step, 27));
    }
    QCOMPARE(*secondsLeft(momentAt(30, {.epochs = 5, .steps = 27})), plain(30, 40));
  }

  void nothingIsSaidWhereNobodyKnows() {
    QVERIFY(!secondsLeft(momentAt(3, {})));
    QVERIFY(!secondsLeft(momentAt(3, {.targetAccuracy = 0.9, .patience = 3})));
    QVERIFY(!secondsLeft(momentAt(40, {.epochs = 5})));    // the end is past
    QVERIFY(!secondsLeft(momentAt(3, {.epochs = 5}, 0)));  // it is at rest
  }

  void isShortToRead() {
    QCOMPARE(timeLeftText(0.2), "1 s left");
    QCOMPARE(timeLeftText(58.5), "59 s left");
    QCOMPARE(timeLeftText(61), "2 min left");
    QCOMPARE(timeLeftText(3599), "1 h 00 min left");
    QCOMPARE(timeLeftText(7500), "2 h 05 min left");
  }
};

PELLUCID_WINDOW_TEST(tst_time_left, TestTimeLeft)
#include "tst_time_left.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/speed.h"

#include <QtTest>

#include <set>

#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

/// Checks what the figures describe; their size is never tested.
class TestSpeed : public QObject {
  Q_OBJECT

 private slots:
  void measuresTraining() {
    const auto speed = measureTraining(smallExperiment(), syntheticDataset(), 0.02);
    QVERIFY(speed.has_value());
    // 60 samples in batches of 8 are 7.5 samples a step; if few steps were measured, an epoch's last one,
    // which is smaller, may be missing.
    const double samples = speed->samplesPerSecond * speed->microsecondsPerStep / 1e6;
    QVERIFY(samples > 7.4 && samples < 8.1);
    for (const double share : {speed->forward, speed->backward, speed->optimizer})
      QVERIFY(share > 0 && share < 1);
    QVERIFY(speed->forward + speed->backward + speed->optimizer < 1);
  }

  /// Each evaluation is a full one: ten times as many samples take longer, by far more than the measurement
  /// error.
  void evaluatesEveryTime() {
    const auto few = measureEvaluation(smallExperiment(), syntheticDataset(400), 0.05);
    const auto many = measureEvaluation(smallExperiment(), syntheticDataset(40'000), 0.05);
    QVERIFY(*many > 5 * *few);
  }

  void refusesWhatDoesNotFit() {
    Experiment experiment = smallExperiment();
    experiment.network.layers.back().units = 99;
    QVERIFY(!measureTraining(experiment, syntheticDataset(), 0.02));
    QVERIFY(!measureEvaluation(experiment, syntheticDataset(), 0.02));
  }

  void casesHaveNamesOfTheirOwn() {
    std::set<std::string> names;
    for (const SpeedCase& one : speedCases()) names.insert(one.name);
    QCOMPARE(names.size(), speedCases().size());
    QCOMPARE(names.size(), std::size_t{5});
  }
};

PELLUCID_TEST(tst_speed, TestSpeed)
#include "tst_speed.moc"

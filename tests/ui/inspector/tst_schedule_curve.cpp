// SPDX-License-Identifier: GPL-3.0-or-later
// What is drawn of a schedule is what the training takes: each point is compared with the learning rate of a
// trainer's step.
#include "ui/inspector/schedule_curve.h"

#include <QtTest>

#include "engine/train/trainer.h"
#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Schedule;
using engine::ScheduleKind;

class TestScheduleCurve : public QObject {
  Q_OBJECT

 private slots:
  void isWhatTheTrainingTakes_data() {
    QTest::addColumn<Schedule>("schedule");
    for (const auto& kind : engine::kEnumNames<ScheduleKind>) {
      Schedule schedule = engine::defaultSchedule(kind.value);
      schedule.epochs = 4;
      schedule.every = 2;
      schedule.warmupSteps = 5;
      QTest::newRow(kind.name.data()) << schedule;
    }
  }
  void isWhatTheTrainingTakes() {
    QFETCH(Schedule, schedule);
    engine::Experiment experiment = tests::smallExperiment();
    experiment.training.schedule = schedule;
    experiment.training.stopping.epochs = 6;
    engine::Trainer trainer = engine::Trainer::create(experiment, tests::syntheticDataset()).value();
    const std::int64_t perEpoch = trainer.stepsPerEpoch();
    const ScheduleCurve curve = scheduleCurve(experiment.training, {.stepsPerEpoch = perEpoch});
    QCOMPARE(curve.end, 6 * perEpoch);
    QCOMPARE(curve.steps.size(), curve.rates.size());
    QCOMPARE(curve.steps.size(), static_cast<std::size_t>(curve.end) + 1);
    for (std::int64_t step = 0; step < curve.end; ++step) {
      const ScheduleCurve now = scheduleCurve(
          experiment.training, {.step = step, .stepsPerEpoch = perEpoch, .plateau = trainer.state().plateau});
      trainer.step();
      QCOMPARE(now.now, trainer.rule().learningRate);
      const auto at = static_cast<std::size_t>(step);
      QCOMPARE(curve.steps[at], step);
      if (schedule.kind != ScheduleKind::Plateau) QCOMPARE(curve.rates[at], trainer.rule().learningRate);
    }
  }

  void endsWhereTheRunDoes() {
    engine::TrainingSpec training;
    const auto end = [&](std::int64_t step = 0) {
      return scheduleCurve(training, {.step = step, .stepsPerEpoch = 100}).end;
    };
    QCOMPARE(end(), 1000);  // ten epochs of a run without an end
    training.schedule = {.kind = ScheduleKind::Cosine, .epochs = 30};
    QCOMPARE(end(), 3000);
    QCOMPARE(end(3000), 3000);
    QCOMPARE(end(3001), 6000);  // the run has come further
    QCOMPARE(end(14'000), 24'000);
    training.schedule.warmupSteps = 4000;
    QCOMPARE(end(), 6000);
    training.stopping.epochs = 5;
    QCOMPARE(end(), 500);
    training.stopping.steps = 42;  // whichever comes first
    QCOMPARE(end(), 42);
    training.stopping.epochs = 0;
    QCOMPARE(end(), 42);
  }

  void longRunsHaveFewPoints() {
    engine::TrainingSpec training;
    training.stopping.steps = 1'000'000'000;
    training.schedule = {.kind = ScheduleKind::Exponential, .factor = 1};
    const ScheduleCurve curve = scheduleCurve(training, {.stepsPerEpoch = 60'000});
    QCOMPARE(curve.steps.size(), static_cast<std::size_t>(ScheduleCurve::kMostPoints));
    QCOMPARE(curve.steps.back(), 1'000'000'000);
    training.stopping.steps = 0;
    QVERIFY(scheduleCurve(training, {.stepsPerEpoch = 60'000}).end > 0);
  }
};

PELLUCID_TEST(tst_schedule_curve, TestScheduleCurve)
#include "tst_schedule_curve.moc"

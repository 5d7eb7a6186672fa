// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/schedule.h"

#include <QtTest>

#include <cmath>

#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// The rate in the middle of an epoch of ten steps.
double rateInEpoch(const Schedule& schedule, std::int64_t epoch) {
  return learningRateAt(schedule, 0.1, 10 * epoch + 5, 10, {});
}

}  // namespace

class TestSchedule : public QObject {
  Q_OBJECT

 private slots:
  void constantStays() {
    for (const std::int64_t epoch : {0, 1, 1000}) QCOMPARE(rateInEpoch({}, epoch), 0.1);
  }

  /// PyTorch's recursion: lr is multiplied by gamma whenever the epoch is a multiple of step_size.
  void stepAndExponentialAgreeWithTheirRecursions() {
    const Schedule step{.kind = ScheduleKind::Step, .every = 3, .factor = 0.5};
    const Schedule exponential{.kind = ScheduleKind::Exponential, .factor = 0.9};
    double stepRate = 0.1;
    double exponentialRate = 0.1;
    for (std::int64_t epoch = 0; epoch < 20; ++epoch) {
      if (epoch > 0 && epoch % 3 == 0) stepRate *= 0.5;
      if (epoch > 0) exponentialRate *= 0.9;
      QVERIFY(isClose(rateInEpoch(step, epoch), stepRate, 1e-15));
      QVERIFY(isClose(rateInEpoch(exponential, epoch), exponentialRate, 1e-15));
    }
  }

  /// PyTorch's recursion of CosineAnnealingLR, up to its T_max.
  void cosineAgreesWithItsRecursion() {
    const Schedule cosine{.kind = ScheduleKind::Cosine, .epochs = 8, .floor = 0.01};
    const double pi = std::acos(-1.0);
    double rate = 0.1;
    for (std::int64_t epoch = 0; epoch <= 8; ++epoch) {
      if (epoch > 0)
        rate = (1 + std::cos(pi * double(epoch) / 8)) / (1 + std::cos(pi * double(epoch - 1) / 8)) *
                   (rate - 0.01) +
               0.01;
      QVERIFY(isClose(rateInEpoch(cosine, epoch), rate, 1e-14));
    }
    QCOMPARE(rateInEpoch(cosine, 8), 0.01);
    QCOMPARE(rateInEpoch(cosine, 100), 0.01);
  }

  /// PyTorch's OneCycleLR with its default pct_start 0.3 and div_factor 25, written as a loop over sin²,
  /// which is (1 - cos) / 2 of twice the angle. 0.3 · 20 steps rise to the peak at step 5, and the rest
  /// falls.
  void oneCycleRisesAndFallsBySteps() {
    const Schedule schedule{
        .kind = ScheduleKind::OneCycle, .factor = 0.04, .epochs = 4, .floor = 0.001, .rise = 0.3};
    const auto rateAt = [&](std::int64_t step) { return learningRateAt(schedule, 0.1, step, 5, {}); };
    const double quarter = std::acos(-1.0) / 2;
    for (int step = 0; step < 20; ++step) {
      const bool isRising = step <= 5;
      const double part = isRising ? step / 5.0 : (step - 5) / 14.0;
      const double turned = std::pow(std::sin(quarter * part), 2);
      const double expected = isRising ? 0.004 + turned * (0.1 - 0.004) : 0.1 + turned * (0.001 - 0.1);
      QVERIFY2(isClose(rateAt(step), expected, 1e-14), std::to_string(step).c_str());
    }
    QCOMPARE(rateAt(0), 0.004);
    QCOMPARE(rateAt(5), 0.1);
    QVERIFY(isClose(rateAt(12), (0.1 + 0.001) / 2, 1e-15));  // halfway down
    for (const std::int64_t step : {19, 20, 1000}) QCOMPARE(rateAt(step), 0.001);
  }

  /// If the rise is shorter than a step, the rate begins at its peak or below, and if everything is one step,
  /// it is the last.
  void oneCycleOfFewStepsIsFinite() {
    Schedule schedule{.kind = ScheduleKind::OneCycle, .factor = 0.04, .epochs = 1, .rise = 0};
    for (const double rise : {0.0, 0.25, 0.5, 0.99})
      for (const std::int64_t steps : {1, 2, 4}) {
        schedule.rise = rise;
        double before = 0.1;
        for (std::int64_t step = 0; step < steps; ++step) {
          const double rate = learningRateAt(schedule, 0.1, step, steps, {});
          QVERIFY(rate >= 0 && rate <= 0.1);
          if (rise <= 0.25) QVERIFY(rate <= before);
          before = rate;
        }
        QCOMPARE(before, 0.0);
      }
    schedule.rise = 0.25;
    QCOMPARE(learningRateAt(schedule, 0.1, 0, 4, {}), 0.1);  // the rise is this step
  }

  void warmupRisesByStepsInFrontOfAnyKind() {
    const Schedule schedule{.kind = ScheduleKind::Step, .warmupSteps = 4, .every = 1, .factor = 0.5};
    const double expected[] = {0.025, 0.05, 0.075 * 0.5, 0.1 * 0.5, 0.025, 0.025};
    for (std::int64_t step = 0; step < 6; ++step)
      QVERIFY(isClose(learningRateAt(schedule, 0.1, step, 2, {}), expected[step], 1e-15));
  }

  void plateauLowersTheRateAfterItsPatience() {
    const Schedule schedule{.kind = ScheduleKind::Plateau, .factor = 0.5, .patience = 2, .floor = 0.02};
    PlateauState state;
    const auto rateAfter = [&](double testLoss) {
      state = afterEpoch(state, schedule, testLoss);
      return learningRateAt(schedule, 0.1, 0, 1, state);
    };
    QCOMPARE(rateAfter(1), 0.1);
    QCOMPARE(rateAfter(0.9), 0.1);
    QCOMPARE(rateAfter(0.89999), 0.1);  // not better by one part in 10^4: the first bad one
    QCOMPARE(rateAfter(NAN), 0.1);      // the second
    QCOMPARE(rateAfter(2), 0.05);       // the third is more than 2
    QCOMPARE(rateAfter(0.8), 0.05);
    for (int i = 0; i < 2; ++i) QCOMPARE(rateAfter(0.8), 0.05);
    QCOMPARE(rateAfter(0.8), 0.025);
    for (int i = 0; i < 9; ++i) rateAfter(0.8);
    QCOMPARE(rateAfter(0.8), 0.02);                                             // the floor
    QVERIFY(isClose(learningRateAt(schedule, 0.001, 0, 1, {}), 0.001, 1e-15));  // it does not raise the rate
  }

  /// A number is used if another value of it gives other rates.
  void aKindUsesWhatChangesItsRates() {
    const auto rates = [](const Schedule& schedule) {
      std::vector<double> all;
      PlateauState state;
      for (std::int64_t step = 0; step < 120; ++step) {
        all.push_back(learningRateAt(schedule, 0.1, step, 2, state));
        if (step % 2 == 1) state = afterEpoch(state, schedule, 1);  // the loss never falls
      }
      return all;
    };
    for (const auto& kind : kEnumNames<ScheduleKind>) {
      const Schedule usual = defaultSchedule(kind.value);
      const auto changes = [&](auto number, auto value) {
        Schedule other = usual;
        other.*number = value;
        return rates(other) != rates(usual);
      };
      for (const auto number : {&Schedule::factor, &Schedule::floor, &Schedule::rise})
        QCOMPARE(uses(kind.value, number), changes(number, 0.09));
      for (const auto number :
           {&Schedule::warmupSteps, &Schedule::every, &Schedule::epochs, &Schedule::patience})
        QCOMPARE(uses(kind.value, number), changes(number, std::int64_t{7}));
    }
  }

  void otherKindsRememberNothing() {
    QCOMPARE(afterEpoch({}, {.kind = ScheduleKind::Cosine}, 5), PlateauState());
  }
};

PELLUCID_TEST(tst_schedule, TestSchedule)
#include "tst_schedule.moc"

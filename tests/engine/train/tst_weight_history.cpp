// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/weight_history.h"

#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

constexpr Index kWatched = 3;  // a weight of the first layer

Trainer trainer() {
  return Trainer::create(smallExperiment(), syntheticDataset()).value();
}

}  // namespace

class TestWeightHistory : public QObject {
  Q_OBJECT

 private slots:
  void everyStepHasItsNumbers() {
    Trainer watched = trainer();
    Trainer plain = trainer();
    WeightHistory history(watched, kWatched);
    QCOMPARE(history.points().size(), std::size_t{1});
    QVERIFY(!history.points()[0].change && !history.points()[0].gradient);
    for (std::size_t i = 1; i <= 20; ++i) {
      watched.step();
      history.afterStep(watched);
      const auto before = static_cast<double>(plain.state().weights[kWatched]);
      plain.step();
      const WeightPoint& point = history.points()[i];
      QCOMPARE(point.step, static_cast<std::int64_t>(i));
      QCOMPARE(point.weight, static_cast<double>(plain.state().weights[kWatched]));
      QCOMPARE(*point.gradient, static_cast<double>(plain.gradient()[kWatched]));
      QCOMPARE(*point.change, point.weight - before);
    }
    QVERIFY(watched.state() == plain.state());
  }

  void aFrozenLayerHasNoGradientAndDoesNotMove() {
    Trainer watched = trainer();
    watched.setFrozen(0, true);
    WeightHistory history(watched, kWatched);
    watched.step();
    history.afterStep(watched);
    QVERIFY(!history.points().back().gradient);
    QCOMPARE(*history.points().back().change, 0.0);
  }

  void aValueSetByHandIsNoStep() {
    Trainer watched = trainer();
    WeightHistory history(watched, kWatched);
    watched.step();
    history.afterStep(watched);
    for (const double value : {0.5, 0.75, 1.0}) {  // a drag
      watched.setParameter(kWatched, static_cast<Scalar>(value));
      history.follow(watched);
    }
    QCOMPARE(history.points().size(), std::size_t{3});
    QCOMPARE(history.points().back().weight, 1.0);
    QVERIFY(!history.points().back().change);
    watched.step();
    history.afterStep(watched);
    QCOMPARE(*history.points().back().change, history.points().back().weight - 1.0);
  }

  void aLongOneBecomesCoarserAndStaysWhole() {
    constexpr std::size_t kMost = 16;
    Trainer watched = trainer();
    WeightHistory coarse(watched, kWatched, kMost);
    WeightHistory all(watched, kWatched);
    for (int i = 0; i < 301; ++i) {
      watched.step();
      coarse.afterStep(watched);
      all.afterStep(watched);
      QVERIFY(coarse.points().size() <= kMost);
      QVERIFY(coarse.points().back() == all.points().back());
    }
    QCOMPARE(coarse.spacing(), std::int64_t{32});
    QCOMPARE(coarse.points().front().step, std::int64_t{0});
    for (std::size_t i = 0; i < coarse.points().size(); ++i) {
      const WeightPoint& point = coarse.points()[i];
      QVERIFY(point == all.points()[static_cast<std::size_t>(point.step)]);
      if (i + 1 < coarse.points().size()) QCOMPARE(point.step, static_cast<std::int64_t>(i) * 32);
    }
  }

  void goingBackForgetsWhatLiesBeyond() {
    Trainer watched = trainer();
    WeightHistory history(watched, kWatched);
    RunState third;
    for (int i = 1; i <= 10; ++i) {
      watched.step();
      history.afterStep(watched);
      if (i == 3) third = watched.state();
    }
    const auto before = history.points();
    QVERIFY(watched.restore(third).has_value());
    history.follow(watched);
    QCOMPARE(history.points().size(), std::size_t{4});
    for (int i = 4; i <= 10; ++i) {
      watched.step();
      history.afterStep(watched);
    }
    QVERIFY(history.points() == before);
  }
};

PELLUCID_TEST(tst_weight_history, TestWeightHistory)
#include "tst_weight_history.moc"

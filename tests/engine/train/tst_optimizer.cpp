// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/optimizer.h"

#include <QtTest>

#include <set>

#include "engine/base/random.h"
#include "tests/support/naive_network.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

UpdateRule ruleOf(Optimizer optimizer, double learningRate) {
  return {.optimizer = optimizer, .settings = defaultSettings(optimizer), .learningRate = learningRate};
}

/// The largest difference of a weight after twenty updates of 2500 weights by the engine and by the
/// definition. More weights than packs hold, and not a multiple of one.
double differenceFromDefinition(const UpdateRule& rule) {
  constexpr Index kSize = 2500;
  Random random(5, "gradient");
  NaiveNetwork naive;
  naive.layers.resize(1);
  naive.layers[0].inputs = kSize - 1;
  naive.layers[0].units = 1;
  Vector weights(kSize);
  for (Scalar& value : weights) value = static_cast<Scalar>(random.normal());
  weights[7] = 0;
  naive.setParameters({weights.begin(), weights.end()});
  NaiveOptimizer naiveOptimizer(rule.optimizer, rule.learningRate, rule.settings);
  OptimizerState state = initialState(rule.optimizer, kSize, 1);
  for (int step = 0; step < 20; ++step) {
    Vector gradient(kSize);
    for (Scalar& value : gradient) value = static_cast<Scalar>(random.normal());
    Numbers changed;
    for (const Scalar value : gradient) {
      const double limit = rule.clipValue > 0 ? rule.clipValue : INFINITY;
      changed.push_back(std::clamp<double>(value, -limit, limit) * rule.gradientScale);
    }
    naive.layers[0].biasGradient = {changed.back()};
    changed.pop_back();
    naive.layers[0].weightGradient = changed;
    naiveOptimizer.step(naive);
    const Vector before = weights;
    UpdateSquares sums;
    update(rule, 0, 0, kSize, gradient, weights, state, step % 2 == 0 ? &sums : nullptr);
    double squares = 0;
    double changes = 0;
    for (Index i = 0; i < kSize; ++i) {
      squares += double(before[i]) * double(before[i]);
      changes += std::pow(double(weights[i]) - double(before[i]), 2);
    }
    const auto isNear = [](double a, double b) { return std::abs(a - b) <= (kIsDouble ? 1e-12 : 1e-5) * b; };
    const bool isRight = isNear(sums.weights, squares) && isNear(sums.changes, changes);
    if (step % 2 == 0 && !isRight) return std::numeric_limits<double>::infinity();
  }
  return largestDifference(weights, naive.parameters());
}

// 0.01 itself is rounded in single precision, and twenty steps add up.
constexpr double kTwentySteps = kIsDouble ? 1e-12 : 1e-5;

}  // namespace

class TestOptimizer : public QObject {
  Q_OBJECT

 private slots:
  /// As described in the comments of OptimizerSettings.
  void aSettingBelongsToSomeOptimizers() {
    const auto users = [](double OptimizerSettings::*setting) {
      std::set<Optimizer> all;
      for (const auto& one : kEnumNames<Optimizer>)
        if (uses(one.value, setting)) all.insert(one.value);
      return all;
    };
    const auto has = [&](double OptimizerSettings::*setting, const std::set<Optimizer>& expected) {
      return users(setting) == expected;
    };
    QVERIFY(has(&OptimizerSettings::momentum, {Optimizer::Momentum, Optimizer::Nesterov}));
    QVERIFY(has(&OptimizerSettings::beta1, {Optimizer::Adam, Optimizer::AdamW}));
    QVERIFY(has(&OptimizerSettings::beta2, {Optimizer::Adam, Optimizer::AdamW}));
    QVERIFY(has(&OptimizerSettings::alpha, {Optimizer::RmsProp}));
    QVERIFY(has(&OptimizerSettings::rho, {Optimizer::AdaDelta}));
    QVERIFY(has(&OptimizerSettings::epsilon, {Optimizer::AdaGrad, Optimizer::RmsProp, Optimizer::Adam,
                                              Optimizer::AdamW, Optimizer::AdaDelta}));
    QCOMPARE(users(&OptimizerSettings::l1).size(), kEnumNames<Optimizer>.size());
    QCOMPARE(users(&OptimizerSettings::l2).size(), kEnumNames<Optimizer>.size());
    QCOMPARE(users(&OptimizerSettings::weightDecay).size(), kEnumNames<Optimizer>.size());
  }

  /// Worked out by hand with lr = 0.1, w = 1 and the gradients 1, then -2.
  void agreesWithHandComputedNumbers_data() {
    QTest::addColumn<Optimizer>("optimizer");
    QTest::addColumn<double>("afterOne");
    QTest::addColumn<double>("afterTwo");
    // 1 - 0.1·1;  0.9 - 0.1·(-2)
    QTest::newRow("sgd") << Optimizer::Sgd << 0.9 << 1.1;
    // v = 1;  v = 0.9·1 - 2 = -1.1, w = 0.9 + 0.11
    QTest::newRow("momentum") << Optimizer::Momentum << 0.9 << 1.01;
    // m = 0.1 and v = 0.001, both 1 when corrected: w = 1 - 0.1·1 / (1 + 1e-8);
    // m = -0.11, v = 0.004999, corrected -0.5789473684 and 2.5007503752: w = 0.9 + 0.1·0.5789473684
    // / 1.5813761020
    QTest::newRow("adam") << Optimizer::Adam << 0.900000001 << 0.9366103535;
    // v = 1, w = 1 - 0.1·1.9;  v = 0.9 - 2 = -1.1, w = 0.81 + 0.1·(2 + 0.99)
    QTest::newRow("nesterov") << Optimizer::Nesterov << 0.81 << 1.109;
    // s = 1;  s = 5, w = 0.9 + 0.2 / 2.2360679775
    QTest::newRow("adagrad") << Optimizer::AdaGrad << 0.9 << 0.9894427191;
    // s = 0.01, w = 1 - 0.1 / 0.1;  s = 0.0499, w = 0 + 0.2 / 0.2233830790
    QTest::newRow("rmsprop") << Optimizer::RmsProp << 1e-7 << 0.8953230220;
    // 1 decays to 0.999 first, then as adam;  0.899000001 decays to 0.898101001
    QTest::newRow("adamw") << Optimizer::AdamW << 0.899000001 << 0.9347113535;
    // s = 0.1, d = sqrt(1e-6 / 0.100001) = 0.0031622618, u = 1e-6;  s = 0.49, d = -2 sqrt(1.99999e-6 /
    // 0.490001) = -0.0040405960
    QTest::newRow("adadelta") << Optimizer::AdaDelta << 0.9996837738 << 1.0000878334;
  }

  void agreesWithHandComputedNumbers() {
    QFETCH(Optimizer, optimizer);
    QFETCH(double, afterOne);
    QFETCH(double, afterTwo);
    const double tolerance = kIsDouble ? 1e-10 : 2e-7;
    OptimizerState state = initialState(optimizer, 1, 1);
    Vector weights = Vector::Constant(1, 1);
    const UpdateRule rule = ruleOf(optimizer, 0.1);
    update(rule, 0, 0, 1, Vector::Constant(1, 1), weights, state);
    QVERIFY2(isClose(weights[0], afterOne, tolerance), QByteArray::number(weights[0], 'g', 12));
    update(rule, 0, 0, 1, Vector::Constant(1, -2), weights, state);
    QVERIFY2(isClose(weights[0], afterTwo, tolerance), QByteArray::number(weights[0], 'g', 12));
    QCOMPARE(state.updates, std::vector<std::int64_t>{2});
  }

  void everyOptimizer_data() {
    QTest::addColumn<Optimizer>("optimizer");
    for (const auto& entry : kEnumNames<Optimizer>) QTest::newRow(entry.name.data()) << entry.value;
  }
  void agreesWithTheDefinition_data() { everyOptimizer_data(); }
  void penaltiesAndLimitsAgreeWithTheDefinition_data() { everyOptimizer_data(); }
  void theResultDoesNotDependOnThePlace_data() { everyOptimizer_data(); }
  void touchesOnlyItsLayer_data() { everyOptimizer_data(); }
  void fitsOnlyItsOwnSizes_data() { everyOptimizer_data(); }

  void agreesWithTheDefinition() {
    QFETCH(Optimizer, optimizer);
    const double difference = differenceFromDefinition(ruleOf(optimizer, 0.01));
    QVERIFY2(difference < kTwentySteps, QByteArray::number(difference));
  }

  /// Each separately, with settings that are not defaults, and all together.
  void penaltiesAndLimitsAgreeWithTheDefinition() {
    QFETCH(Optimizer, optimizer);
    UpdateRule all = ruleOf(optimizer, 0.01);
    all.settings = {.momentum = 0.7,
                    .beta1 = 0.6,
                    .beta2 = 0.95,
                    .alpha = 0.8,
                    .rho = 0.75,
                    .epsilon = 1e-3,
                    .l1 = 0.01,
                    .l2 = 0.02,
                    .weightDecay = 0.03};
    all.clipValue = 1.1;
    all.gradientScale = 0.3;
    std::vector<UpdateRule> rules(5, ruleOf(optimizer, 0.01));
    rules[0].settings.l1 = all.settings.l1;
    rules[1].settings.l2 = all.settings.l2;
    rules[2].settings.weightDecay = all.settings.weightDecay;
    rules[3].clipValue = all.clipValue;
    rules[4].gradientScale = all.gradientScale;
    rules.push_back(all);
    for (const UpdateRule& rule : rules) {
      const double difference = differenceFromDefinition(rule);
      QVERIFY2(difference < kTwentySteps, QByteArray::number(difference));
    }
  }

  /// A pack and a single value go through the same formula: where a layer begins must not matter.
  void theResultDoesNotDependOnThePlace() {
    QFETCH(Optimizer, optimizer);
    const auto trained = [&](Index before) {
      OptimizerState state = initialState(optimizer, 40, 1);
      Vector weights = Vector::LinSpaced(40, -1, 1);
      weights.segment(before, 20) = Vector::LinSpaced(20, 1, 2);
      Vector gradient = Vector::Zero(40);
      gradient.segment(before, 20) = Vector::LinSpaced(20, -2, 3);
      for (int i = 0; i < 5; ++i) update(ruleOf(optimizer, 0.1), 0, before, 20, gradient, weights, state);
      return Vector(weights.segment(before, 20));
    };
    QCOMPARE(trained(0), trained(3));
    QCOMPARE(trained(0), trained(16));
  }

  /// As in PyTorch's classes.
  void defaultsArePyTorchs() {
    QCOMPARE(defaultSettings(Optimizer::Adam).epsilon, 1e-8);
    QCOMPARE(defaultSettings(Optimizer::RmsProp).epsilon, 1e-8);
    QCOMPARE(defaultSettings(Optimizer::AdaGrad).epsilon, 1e-10);
    QCOMPARE(defaultSettings(Optimizer::AdaDelta).epsilon, 1e-6);
    for (const auto& entry : kEnumNames<Optimizer>)
      QCOMPARE(defaultSettings(entry.value).weightDecay, entry.value == Optimizer::AdamW ? 0.01 : 0.0);
  }

  void touchesOnlyItsLayer() {
    QFETCH(Optimizer, optimizer);
    OptimizerState state = initialState(optimizer, 9, 3);
    Vector weights = Vector::Ones(9);
    update(ruleOf(optimizer, 0.1), 1, 3, 3, Vector::Ones(9), weights, state);
    for (Index i = 0; i < 9; ++i) {
      const bool isInside = i >= 3 && i < 6;
      QCOMPARE(weights[i] != 1, isInside);
      if (state.first.size() > 0) QCOMPARE(state.first[i] != 0, isInside);
      if (state.second.size() > 0) QCOMPARE(state.second[i] != 0, isInside);
    }
    QCOMPARE(state.updates, (std::vector<std::int64_t>{0, 1, 0}));
  }

  void fitsOnlyItsOwnSizes() {
    QFETCH(Optimizer, optimizer);
    // What the papers' formulas keep from step to step: a velocity or mean (m, v, u), and a mean of squares
    // (s).
    using enum Optimizer;
    const std::set<Optimizer> keepsFirst = {Momentum, Nesterov, Adam, AdamW, AdaDelta};
    const std::set<Optimizer> keepsSecond = {AdaGrad, RmsProp, Adam, AdamW, AdaDelta};
    for (const Index first : {0, 8, 9})
      for (const Index second : {0, 8, 9})
        for (const std::size_t layers : {2U, 3U}) {
          const OptimizerState candidate{.first = Vector::Zero(first),
                                         .second = Vector::Zero(second),
                                         .updates = std::vector<std::int64_t>(layers)};
          const bool isRight = first == (keepsFirst.contains(optimizer) ? 9 : 0) &&
                               second == (keepsSecond.contains(optimizer) ? 9 : 0) && layers == 3;
          QCOMPARE(fits(candidate, optimizer, 9, 3), isRight);
          QCOMPARE(candidate == initialState(optimizer, 9, 3), isRight);
        }
    const OptimizerState state = initialState(optimizer, 9, 3);
    OptimizerState changed = state;
    changed.updates[2] = 1;
    QVERIFY(!(state == changed));
  }
};

PELLUCID_TEST(tst_optimizer, TestOptimizer)
#include "tst_optimizer.moc"

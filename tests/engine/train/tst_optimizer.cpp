// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/optimizer.h"

#include <QtTest>

#include "engine/base/random.h"
#include "tests/support/naive_network.h"
#include "tests/support/precision.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestOptimizer : public QObject {
  Q_OBJECT

 private slots:
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
  }

  void agreesWithHandComputedNumbers() {
    QFETCH(Optimizer, optimizer);
    QFETCH(double, afterOne);
    QFETCH(double, afterTwo);
    const double tolerance = kIsDouble ? 1e-10 : 2e-7;
    OptimizerState state = initialState(optimizer, 1, 1);
    Vector weights = Vector::Constant(1, 1);
    update(optimizer, Scalar(0.1), 0, 0, 1, Vector::Constant(1, 1), weights, state);
    QVERIFY2(isClose(weights[0], afterOne, tolerance), QByteArray::number(weights[0], 'g', 12));
    update(optimizer, Scalar(0.1), 0, 0, 1, Vector::Constant(1, -2), weights, state);
    QVERIFY2(isClose(weights[0], afterTwo, tolerance), QByteArray::number(weights[0], 'g', 12));
    QCOMPARE(state.updates, std::vector<std::int64_t>{2});
  }

  void everyOptimizer_data() {
    QTest::addColumn<Optimizer>("optimizer");
    for (const auto& entry : kEnumNames<Optimizer>) QTest::newRow(entry.name.data()) << entry.value;
  }
  void agreesWithTheDefinition_data() { everyOptimizer_data(); }
  void touchesOnlyItsLayer_data() { everyOptimizer_data(); }
  void fitsOnlyItsOwnSizes_data() { everyOptimizer_data(); }

  /// More weights than one block of the fast code, and not a multiple of it.
  void agreesWithTheDefinition() {
    QFETCH(Optimizer, optimizer);
    constexpr Index kSize = 2500;
    Random random(5, "gradient");
    NaiveNetwork naive;
    naive.layers.resize(1);
    naive.layers[0].inputs = kSize - 1;
    naive.layers[0].units = 1;
    naive.setParameters(Numbers(kSize, 0.5));
    NaiveOptimizer naiveOptimizer(optimizer, 0.01);
    Vector weights = Vector::Constant(kSize, Scalar(0.5));
    OptimizerState state = initialState(optimizer, kSize, 1);
    for (int step = 0; step < 20; ++step) {
      Vector gradient(kSize);
      for (Scalar& value : gradient) value = static_cast<Scalar>(random.normal());
      naive.layers[0].weightGradient.assign(gradient.begin(), gradient.end() - 1);
      naive.layers[0].biasGradient = {gradient[kSize - 1]};
      naiveOptimizer.step(naive);
      update(optimizer, Scalar(0.01), 0, 0, kSize, gradient, weights, state);
    }
    // 0.01 itself is rounded in single precision, and twenty steps add up.
    QVERIFY(largestDifference(weights, naive.parameters()) < (kIsDouble ? 1e-12 : 1e-5));
  }

  void touchesOnlyItsLayer() {
    QFETCH(Optimizer, optimizer);
    OptimizerState state = initialState(optimizer, 9, 3);
    Vector weights = Vector::Ones(9);
    update(optimizer, Scalar(0.1), 1, 3, 3, Vector::Ones(9), weights, state);
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
    const OptimizerState state = initialState(optimizer, 9, 3);
    for (const auto& other : kEnumNames<Optimizer>)
      QCOMPARE(fits(state, other.value, 9, 3), other.value == optimizer);
    QVERIFY(!fits(state, optimizer, 9, 2));
    if (optimizer != Optimizer::Sgd) QVERIFY(!fits(state, optimizer, 8, 3));
    QVERIFY(state == initialState(optimizer, 9, 3));
    OptimizerState changed = state;
    changed.updates[2] = 1;
    QVERIFY(!(state == changed));
  }
};

QTEST_APPLESS_MAIN(TestOptimizer)
#include "tst_optimizer.moc"

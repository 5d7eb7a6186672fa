// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/dropout.h"

#include <QtTest>

#include "tests/support/layer_pass.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

const Pass kTraining{.isTraining = true, .seed = 5, .step = 3, .layer = 1};

LayerTrace pass(const Dropout& layer, const Matrix& x, const Pass& how) {
  LayerTrace trace;
  layer.forward(nullptr, x, trace, how);
  return trace;
}

}  // namespace

class TestDropout : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithAPlainLoop() {
    for (const double rate : {0.2, 0.5, 0.9}) {
      const Dropout layer(dropout(rate), {.channels = 2, .height = 3, .width = 5});
      const LayerPass pass = passThrough(layer, {.isTraining = true});
      Samples keeps = pass.a;
      for (Numbers& sample : keeps)
        for (double& value : sample) value = value == 0 ? 0 : 1;
      QVERIFY(worstDifference(pass.a, dropOut(pass.x, keeps, rate)) < kPrecision);
      QVERIFY(worstDifference(pass.dx, dropOut(pass.delta, keeps, rate)) < kPrecision);
    }
  }

  void letsEverythingThroughInUse() {
    const Dropout layer(dropout(0.5), flatShape(7));
    const Matrix x = Matrix::Random(7, 3);
    LayerTrace trace = pass(layer, x, {});
    QCOMPARE(trace.a, x);
    trace.delta = x;
    Matrix dx;
    layer.backward(nullptr, x, trace, nullptr, &dx);
    QCOMPARE(dx, x);
  }

  void dropsItsShareAndScalesTheRest() {
    const Dropout layer(dropout(0.2), flatShape(100));
    const Matrix x = Matrix::Ones(100, 200);
    LayerTrace trace = pass(layer, x, kTraining);
    const auto dropped = (trace.a.array() == 0).count();
    // 20,000 draws: five standard deviations are 0.014
    QVERIFY(std::abs(static_cast<double>(dropped) / 20'000 - 0.2) < 0.014);
    QVERIFY(((trace.a.array() == 0) || (trace.a.array() == Scalar(1) / (Scalar(1) - Scalar(0.2)))).all());
    trace.delta = Matrix::Constant(100, 200, 3);
    Matrix dx;
    layer.backward(nullptr, x, trace, nullptr, &dx);
    QCOMPARE(dx, Matrix(trace.a * 3));
  }

  void isAFunctionOfSeedStepAndLayer() {
    const Dropout layer(dropout(0.5), flatShape(64));
    const Matrix x = Matrix::Ones(64, 4);
    const Matrix first = pass(layer, x, kTraining).a;
    QCOMPARE(pass(layer, x, kTraining).a, first);
    for (const Pass& other : {Pass{.isTraining = true, .seed = 6, .step = 3, .layer = 1},
                              Pass{.isTraining = true, .seed = 5, .step = 4, .layer = 1},
                              Pass{.isTraining = true, .seed = 5, .step = 3, .layer = 2}})
      QVERIFY(pass(layer, x, other).a != first);
  }

  void aRateOfZeroDropsNothing() {
    const Dropout layer(dropout(0), flatShape(9));
    const Matrix x = Matrix::Random(9, 2);
    QCOMPARE(pass(layer, x, kTraining).a, x);
  }
};

PELLUCID_TEST(tst_dropout, TestDropout)
#include "tst_dropout.moc"

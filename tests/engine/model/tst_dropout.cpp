// SPDX-License-Identifier: GPL-3.0-or-later
// Dropout: the arithmetic against a plain loop, the share that is dropped, and that it can be repeated.
#include "engine/model/dropout.h"

#include <QtTest>

#include "tests/support/layer_pass.h"
#include "tests/support/precision.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

Matrix drop(double rate, const Pass& pass, Index inputs = 100, Index samples = 100) {
  LayerTrace trace;
  Dropout(dropout(rate), flatShape(inputs)).forward(nullptr, Matrix::Ones(inputs, samples), trace, pass);
  return trace.a;
}

}  // namespace

class TestDropout : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithAPlainLoop() {
    for (const double rate : {0.2, 0.5, 0.9}) {
      const LayerPass pass =
          passThrough(Dropout(dropout(rate), {.channels = 2, .height = 3, .width = 5}), {.isTraining = true});
      Samples keeps = pass.a;
      for (Numbers& sample : keeps)
        for (double& value : sample) value = value == 0 ? 0 : 1;
      QVERIFY(worstDifference(pass.a, dropOut(pass.x, keeps, rate)) < kPrecision);
      QVERIFY(worstDifference(pass.dx, dropOut(pass.delta, keeps, rate)) < kPrecision);
    }
  }

  /// Of 10,000 inputs; the standard deviation of the share is at most 0.005.
  void dropsItsShare() {
    for (const double rate : {0.0, 0.05, 0.2, 0.5, 0.9}) {
      const Matrix a = drop(rate, {.isTraining = true, .seed = 3});
      const double dropped = static_cast<double>((a.array() == 0).count()) / 10000;
      QVERIFY(std::abs(dropped - rate) < 0.02);
      // the sum to be expected stays
      QVERIFY(std::abs(static_cast<double>(a.mean()) - 1) < 0.02 / (1 - rate));
    }
  }

  void letsEverythingThroughInUse() {
    const LayerPass pass = passThrough(Dropout(dropout(0.5), flatShape(6)));
    QCOMPARE(pass.a, pass.x);
    QCOMPARE(pass.dx, pass.delta);
  }

  void isAFunctionOfSeedStepAndLayer() {
    const Pass pass{.isTraining = true, .seed = 3, .step = 4, .layer = 1};
    QCOMPARE(drop(0.5, pass), drop(0.5, pass));
    Pass other = pass;
    other.seed = 2;
    QVERIFY(drop(0.5, pass) != drop(0.5, other));
    other = pass;
    other.step = 5;
    QVERIFY(drop(0.5, pass) != drop(0.5, other));
    other = pass;
    other.layer = 2;
    QVERIFY(drop(0.5, pass) != drop(0.5, other));
  }
};

QTEST_APPLESS_MAIN(TestDropout)
#include "tst_dropout.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/initializer.h"

#include <QtTest>

#include <cmath>

using namespace pellucid::engine;

namespace {

Matrix drawn(Initializer initializer, Index rows, Index cols) {
  Matrix weights(rows, cols);
  Random random(1, "init");
  initialize(initializer, random, weights);
  return weights;
}

double variance(const Matrix& weights) {
  return (weights.array() - weights.mean()).square().mean();
}

}  // namespace

class TestInitializer : public QObject {
  Q_OBJECT

 private slots:
  /// A uniform distribution in ±a has the variance a² / 3.
  void glorotIsUniformWithinItsBound() {
    const Matrix weights = drawn(Initializer::Glorot, 100, 300);
    const double bound = std::sqrt(6.0 / 400);
    QVERIFY(weights.maxCoeff() <= bound);
    QVERIFY(weights.minCoeff() >= -bound);
    QVERIFY(weights.maxCoeff() > 0.999 * bound);
    QVERIFY(weights.minCoeff() < -0.999 * bound);
    QVERIFY(std::abs(weights.mean()) < 0.01 * bound);
    QVERIFY(std::abs(variance(weights) / (bound * bound / 3) - 1) < 0.02);
  }

  /// It depends on the inputs alone, and the kurtosis of a normal distribution is 3.
  void heIsNormalWithItsVariance() {
    const Matrix weights = drawn(Initializer::He, 100, 300);
    const double expected = 2.0 / 300;
    QVERIFY(std::abs(variance(weights) / expected - 1) < 0.03);
    const double fourth = weights.array().pow(4).mean();
    QVERIFY(std::abs(fourth / (expected * expected) - 3) < 0.2);
    QVERIFY(std::abs(variance(drawn(Initializer::He, 300, 300)) / expected - 1) < 0.03);
  }

  void drawsColumnAfterColumn() {
    const Matrix wide = drawn(Initializer::He, 4, 5);
    Random random(1, "init");
    for (Index i = 0; i < 5; ++i)
      for (Index o = 0; o < 4; ++o)
        QCOMPARE(wide(o, i), static_cast<Scalar>(random.normal() * std::sqrt(2.0 / 5)));
  }
};

QTEST_APPLESS_MAIN(TestInitializer)
#include "tst_initializer.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/initializer.h"

#include <QtTest>

#include <cmath>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

Matrix drawn(Initializer initializer, Index rows, Index cols) {
  Matrix weights(rows, cols);
  Random random(1, "init");
  initialize(initializer, random, static_cast<double>(cols), static_cast<double>(rows), weights);
  return weights;
}

double variance(const Matrix& weights) {
  return (weights.array() - weights.mean()).square().mean();
}

}  // namespace

class TestInitializer : public QObject {
  Q_OBJECT

 private slots:
  /// A uniform distribution within ±a has the variance a² / 3.
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

  /// For 300 units with 100 inputs; a uniform distribution has the kurtosis 9/5.
  void hasItsVariance_data() {
    QTest::addColumn<Initializer>("initializer");
    QTest::addColumn<double>("expected");
    QTest::addColumn<double>("kurtosis");
    QTest::newRow("uniform") << Initializer::Uniform << 0.05 * 0.05 / 3 << 1.8;
    QTest::newRow("normal") << Initializer::Normal << 0.05 * 0.05 << 3.0;
    QTest::newRow("glorot") << Initializer::Glorot << 2.0 / 400 << 1.8;
    QTest::newRow("glorot-normal") << Initializer::GlorotNormal << 2.0 / 400 << 3.0;
    QTest::newRow("he") << Initializer::He << 2.0 / 100 << 3.0;
    QTest::newRow("he-uniform") << Initializer::HeUniform << 2.0 / 100 << 1.8;
    QTest::newRow("lecun") << Initializer::LeCun << 1.0 / 100 << 3.0;
    QTest::newRow("lecun-uniform") << Initializer::LeCunUniform << 1.0 / 100 << 1.8;
    QTest::newRow("orthogonal") << Initializer::Orthogonal << 1.0 / 300 << 3.0;
  }
  void hasItsVariance() {
    QFETCH(Initializer, initializer);
    QFETCH(double, expected);
    QFETCH(double, kurtosis);
    const Matrix weights = drawn(initializer, 300, 100);
    QVERIFY(std::abs(weights.mean()) < 0.02 * std::sqrt(expected));
    QVERIFY(std::abs(variance(weights) / expected - 1) < 0.03);
    QVERIFY(std::abs(weights.array().pow(4).mean() / (expected * expected) - kurtosis) < 0.2);
  }

  void orthogonalRowsOrColumnsAreOrthonormal() {
    for (const auto& [rows, cols] : {std::pair<Index, Index>{7, 20}, {20, 7}, {9, 9}, {1, 5}, {5, 1}}) {
      const Matrix w = drawn(Initializer::Orthogonal, rows, cols);
      const Matrix products = rows < cols ? Matrix(w * w.transpose()) : Matrix(w.transpose() * w);
      QVERIFY(products.isIdentity(Scalar(1e-5)));
    }
    // Both signs occur, which a decomposition alone would not give.
    int positive = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
      Matrix w(3, 3);
      Random random(seed, "init");
      initialize(Initializer::Orthogonal, random, 3, 3, w);
      if (w(0, 0) > 0) ++positive;
    }
    QVERIFY(positive > 70 && positive < 130);
  }

  void someDrawNothing() {
    QCOMPARE(drawn(Initializer::Zeros, 3, 4), Matrix(Matrix::Zero(3, 4)));
    QCOMPARE(drawn(Initializer::Constant, 3, 4), Matrix(Matrix::Constant(3, 4, Scalar(0.1))));
  }

  /// A convolution's fans are not the dimensions of its matrix.
  void fansAreGiven() {
    Matrix weights(300, 100);
    Random random(1, "init");
    initialize(Initializer::GlorotNormal, random, 50, 750, weights);
    QVERIFY(std::abs(variance(weights) / (2.0 / 800) - 1) < 0.03);
  }

  void drawsColumnAfterColumn() {
    const Matrix wide = drawn(Initializer::He, 4, 5);
    Random random(1, "init");
    for (Index i = 0; i < 5; ++i)
      for (Index o = 0; o < 4; ++o)
        QCOMPARE(wide(o, i), static_cast<Scalar>(random.normal() * std::sqrt(2.0 / 5)));
  }
};

PELLUCID_TEST(tst_initializer, TestInitializer)
#include "tst_initializer.moc"

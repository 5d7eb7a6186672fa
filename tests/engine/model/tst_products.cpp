// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/products.h"

#include <QtTest>

#include "engine/base/random.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

Matrix draw(Index rows, Index cols, Random& random) {
  Matrix matrix(rows, cols);
  for (Scalar& value : matrix.reshaped()) value = static_cast<Scalar>(random.uniform() - 0.5);
  return matrix;
}

double at(const Matrix& matrix, Index row, Index col) {
  return static_cast<double>(matrix(row, col));
}

}  // namespace

class TestProducts : public QObject {
  Q_OBJECT

 private slots:
  /// Sizes on both sides of the boundary between the loops for small layers and Eigen's products.
  void agreeWithPlainLoops_data() {
    QTest::addColumn<int>("units");
    QTest::addColumn<int>("inputs");
    QTest::addColumn<int>("samples");
    for (int units = 1; units <= 17; ++units) QTest::addRow("%d units", units) << units << 5 << 3;
    QTest::newRow("one of each") << 1 << 1 << 1;
    QTest::newRow("many inputs") << 4 << 300 << 7;
    QTest::newRow("large") << 40 << 50 << 33;
  }

  void agreeWithPlainLoops() {
    QFETCH(int, units);
    QFETCH(int, inputs);
    QFETCH(int, samples);
    Random random(1, "test");
    const Matrix w = draw(units, inputs, random);
    const Matrix x = draw(inputs, samples, random);
    const Matrix delta = draw(units, samples, random);
    const Matrix bias = draw(units, 1, random);
    const ConstMatrixMap weights(w.data(), units, inputs);
    Matrix z(units, samples);
    Matrix withoutBias(units, samples);
    Matrix dw(units, inputs);
    Matrix dx(inputs, samples);
    Vector db(units);
    weightedSums(weights, bias.data(), x, z);
    weightedSums(weights, nullptr, x, withoutBias);
    weightGradient(delta, x, MatrixMap(dw.data(), units, inputs));
    inputGradient(weights, delta, dx);
    sumOverSamples(delta, db.data());
    for (Index n = 0; n < samples; ++n)
      for (Index o = 0; o < units; ++o) {
        double sum = 0;
        for (Index i = 0; i < inputs; ++i) sum += at(w, o, i) * at(x, i, n);
        QVERIFY(isClose(withoutBias(o, n), sum));
        QVERIFY(isClose(z(o, n), sum + at(bias, o, 0)));
      }
    for (Index o = 0; o < units; ++o) {
      for (Index i = 0; i < inputs; ++i) {
        double sum = 0;
        for (Index n = 0; n < samples; ++n) sum += at(delta, o, n) * at(x, i, n);
        QVERIFY(isClose(dw(o, i), sum));
      }
      double sum = 0;
      for (Index n = 0; n < samples; ++n) sum += at(delta, o, n);
      QVERIFY(isClose(db(o), sum));
    }
    for (Index n = 0; n < samples; ++n)
      for (Index i = 0; i < inputs; ++i) {
        double sum = 0;
        for (Index o = 0; o < units; ++o) sum += at(w, o, i) * at(delta, o, n);
        QVERIFY(isClose(dx(i, n), sum));
      }
  }
};

PELLUCID_TEST(tst_products, TestProducts)
#include "tst_products.moc"

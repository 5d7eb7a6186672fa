// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/sum_quads.h"

#include <QtTest>

#include <vector>

#include "engine/base/random.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// About a third of them are not zero.
Matrix someNumbers(Random& random, Index features, Index samples) {
  Matrix x = Matrix::Zero(features, samples);
  for (Scalar& value : x.reshaped())
    if (random.below(3) == 0) value = static_cast<Scalar>(random.normal());
  return x;
}

SparseBatch batchOf(const Matrix& x) {
  SparseBatch batch;
  batch.reset(x.rows(), x.cols());
  for (Index n = 0; n < x.cols(); ++n) batch.add(x.col(n).data(), 1);
  return batch;
}

}  // namespace

class TestSumQuads : public QObject {
  Q_OBJECT

 private slots:
  /// Row counts that end in every kind of block, and features that end within a quad.
  void agreesWithAPlainLoop_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("features");
    for (const int rows : {1, 3, 4, 8, 15, 16, 17, 31, 48, 64, 65, 100, 128, 200})
      for (const int features : {1, 4, 7, 22}) QTest::addRow("%d, %d", rows, features) << rows << features;
  }

  void agreesWithAPlainLoop() {
    QFETCH(int, rows);
    QFETCH(int, features);
    constexpr Index kSamples = 9;
    Random random(1, "test");
    Matrix matrix(rows, kSamples);
    for (Scalar& value : matrix.reshaped()) value = static_cast<Scalar>(random.normal());
    const Matrix x = someNumbers(random, features, kSamples);
    const SparseBatch batch = batchOf(x);

    // Columns of the result are one value apart, which stays unchanged, as does what follows them.
    Matrix sums = Matrix::Constant(rows + 1, features + 3, 77);
    sumQuads(ConstMatrixMap(matrix.data(), rows, kSamples), batch, sums.data(), rows + 1);
    for (Index i = 0; i < features; ++i)
      for (Index r = 0; r < rows; ++r) {
        double expected = 0;
        for (Index n = 0; n < kSamples; ++n)
          expected += static_cast<double>(x(i, n)) * static_cast<double>(matrix(r, n));
        QVERIFY(isClose(sums(r, i), expected));
      }
    QVERIFY((sums.row(rows).array() == Scalar(77)).all());
    QVERIFY((sums.rightCols(3).array() == Scalar(77)).all());
  }

  void addingAgreesWithAPlainLoop_data() { agreesWithAPlainLoop_data(); }

  void addingAgreesWithAPlainLoop() {
    QFETCH(int, rows);
    QFETCH(int, features);
    constexpr Index kSamples = 9;
    Random random(1, "test");
    Matrix matrix(rows, features);
    for (Scalar& value : matrix.reshaped()) value = static_cast<Scalar>(random.normal());
    const Matrix x = someNumbers(random, features, kSamples);
    Matrix before(rows, kSamples);
    for (Scalar& value : before.reshaped()) value = static_cast<Scalar>(random.normal());
    Matrix sums = before;
    addQuads(ConstMatrixMap(matrix.data(), rows, features), batchOf(x),
             MatrixMap(sums.data(), rows, kSamples));
    for (Index n = 0; n < kSamples; ++n)
      for (Index r = 0; r < rows; ++r) {
        auto expected = static_cast<double>(before(r, n));
        for (Index i = 0; i < features; ++i)
          expected += static_cast<double>(x(i, n)) * static_cast<double>(matrix(r, i));
        QVERIFY(isClose(sums(r, n), expected));
      }
  }

  /// What is added to a value does not depend on which other rows and samples are processed with it.
  void addingGivesTheBitsOfASumAlone() {
    constexpr Index kSamples = 9;
    constexpr Index kRows = 77;
    constexpr Index kFeatures = 41;
    Random random(1, "test");
    Matrix matrix(kRows, kFeatures);
    for (Scalar& value : matrix.reshaped()) value = static_cast<Scalar>(random.normal());
    const Matrix x = someNumbers(random, kFeatures, kSamples);
    Matrix sums = Matrix::Zero(kRows, kSamples);
    addQuads(ConstMatrixMap(matrix.data(), kRows, kFeatures), batchOf(x),
             MatrixMap(sums.data(), kRows, kSamples));
    for (Index n = 0; n < kSamples; ++n)
      for (Index r = 0; r < kRows; ++r) {
        const Matrix row = matrix.row(r);
        Scalar alone = 0;
        addQuads(ConstMatrixMap(row.data(), 1, kFeatures), batchOf(x.col(n)), MatrixMap(&alone, 1, 1));
        QCOMPARE(sums(r, n), alone);
      }
  }

  /// A sum does not depend on which other rows and features are summed with it.
  void givesTheBitsOfASumAlone() {
    constexpr Index kSamples = 40;
    constexpr Index kRows = 77;
    constexpr Index kFeatures = 9;
    Random random(1, "test");
    Matrix matrix(kRows, kSamples);
    Matrix x(kFeatures, kSamples);
    for (Scalar& value : matrix.reshaped()) value = static_cast<Scalar>(random.normal());
    for (Scalar& value : x.reshaped()) value = static_cast<Scalar>(random.normal());
    const SparseBatch all = batchOf(x);
    Matrix sums(kRows, kFeatures);
    sumQuads(ConstMatrixMap(matrix.data(), kRows, kSamples), all, sums.data(), kRows);
    for (Index i = 0; i < kFeatures; ++i) {
      const SparseBatch one = batchOf(x.row(i));
      for (Index r = 0; r < kRows; ++r) {
        const Matrix row = matrix.row(r);
        Scalar alone = 0;
        sumQuads(ConstMatrixMap(row.data(), 1, kSamples), one, &alone, 1);
        QCOMPARE(sums(r, i), alone);
      }
    }
  }
};

PELLUCID_TEST(tst_sum_quads, TestSumQuads)
#include "tst_sum_quads.moc"

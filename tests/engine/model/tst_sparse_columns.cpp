// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/sparse_columns.h"

#include <QtTest>

#include <array>

#include "engine/base/random.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

SparseColumns fromMatrix(const Matrix& x) {
  SparseColumns sparse;
  sparse.reset(x.rows(), x.cols());
  for (Index n = 0; n < x.cols(); ++n) sparse.add(x.col(n).data());
  return sparse;
}

}  // namespace

class TestSparseColumns : public QObject {
  Q_OBJECT

 private slots:
  void keepsEveryNumberBothWays() {
    Random random(1, "test");
    Matrix x = Matrix::Zero(37, 11);
    for (int k = 0; k < 80; ++k)
      x(static_cast<Index>(random.below(37)), static_cast<Index>(random.below(11))) =
          static_cast<Scalar>(random.uniform() + 1);
    SparseColumns sparse = fromMatrix(x);
    sparse.transpose();
    QCOMPARE(sparse.features(), 37);
    QCOMPARE(sparse.samples(), 11);
    Matrix byColumn = Matrix::Zero(37, 11);
    Matrix byRow = Matrix::Zero(37, 11);
    for (Index n = 0; n < 11; ++n)
      for (const Entry& entry : sparse.column(n)) byColumn(entry.index, n) = entry.value;
    for (Index i = 0; i < 37; ++i) {
      std::int32_t last = -1;
      for (const Entry& entry : sparse.row(i)) {
        QVERIFY2(entry.index > last, "a row's samples rise");
        last = entry.index;
        byRow(i, entry.index) = entry.value;
      }
    }
    QCOMPARE(byColumn, x);
    QCOMPARE(byRow, x);
  }

  void canBeFilledAgain() {
    SparseColumns sparse = fromMatrix(Matrix::Ones(5, 4));
    sparse.reset(3, 2);
    const std::array<Scalar, 6> values = {0, 0, 0, 0, 0, 7};
    sparse.add(values.data());
    sparse.add(values.data() + 3);
    sparse.transpose();
    QCOMPARE(sparse.samples(), 2);
    QVERIFY(sparse.column(0).empty());
    QVERIFY(sparse.row(0).empty());
    QVERIFY(sparse.row(1).empty());
    QCOMPARE(sparse.row(2).size(), std::size_t{1});
    QCOMPARE(sparse.row(2)[0].index, 1);
    QCOMPARE(sparse.row(2)[0].value, Scalar(7));
  }
};

PELLUCID_TEST(tst_sparse_columns, TestSparseColumns)
#include "tst_sparse_columns.moc"

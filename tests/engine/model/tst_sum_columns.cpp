// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/sum_columns.h"

#include <QtTest>

#include "engine/base/random.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestSumColumns : public QObject {
  Q_OBJECT

 private slots:
  /// Row counts that end in every kind of block: whole registers, halves, single rows.
  void agreesWithAPlainLoop_data() {
    QTest::addColumn<int>("rows");
    for (const int rows : {1, 3, 4, 7, 8, 15, 16, 17, 31, 48, 64, 100, 128, 200, 208, 255, 256, 300, 513})
      QTest::addRow("%d", rows) << rows;
  }

  void agreesWithAPlainLoop() {
    QFETCH(int, rows);
    constexpr Index kColumns = 9;
    Random random(1, "test");
    Matrix matrix(rows, kColumns);
    Vector start(rows);
    for (Scalar& value : matrix.reshaped()) value = static_cast<Scalar>(random.normal());
    for (Scalar& value : start) value = static_cast<Scalar>(random.normal());
    const std::vector<Entry> entries = {{.index = 0, .value = Scalar(0.5)},
                                        {.index = 3, .value = Scalar(-2)},
                                        {.index = 8, .value = Scalar(1.25)}};
    Vector sum(rows);
    Vector fromZero(rows);
    sumColumns(matrix.data(), rows, entries, start.data(), sum.data());
    sumColumns(matrix.data(), rows, entries, nullptr, fromZero.data());
    for (int r = 0; r < rows; ++r) {
      double expected = 0;
      for (const Entry& entry : entries)
        expected += static_cast<double>(entry.value) * static_cast<double>(matrix(r, entry.index));
      QVERIFY(isClose(fromZero(r), expected));
      QVERIFY(isClose(sum(r), expected + static_cast<double>(start(r))));
    }
  }

  void noEntriesGiveTheStart() {
    const Vector start = Vector::LinSpaced(20, 1, 20);
    Vector sum(20);
    sumColumns(nullptr, 20, {}, start.data(), sum.data());
    QCOMPARE(sum, start);
    sumColumns(nullptr, 20, {}, nullptr, sum.data());
    QCOMPARE(sum, Vector(Vector::Zero(20)));
  }

  /// A sum may go on where it stopped.
  void canAddToItsStart() {
    const Matrix matrix = Matrix::Ones(18, 2);
    Vector sum = Vector::Ones(18);
    sumColumns(matrix.data(), 18, std::vector<Entry>{{.index = 1, .value = 3}}, sum.data(), sum.data());
    QCOMPARE(sum, Vector(Vector::Constant(18, 4)));
  }
};

PELLUCID_TEST(tst_sum_columns, TestSumColumns)
#include "tst_sum_columns.moc"

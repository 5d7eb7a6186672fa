// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/sum_columns.h"

#include <QtTest>

#include <array>
#include <vector>

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
    const std::array<std::vector<Entry>, 3> lists = {std::vector<Entry>{{.index = 0, .value = Scalar(0.5)},
                                                                        {.index = 3, .value = Scalar(-2)},
                                                                        {.index = 8, .value = Scalar(1.25)}},
                                                     std::vector<Entry>{},
                                                     std::vector<Entry>{{.index = 5, .value = 1}}};
    const auto list = [&](Index k) { return std::span<const Entry>(lists[static_cast<std::size_t>(k)]); };
    const ConstMatrixMap m(matrix.data(), rows, kColumns);
    // Columns of the results lie one number apart, which stays as it was.
    Matrix sum = Matrix::Constant(rows + 1, 3, 77);
    Matrix fromZero = sum;
    sumColumns(m, 3, list, start.data(), sum.data(), rows + 1);
    sumColumns(m, 3, list, nullptr, fromZero.data(), rows + 1);
    for (Index k = 0; k < 3; ++k) {
      for (int r = 0; r < rows; ++r) {
        double expected = 0;
        for (const Entry& entry : list(k))
          expected += static_cast<double>(entry.value) * static_cast<double>(matrix(r, entry.index));
        QVERIFY(isClose(fromZero(r, k), expected));
        QVERIFY(isClose(sum(r, k), expected + static_cast<double>(start(r))));
      }
      QCOMPARE(sum(rows, k), Scalar(77));
      QCOMPARE(fromZero(rows, k), Scalar(77));
    }
  }
};

PELLUCID_TEST(tst_sum_columns, TestSumColumns)
#include "tst_sum_columns.moc"

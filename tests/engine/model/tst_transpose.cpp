// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/transpose.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestTranspose : public QObject {
  Q_OBJECT

 private slots:
  /// Fewer than a block, whole blocks, and blocks that process some values twice.
  void putsLinesAcross_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    for (const int rows : {1, 3, 8, 12, 16, 19})
      for (const int columns : {1, 4, 8, 9, 24}) QTest::addRow("%d x %d", rows, columns) << rows << columns;
  }

  void putsLinesAcross() {
    QFETCH(int, rows);
    QFETCH(int, columns);
    for (const Index gap : {0, 5}) {  // between two lines of both
      const Index fromStep = columns + gap;
      const Index toStep = rows + gap;
      const Vector from = Vector::LinSpaced(rows * fromStep, 1, static_cast<Scalar>(rows * fromStep));
      Vector to = Vector::Constant(columns * toStep, -1);
      transpose(from.data(), fromStep, rows, columns, to.data(), toStep);
      for (Index j = 0; j < columns; ++j)
        for (Index i = 0; i < toStep; ++i)
          QCOMPARE(to(j * toStep + i), i < rows ? from(i * fromStep + j) : Scalar(-1));
    }
  }
};

PELLUCID_TEST(tst_transpose, TestTranspose)
#include "tst_transpose.moc"

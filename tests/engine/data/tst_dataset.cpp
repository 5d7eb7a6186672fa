// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/dataset.h"

#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/precision.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestDataset : public QObject {
  Q_OBJECT

 private slots:
  void gathersBytesAsNumbersFromZeroToOne() {
    const Split split{.pixels = {0, 51, 102, 153, 204, 255}, .labels = {0, 1, 2}};
    Matrix x;
    gather(split, 2, std::vector<std::uint32_t>{2, 0, 2}, x);
    Matrix expected(2, 3);
    expected << Scalar(0.8), Scalar(0), Scalar(0.8),  //
        Scalar(1), Scalar(0.2), Scalar(1);
    QVERIFY(largestDifference(x.reshaped(), expected.reshaped()) < kPrecision);
    QCOMPARE(x(0, 1), Scalar(0));
    // The same memory serves smaller and larger batches.
    gather(split, 2, std::vector<std::uint32_t>{1}, x);
    QCOMPARE(x.cols(), 1);
    QCOMPARE(x, Matrix(sample(split, 2, 1)));
  }

  void theChecksumIsCrc32OfAllBytes() {
    // CRC-32 of "123456789" is its published check value.
    const Split train{.pixels = {'1', '2', '3', '4'}, .labels = {'5', '6'}};
    const Split test{.pixels = {'7', '8'}, .labels = {'9'}};
    QCOMPARE(checksum(train, test), std::uint32_t{0xcbf43926});
    QVERIFY(checksum(test, train) != checksum(train, test));
  }

  void theSyntheticDataSetIsReproducible() {
    QCOMPARE(syntheticDataset()->checksum, syntheticDataset()->checksum);
    QVERIFY(syntheticDataset(60, 6, 3, 8)->checksum != syntheticDataset()->checksum);
    QCOMPARE(syntheticDataset()->inputs(), 6);
    QCOMPARE(syntheticDataset()->classes(), 3);
    QCOMPARE(syntheticDataset()->train.size(), 60);
    QCOMPARE(syntheticDataset()->test.size(), 15);
  }
};

QTEST_APPLESS_MAIN(TestDataset)
#include "tst_dataset.moc"

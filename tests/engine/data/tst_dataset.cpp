// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/dataset.h"

#include <QtTest>

#include <algorithm>

#include "tests/support/datasets.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

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
    // The same memory is used for smaller and larger batches.
    gather(split, 2, std::vector<std::uint32_t>{1}, x);
    QCOMPARE(x.cols(), 1);
    QCOMPARE(x, Matrix(sample(split, 2, 1)));
  }

  void gathersNumbersAsTheyAre() {
    Split split;
    split.numbers.resize(2, 3);
    split.numbers << 1, 2, 3, -4, -5, -6;
    split.labels = {0, 1, 0};
    Matrix x;
    gather(split, 2, std::vector<std::uint32_t>{2, 0}, x);
    Matrix expected(2, 2);
    expected << 3, 1, -6, -4;
    QCOMPARE(x, expected);
    QCOMPARE(sample(split, 2, 1), Vector(split.numbers.col(1)));
    QVERIFY(checksum(split, {}) != 0);
    const Split part = select(split, std::vector<Index>{1});
    QCOMPARE(part.numbers, Matrix(split.numbers.col(1)));
    QCOMPARE(part.labels, std::vector<std::uint8_t>{1});
  }

  void ordersEverySampleOnce() {
    for (const double share : {0.001, 0.3, 0.999}) {
      SplitOrder order = splitOrder(10, share, 4);
      QCOMPARE(order.test.size(), share < 0.1   ? std::size_t{1}
                                  : share < 0.5 ? std::size_t{3}
                                                : std::size_t{9});
      order.train.insert(order.train.end(), order.test.begin(), order.test.end());
      std::ranges::sort(order.train);
      QCOMPARE(order.train, (std::vector<Index>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    }
    QCOMPARE(splitOrder(10, 0.5, 1).test, splitOrder(10, 0.5, 1).test);
    QVERIFY(splitOrder(10, 0.5, 1).test != splitOrder(10, 0.5, 2).test);
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

PELLUCID_TEST(tst_dataset, TestDataset)
#include "tst_dataset.moc"

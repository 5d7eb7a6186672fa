// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/given_numbers.h"

#include <QtTest>

#include "tests/support/window_test.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestGivenNumbers : public QObject {
  Q_OBJECT

 private slots:
  void pixelsStandInTheirPlaces() {
    auto data = std::make_shared<engine::Dataset>();
    data->shape = {.channels = 3, .height = 2, .width = 2};
    data->classNames = {"a", "b"};
    data->train.labels = {0};
    for (int i = 0; i < 12; ++i) data->train.pixels.push_back(static_cast<std::uint8_t>(i * 20));
    GivenNumbers numbers;
    numbers.setSample(data, {});
    QCOMPARE(numbers.rowCount(), 6);
    QCOMPARE(numbers.columnCount(), 2);
    for (int row = 0; row < 6; ++row)
      for (int column = 0; column < 2; ++column)
        QCOMPARE(numbers.data(numbers.index(row, column), Qt::DisplayRole).toString(),
                 shortValueText((row * 2 + column) * 20 / 255.0));
    QCOMPARE(numbers.headerData(3, Qt::Vertical, Qt::DisplayRole).toString(), QString("green 2"));
    QCOMPARE(numbers.headerData(1, Qt::Horizontal, Qt::DisplayRole).toInt(), 2);
    numbers.setSample(nullptr, {});
    QCOMPARE(numbers.rowCount(), 0);
  }

  void scaledColumnsStandBesideTheTable() {
    auto data = std::make_shared<engine::Dataset>();
    data->shape = engine::flatShape(2);
    data->inputNames = {"x", "y"};
    data->targetNames = {"z"};
    data->train.numbers = engine::Matrix{{1, 3}, {10, 30}};
    data->train.targets = engine::Matrix{{1, 2}};
    engine::applyScaling(engine::scalingOf(*data), *data);
    GivenNumbers numbers;
    numbers.setSample(data, {.part = SamplePart::Train, .index = 1});
    QCOMPARE(numbers.rowCount(), 2);
    QCOMPARE(numbers.data(numbers.index(1, 0), Qt::DisplayRole).toString(), QString("30"));
    QCOMPARE(numbers.data(numbers.index(1, 1), Qt::DisplayRole).toString(), QString("1"));
    QCOMPARE(numbers.headerData(1, Qt::Vertical, Qt::DisplayRole).toString(), QString("y"));
  }
};

PELLUCID_WINDOW_TEST(tst_given_numbers, TestGivenNumbers)
#include "tst_given_numbers.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/sample_image.h"

#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestSampleImage : public QObject {
  Q_OBJECT

 private slots:
  void greysAreBytes() {
    const auto data = tests::syntheticDataset(20, 6, 3);
    const QImage image = sampleImage(*data, {.part = SamplePart::Train, .index = 4});
    QCOMPARE(image.size(), QSize(6, 1));
    for (int x = 0; x < 6; ++x)
      QCOMPARE(qGray(image.pixel(x, 0)), int{data->train.pixels[static_cast<std::size_t>(4 * 6 + x)]});
  }

  void threeChannelsAreColours() {
    engine::Dataset data;
    data.shape = {.channels = 3, .height = 1, .width = 2};
    data.classNames = {"a", "b"};
    data.test = {.pixels = {10, 20, 30, 40, 50, 60}, .labels = {1}};
    const QImage image = sampleImage(data, {.part = SamplePart::Test, .index = 0});
    QCOMPARE(image.size(), QSize(2, 1));
    QCOMPARE(image.pixel(0, 0), qRgb(10, 30, 50));
    QCOMPARE(image.pixel(1, 0), qRgb(20, 40, 60));
    QCOMPARE(sampleAnswer(data, {.part = SamplePart::Test, .index = 0}), QString("b"));
  }

  void scalingIsUndone() {
    engine::Dataset data = *tests::syntheticDataset(20, 6, 3);
    const QImage before = sampleImage(data, {.part = SamplePart::Test, .index = 2});
    engine::applyScaling(engine::scalingOf(data), data);
    const QImage after = sampleImage(data, {.part = SamplePart::Test, .index = 2});
    for (int x = 0; x < 6; ++x) QVERIFY(std::abs(qGray(before.pixel(x, 0)) - qGray(after.pixel(x, 0))) <= 1);
  }

  void namesSamples() {
    QCOMPARE(sampleTitle({.part = SamplePart::Train, .index = 1234}), QString("Training sample #1,234"));
    QCOMPARE(sampleTitle({.part = SamplePart::Test, .index = 0}), QString("Test sample #0"));
    engine::Dataset data;
    data.shape = engine::flatShape(1);
    data.targetNames = {"price"};
    data.train.numbers = engine::Matrix{{1, 2}};
    data.train.targets = engine::Matrix{{10, 20}};
    engine::applyScaling(engine::scalingOf(data), data);
    QCOMPARE(sampleAnswer(data, {.part = SamplePart::Train, .index = 1}), QString("price = 20"));
  }
};

PELLUCID_WINDOW_TEST(tst_sample_image, TestSampleImage)
#include "tst_sample_image.moc"

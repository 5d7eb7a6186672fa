// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_tip.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestOnnxTip : public QObject {
  Q_OBJECT

 private slots:
  void shapesAreThoseOfTheEngine() {
    const auto shape = [](const std::vector<Index>& dims, bool isLast = false) {
      return OnnxTip(dims, isLast).shape();
    };
    QVERIFY(shape({784}) == (Shape{.channels = 1, .height = 1, .width = 784}));
    QVERIFY(shape({784, 1}) == (Shape{.channels = 1, .height = 1, .width = 784}));
    QVERIFY(shape({28, 28}) == (Shape{.channels = 1, .height = 28, .width = 28}));
    QVERIFY(shape({3, 8, 7}) == (Shape{.channels = 3, .height = 8, .width = 7}));
    QVERIFY(shape({8, 7, 3}, true) == (Shape{.channels = 3, .height = 8, .width = 7}));
    QVERIFY(shape({1, 28, 28, 1}) == (Shape{.channels = 1, .height = 28, .width = 28}));
  }

  /// Height 2, width 1, channels 3: pixels (a b c)(d e f), which the engine stores as a d b e c f.
  void channelsThatLieLastAreSorted() {
    OnnxTip tip({2, 1, 3}, true);
    QCOMPARE(tip.order(), (std::vector<Index>{0, 2, 4, 1, 3, 5}));
    QVERIFY(!tip.isImage());
    QVERIFY(tip.transpose({0, 3, 1, 2}));
    QVERIFY(tip.isImage() && tip.order().empty());
    QVERIFY(tip.transpose({0, 2, 3, 1}));
    QCOMPARE(tip.imageAxes(), (std::optional(std::pair<std::size_t, std::size_t>(0, 1))));
    tip.flatten();
    QVERIFY(tip.isRow());
    QCOMPARE(tip.order(), (std::vector<Index>{0, 2, 4, 1, 3, 5}));
  }

  void samplesAreNotMixed() {
    OnnxTip tip({2, 3}, false);
    QVERIFY(!tip.transpose({1, 0, 2}));
    QVERIFY(!tip.transpose({0, 1}));
    QVERIFY(!tip.transpose({0, 1, 1}));
    QVERIFY(!tip.reshape({-1, 3}, true, 0));
    QVERIFY(!tip.reshape({6, -1}, true, 0));
    QVERIFY(!tip.squeeze({0}));
    QVERIFY(!tip.unsqueeze({0}));
    QVERIFY(tip.reshape({-1, 6}, true, 0) && tip.dims() == std::vector<Index>{6});
    QVERIFY(tip.reshape({0, 3, -1}, true, 0) && tip.dims() == (std::vector<Index>{3, 2}));
    QVERIFY(tip.reshape({5, 6}, true, 5));
  }

  void constantsAreSpreadAsNumpyDoes() {
    OnnxTip tip({2, 1, 3}, true);  // the constant of the last axis has one value for each channel
    const auto channels = tip.spread(onnxFloats({3}, {1, 2, 3}));
    QVERIFY(channels && channels->size() == 3 && (*channels)[2] == 3);
    const auto rows = tip.spread(onnxFloats({2, 1, 1}, {5, 6}));
    QVERIFY(rows && rows->size() == 6 && (*rows)[0] == 5 && (*rows)[1] == 6 && (*rows)[4] == 5);
    QVERIFY(tip.spread(onnxFloats({}, {4}))->size() == 1);
    QVERIFY(!tip.spread(onnxFloats({2}, {1, 2})));
    QVERIFY(!tip.spread(onnxFloats({2, 2, 1, 3}, std::vector<float>(12))));
  }
};

PELLUCID_TEST(tst_onnx_tip, TestOnnxTip)
#include "tst_onnx_tip.moc"

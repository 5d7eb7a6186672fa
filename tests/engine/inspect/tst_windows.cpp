// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/windows.h"

#include <QtTest>

#include <algorithm>

#include "engine/model/network.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

/// The only layer of a network over 2 channels of 7×6 pixels.
std::shared_ptr<const Network> layerOf(const LayerSpec& spec) {
  return Network::create({.layers = {spec, flatten(), dense(2, Activation::Softmax)}},
                         {.channels = 2, .height = 7, .width = 6})
      .value();
}

}  // namespace

class TestWindows : public QObject {
  Q_OBJECT

 private slots:
  void tapsInputsAndUnitsAgree_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("kernel");
    QTest::addColumn<int>("stride");
    QTest::addColumn<int>("padding");
    QTest::newRow("convolution") << int(LayerKind::Conv2d) << 3 << 1 << 0;
    QTest::newRow("convolution with zeros around") << int(LayerKind::Conv2d) << 3 << 2 << 2;
    QTest::newRow("convolution of the same size") << int(LayerKind::Conv2d) << 4 << 1 << -1;
    QTest::newRow("max pool") << int(LayerKind::MaxPool) << 2 << 2 << 0;
    QTest::newRow("overlapping average pool") << int(LayerKind::AveragePool) << 3 << 2 << 0;
  }
  void tapsInputsAndUnitsAgree() {
    QFETCH(int, kind);
    QFETCH(int, kernel);
    QFETCH(int, stride);
    QFETCH(int, padding);
    LayerSpec spec = conv2d(3, kernel, Activation::Relu);
    if (kind == int(LayerKind::MaxPool)) spec = maxPool(kernel);
    if (kind == int(LayerKind::AveragePool)) spec = averagePool(kernel);
    spec.stride = stride;
    if (padding < 0)
      spec.padding.isSame = true;
    else
      spec.padding.pixels = padding;
    const auto network = layerOf(spec);
    const Layer& layer = network->layer(0);
    QVERIFY(needsImages(layer.kind()));
    const Windows windows(layer);
    const Shape& in = layer.inputShape();
    const Shape& out = layer.outputShape();
    const bool isConvolution = layer.kind() == LayerKind::Conv2d;
    const Index top = padding < 0 ? (out.height - 1 + kernel - in.height) / 2 : padding;
    const Index left = padding < 0 ? (out.width - 1 + kernel - in.width) / 2 : padding;

    // By the definition of a window, one input and one output at a time.
    for (Index input = 0; input < layer.inputs(); ++input) {
      std::vector<Index> reaching;
      for (Index unit = 0; unit < layer.outputs(); ++unit) {
        const Index c = input / in.pixels();
        const Index line = input % in.pixels() / in.width + top - unit % out.pixels() / out.width * stride;
        const Index column = input % in.width + left - unit % out.width * stride;
        const bool isUnder = line >= 0 && line < kernel && column >= 0 && column < kernel &&
                             (isConvolution || c == unit / out.pixels());
        const auto tap = windows.tap(unit, input);
        QCOMPARE(tap.has_value(), isUnder);
        if (!isUnder) continue;
        QCOMPARE(*tap, ((isConvolution ? c : 0) * kernel + line) * kernel + column);
        QCOMPARE(*windows.input(unit, *tap), input);
        reaching.push_back(unit);
      }
      std::vector<Index> units = windows.unitsOver(input);
      std::sort(units.begin(), units.end());
      QCOMPARE(units, reaching);
    }
    // Places outside the map have no input.
    for (Index unit = 0; unit < layer.outputs(); ++unit)
      for (Index tap = 0; tap < windows.taps(); ++tap)
        if (const auto input = windows.input(unit, tap)) QCOMPARE(*windows.tap(unit, *input), tap);
  }

  void otherLayersHaveNone() {
    QVERIFY(!needsImages(layerOf(maxPool(2))->layer(1).kind()));
    QVERIFY(!needsImages(layerOf(maxPool(2))->layer(2).kind()));
    QVERIFY_THROWS_EXCEPTION(std::logic_error, Windows(layerOf(maxPool(2))->layer(1)));
  }
};

PELLUCID_TEST(tst_windows, TestWindows)
#include "tst_windows.moc"

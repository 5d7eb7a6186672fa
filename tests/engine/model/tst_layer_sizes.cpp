// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/layer_sizes.h"

#include <QtTest>

#include "engine/model/layers_text.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

LayersText parsed(const std::string& text) {
  const auto layers = parseLayers(text);
  [&] { QVERIFY(layers); }();
  return *layers;
}

/// By walking over outputs and kernels, one multiplication at a time.
Index countedOfConvolution(const LayerSpec& layer, const Shape& in) {
  const Shape out = outputShape(layer, in);
  Index count = 0;
  for (Index unit = 0; unit < out.size(); ++unit)
    for (Index channel = 0; channel < in.channels; ++channel)
      for (Index y = 0; y < layer.kernel; ++y)
        for (Index x = 0; x < layer.kernel; ++x) ++count;
  return count;
}

}  // namespace

class TestLayerSizes : public QObject {
  Q_OBJECT

 private slots:
  void multiplicationsOfOneSample() {
    QCOMPARE(multiplications(dense(64, Activation::Relu), flatShape(784)), Index{50'176});
    LayerSpec layer = conv2d(6, 5, Activation::Relu);
    const Shape in{.channels = 3, .height = 11, .width = 8};
    for (const Index stride : {1, 2, 3}) {
      layer.stride = stride;
      layer.padding = {.isSame = stride == 2, .pixels = stride == 3 ? 2 : 0};
      QCOMPARE(multiplications(layer, in), countedOfConvolution(layer, in));
    }
    QCOMPARE(multiplications(batchNorm(Activation::Linear), in), Index{3 * 11 * 8});
    for (const LayerSpec& none : {maxPool(2), averagePool(2), flatten(), dropout(0.5)})
      QCOMPARE(multiplications(none, in), Index{0});
  }

  void theMostUnitsFitAndOneMoreDoesNot() {
    for (const char* text :
         {"784,64:relu,10:softmax", "28x28x1,conv8x5:relu,maxpool2,flatten,64:relu,10:softmax"}) {
      const auto layers = parsed(text);
      NetworkSpec network{.layers = layers.layers};
      const Index most = largestUnits(network, layers.input, 0);
      network.layers[0].units = most;
      QVERIFY(validate(network, layers.input));
      ++network.layers[0].units;
      QVERIFY(!validate(network, layers.input));
    }
    // One unit of a dense layer after 1,000 values and before 10 units takes 1,000 + 1 + 10 parameters; 10
    // more are the biases after it.
    const auto small = parsed("1000,64:relu,10:softmax");
    QCOMPARE(largestUnits({.layers = small.layers}, small.input, 0), (kMaxParameters - 10) / 1011);
  }

  void theLargestWindowThatFits() {
    const auto largest = [](const std::string& text, std::size_t layer) {
      const auto layers = parsed(text);
      return largestKernel({.layers = layers.layers}, layers.input, layer);
    };
    QCOMPARE(largest("28x28x1,conv8x5:relu,flatten,10:softmax", 0), Index{28});
    // 28 - k + 1 ≥ 2, for the pool after it.
    QCOMPARE(largest("28x28x1,conv8x5:relu,maxpool2,flatten,10:softmax", 0), Index{27});
    QCOMPARE(largest("28x28x1,conv8x5:relu,maxpool2,flatten,10:softmax", 1), Index{24});
    QCOMPARE(largest("28x28x1,conv8x3same:relu,flatten,10:softmax", 0), kMaxKernel);
  }
};

PELLUCID_TEST(tst_layer_sizes, TestLayerSizes)
#include "tst_layer_sizes.moc"

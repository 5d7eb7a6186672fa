// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/receptive_field.h"

#include <QtTest>
#include <set>
#include <stdexcept>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

/// By trial: the pixels that change the unit when they are changed, in a network whose weights are all 1, so
/// that nothing cancels and no pixel is hidden.
Window found(const Network& network, std::size_t layer, Index unit) {
  const Shape& shape = network.inputShape();
  Trace trace;
  trace.input = Matrix::Zero(shape.size(), shape.pixels() + 1);
  for (Index pixel = 0; pixel < shape.pixels(); ++pixel) trace.input(pixel, pixel) = 1;
  network.forward(Vector::Ones(network.parameterCount()), trace);
  const Matrix& a = trace.layers[layer].a;
  Window window{.top = shape.height, .bottom = -1, .left = shape.width, .right = -1};
  for (Index pixel = 0; pixel < shape.pixels(); ++pixel) {
    if (a(unit, pixel) == a(unit, shape.pixels())) continue;
    const Index y = pixel / shape.width;
    const Index x = pixel % shape.width;
    window = {.top = std::min(window.top, y),
              .bottom = std::max(window.bottom, y),
              .left = std::min(window.left, x),
              .right = std::max(window.right, x)};
  }
  return window;
}

/// The same for the inputs of layer `below`: each input of the network from there on is tried. Also the maps
/// that matter; empty if none do.
std::pair<Window, std::set<Index>> foundBelow(const NetworkSpec& spec, const Network& network,
                                              std::size_t below, std::size_t layer, Index unit) {
  NetworkSpec part = spec;
  part.layers.erase(part.layers.begin(), part.layers.begin() + static_cast<std::ptrdiff_t>(below));
  const Shape& shape = network.layer(below).inputShape();
  const auto upper = Network::create(part, shape).value();
  Trace trace;
  trace.input = Matrix::Zero(shape.size(), shape.size() + 1);
  trace.input.leftCols(shape.size()).setIdentity();
  upper->forward(Vector::Ones(upper->parameterCount()), trace);
  const Matrix& a = trace.layers[layer - below].a;
  Window window{.top = shape.height, .bottom = -1, .left = shape.width, .right = -1};
  std::set<Index> maps;
  for (Index element = 0; element < shape.size(); ++element) {
    if (a(unit, element) == a(unit, shape.size())) continue;
    const Index y = element % shape.pixels() / shape.width;
    const Index x = element % shape.width;
    maps.insert(element / shape.pixels());
    window = {.top = std::min(window.top, y),
              .bottom = std::max(window.bottom, y),
              .left = std::min(window.left, x),
              .right = std::max(window.right, x)};
  }
  return {window, maps};
}

LayerSpec padded(Index filters, Index kernel, Index stride, Padding padding) {
  LayerSpec layer = conv2d(filters, kernel, Activation::Linear);
  layer.stride = stride;
  layer.padding = padding;
  return layer;
}

std::shared_ptr<const Network> networkOf(const NetworkSpec& spec) {
  return Network::create(spec, {.channels = 2, .height = 12, .width = 10}).value();
}

}  // namespace

class TestReceptiveField : public QObject {
  Q_OBJECT

 private slots:
  void isWhatChangesTheUnit_data() {
    QTest::addColumn<std::vector<LayerSpec>>("layers");
    using Layers = std::vector<LayerSpec>;
    const LayerSpec output = dense(2, Activation::Linear);
    QTest::newRow("dense") << Layers{output};
    QTest::newRow("convolution") << Layers{conv2d(2, 3, Activation::Linear), output};
    QTest::newRow("convolution and pool") << Layers{conv2d(2, 3, Activation::Linear), maxPool(2), output};
    QTest::newRow("two of each") << Layers{conv2d(2, 3, Activation::Linear), averagePool(2),
                                           conv2d(1, 2, Activation::Linear), maxPool(2), output};
    QTest::newRow("same padding") << Layers{padded(1, 4, 2, {.isSame = true, .pixels = 0}), output};
    QTest::newRow("padding of 2, stride 3")
        << Layers{padded(1, 5, 3, {.isSame = false, .pixels = 2}), output};
    QTest::newRow("passed on") << Layers{dropout(0.5), conv2d(1, 3, Activation::Linear), flatten(),
                                         dropout(0.5), output};
    QTest::newRow("flat from the beginning") << Layers{flatten(), output};
  }

  void isWhatChangesTheUnit() {
    QFETCH(std::vector<LayerSpec>, layers);
    const NetworkSpec spec{.layers = layers};
    const auto network = networkOf(spec);
    for (std::size_t layer = 0; layer < layers.size(); ++layer)
      for (Index unit = 0; unit < network->layer(layer).outputs(); ++unit) {
        const Window expected = found(*network, layer, unit);
        // Changing the first channel has no effect where elements of the second one are passed on.
        if (expected.bottom < 0) continue;
        QCOMPARE(receptiveField(*network, layer, unit), expected);
      }
  }

  /// In every column on the path, for all maps or for one.
  void isWhatChangesTheUnitInEachLayer_data() { isWhatChangesTheUnit_data(); }
  void isWhatChangesTheUnitInEachLayer() {
    QFETCH(std::vector<LayerSpec>, layers);
    const NetworkSpec spec{.layers = layers};
    const auto network = networkOf(spec);
    for (std::size_t layer = 0; layer < layers.size(); ++layer)
      for (Index unit = 0; unit < network->layer(layer).outputs(); ++unit) {
        const auto fields = receptiveFields(*network, layer, unit);
        QCOMPARE(fields.size(), layer + 1);
        for (std::size_t below = 0; below <= layer; ++below) {
          const auto [window, maps] = foundBelow(spec, *network, below, layer, unit);
          QCOMPARE(fields[below].window, window);
          const Index channels = network->layer(below).inputShape().channels;
          if (fields[below].map)
            QCOMPARE(maps, std::set<Index>{*fields[below].map});
          else
            QCOMPARE(static_cast<Index>(maps.size()), channels);
        }
      }
  }

  void anUnknownUnitIsABug() {
    NetworkSpec spec;
    spec.layers = {dense(2, Activation::Linear)};
    const auto network = Network::create(spec, flatShape(3)).value();
    QVERIFY_THROWS_EXCEPTION(std::logic_error, receptiveField(*network, 1, 0));
    QVERIFY_THROWS_EXCEPTION(std::logic_error, receptiveField(*network, 0, 2));
  }
};

PELLUCID_TEST(tst_receptive_field, TestReceptiveField)
#include "tst_receptive_field.moc"

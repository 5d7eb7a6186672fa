// SPDX-License-Identifier: GPL-3.0-or-later
// Weights stand where they belong in the pictures.
#include "ui/transfer/layer_picture.h"

#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

const engine::Shape kPixels{.channels = 1, .height = 2, .width = 3};

engine::Vector zeros(const engine::Network& network) {
  return engine::Vector::Zero(network.parameterCount());
}

}  // namespace

class TestLayerPicture : public QObject {
  Q_OBJECT

 private slots:
  void unitsHaveTheShapeOfTheInput() {
    const engine::NetworkSpec spec{.layers = {engine::dense(2, engine::Activation::Relu)}};
    const auto network = engine::Network::create(spec, kPixels).value();
    engine::Vector weights = zeros(*network);
    weights[1 + 2 * 4] = 1;  // W is 2×6, column by column: unit 1, pixel 4, which is row 1, column 1
    QVERIFY(looksAtPixels(*network, 0));
    QCOMPARE(weightRange(*network, weights, 0), 1.0);
    const QImage image = unitsImage(*network, weights, 0, {0, 1}, 1, lightTheme());
    QCOMPARE(image.size(), QSize(7, 2));
    for (int y = 0; y < 2; ++y)
      for (int x = 0; x < 7; ++x)
        QCOMPARE(image.pixelColor(x, y), x == 5 && y == 1 ? lightTheme().positive
                                         : x == 3         ? lightTheme().panel
                                                          : lightTheme().neutral);
    const QImage matrix = matrixImage(*network, weights, 0, 1, lightTheme());
    QCOMPARE(matrix.size(), QSize(6, 2));
    QCOMPARE(matrix.pixelColor(4, 1), lightTheme().positive);
    QCOMPARE(matrix.pixelColor(4, 0), lightTheme().neutral);
  }

  void choosesTheStrongestUnits() {
    const engine::NetworkSpec spec{.layers = {engine::dense(9, engine::Activation::Relu)}};
    const auto network = engine::Network::create(spec, kPixels).value();
    engine::Vector weights = zeros(*network);
    for (int unit = 0; unit < 9; ++unit) weights[unit] = static_cast<engine::Scalar>(9 - unit);
    QVERIFY(strongestUnits(*network, weights, 0) == (std::vector<engine::Index>{0, 1, 2, 3}));
  }

  void onlyTheFirstLayerLooksAtPixels() {
    const engine::NetworkSpec spec{.layers = {engine::conv2d(2, 2, engine::Activation::Relu),
                                              engine::flatten(),
                                              engine::dense(2, engine::Activation::Softmax)}};
    const auto network = engine::Network::create(spec, kPixels).value();
    QVERIFY(looksAtPixels(*network, 0));
    QVERIFY(!looksAtPixels(*network, 2));
    QCOMPARE(unitsImage(*network, zeros(*network), 0, {0, 1}, 1, lightTheme()).size(), QSize(5, 2));
  }
};

PELLUCID_WINDOW_TEST(tst_layer_picture, TestLayerPicture)
#include "tst_layer_picture.moc"

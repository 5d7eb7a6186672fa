// SPDX-License-Identifier: GPL-3.0-or-later
// layerShapes() of network_spec.h.
#include <QtTest>

#include <limits>

#include "engine/model/layers_text.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

Result<std::vector<Shape>> shapesOf(const std::string& text) {
  const auto parsed = parseLayers(text);
  if (!parsed) return parsed.error();
  return layerShapes({.layers = parsed->layers}, parsed->input);
}

}  // namespace

class TestLayerShapes : public QObject {
  Q_OBJECT

 private slots:
  void followsTheShapes() {
    const auto shapes = shapesOf(
        "28x28x1,conv8x5:relu,maxpool2,conv16x5:relu,avgpool2,batchnorm,flatten,64:relu,"
        "dropout0.2,10:softmax");
    QVERIFY(shapes);
    const auto map = [](Index channels, Index side) {
      return Shape{.channels = channels, .height = side, .width = side};
    };
    QCOMPARE(*shapes, (std::vector<Shape>{map(8, 24), map(8, 12), map(16, 8), map(16, 4), map(16, 4),
                                          flatShape(256), flatShape(64), flatShape(64), flatShape(10)}));
  }

  /// Output sizes as PyTorch's and TensorFlow's documentation define them.
  void knowsStrideAndPadding() {
    const auto sizes = [](const std::string& layer) {
      const auto shapes = shapesOf("9x7x2," + layer + ",1");
      return shapes ? shapeText(shapes->front()) : shapes.error().text();
    };
    QCOMPARE(sizes("conv4x3"), std::string("7×5×4"));
    QCOMPARE(sizes("conv4x3s2"), std::string("4×3×4"));
    QCOMPARE(sizes("conv4x3p1"), std::string("9×7×4"));
    QCOMPARE(sizes("conv4x3s2p1"), std::string("5×4×4"));
    QCOMPARE(sizes("conv4x4same"), std::string("9×7×4"));
    QCOMPARE(sizes("conv4x4s3same"), std::string("3×3×4"));
    QCOMPARE(sizes("maxpool2"), std::string("4×3×2"));
    QCOMPARE(sizes("maxpool3s1"), std::string("7×5×2"));
  }

  void refusesWhatCannotBe_data() {
    QTest::addColumn<QString>("layers");
    QTest::addColumn<QStringList>("parts");
    const auto add = [](const char* layers, const QStringList& parts) {
      QTest::newRow(layers) << layers << parts;
    };
    add("6x6x1,conv4x7,1", {"Conv 1", "7×7", "6×6", "side 6 or less", "padding"});
    add("6x6x1,maxpool2,maxpool2,maxpool2,1", {"Max pool 3", "maps of single pixels", "Take out a pool"});
    add("9x9x1,flatten,conv4x3,1", {"Conv 2", "row of numbers, 81 in all", "before every Flatten"});
    add("9x9x1,5:relu,maxpool2,1", {"Max pool 2", "row of numbers, 5 in all"});
    add("784,conv4x3,1", {"Conv 1", "row of numbers, 784 in all", "images as input"});
    add("9x9x1,conv4x3:softmax,1", {"Conv 1", "softmax", "dense"});
    add("9x9x1,batchnorm:softmax,1", {"Batch norm 1", "softmax"});
    add("9x9x1,maxpool2:relu,1", {"Max pool 1", "relu", "layer before"});
    add("9,dropout1,1", {"Dropout 1", "share of 1"});
    add("9,4:relu,batchnorm", {"last layer", "batch-norm", "dense"});
    add("9,8-lr1001,1", {"Hidden 1", "factor 1001", "from 0 to 1000"});
    add("9,batchnorm-momentum1.5,1", {"Batch norm 1", "momentum 1.5", "from 0 to 1"});
    add("9,batchnorm-epsilon0,1", {"Batch norm 1", "epsilon 0", "from 1e-30 to 1"});
    add("9x9x1,conv4x3p3,1", {"Conv 1", "padding of 3", "0 to 2"});
    add("9x9x1,conv4x101,1", {"Conv 1", "101", "1 to 100"});
    add("9x9x1,conv4x3s101,1", {"stride of 101", "1 to 100"});
    add("9x9x1,conv100001x3,1", {"100001 filters", "100000"});
    add("1024x1024x1,conv100x3,1", {"Conv 1", "1022×1022×100", "1024×1024×1", "fewer filters"});
  }

  /// Settings of some kinds are refused in the others; a value that is not a number, in all.
  void refusesWhatAKindDoesNotHave() {
    const auto refusal = [](LayerSpec layer, auto LayerSpec::*field, auto value) {
      layer.*field = value;
      const NetworkSpec network{.layers = {layer, dense(1, Activation::Linear)}};
      const auto shapes = layerShapes(network, {.channels = 1, .height = 9, .width = 9});
      return shapes ? std::string() : shapes.error().text();
    };
    QVERIFY(mentions(refusal(flatten(), &LayerSpec::initializer, Initializer::He), {"Flatten 1", "he"}));
    QVERIFY(mentions(refusal(batchNorm(Activation::Relu), &LayerSpec::initializer, Initializer::He),
                     {"Batch norm 1", "he"}));
    QVERIFY(mentions(refusal(maxPool(2), &LayerSpec::rateFactor, 0.5), {"Max pool 1", "0.5", "no weights"}));
    QVERIFY(mentions(refusal(dense(3, Activation::Relu), &LayerSpec::momentum, 0.5),
                     {"Hidden 1", "momentum", "batch norms"}));
    QVERIFY(mentions(refusal(dropout(0.5), &LayerSpec::epsilon, 0.5), {"Dropout 1", "batch norms"}));
    for (const auto field : {&LayerSpec::rateFactor, &LayerSpec::momentum, &LayerSpec::epsilon})
      QVERIFY(mentions(refusal(batchNorm(Activation::Relu), field, std::nan("")), {"Batch norm 1", "nan"}));
    QCOMPARE(refusal(batchNorm(Activation::Relu), &LayerSpec::rateFactor, 0.0), std::string());
  }

  void refusesWhatCannotBe() {
    QFETCH(QString, layers);
    QFETCH(QStringList, parts);
    const auto refused = shapesOf(layers.toStdString());
    QVERIFY(!refused);
    for (const QString& part : parts)
      QVERIFY2(mentions(refused.error().text(), {part.toStdString()}), refused.error().text().c_str());
  }

  void refusesADropoutThatIsNotANumber() {
    LayerSpec layer = dropout(std::numeric_limits<double>::quiet_NaN());
    const auto refused = layerShapes({.layers = {layer, dense(1, Activation::Linear)}}, flatShape(3));
    QVERIFY(!refused);
    QVERIFY(mentions(refused.error().text(), {"Dropout 1", "nan"}));
  }
};

PELLUCID_TEST(tst_layer_shapes, TestLayerShapes)
#include "tst_layer_shapes.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/layers_text.h"

#include <QtTest>

#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestLayersText : public QObject {
  Q_OBJECT

 private slots:
  void readsWhatTheCommandLineTakes() {
    const auto parsed = parseLayers("784,64:relu,32,10:softmax");
    QVERIFY(parsed);
    QCOMPARE(parsed->input, flatShape(784));
    QCOMPARE(parsed->layers,
             (std::vector<LayerSpec>{{.units = 64, .activation = Activation::Relu, .frozen = false},
                                     {.units = 32, .activation = Activation::Linear, .frozen = false},
                                     {.units = 10, .activation = Activation::Softmax, .frozen = false}}));
  }

  void roundTrips() {
    for (const char* text :
         {"784,64:relu,10:softmax", "1,1:linear", "2,4:tanh,2:sigmoid,1:linear", "100000,100000:relu",
          "28x28x1,conv8x5:relu,maxpool2,conv16x5:relu,maxpool2,flatten,64:relu,dropout0.2,10:softmax",
          "9x9x1,conv4x3-nobias-he:relu,batchnorm-momentum0.25-epsilon0.001-lr2:relu,1-lr0.5:linear",
          "4,3-he-uniform-lr0:relu,batchnorm-lr0.001:linear,2-nobias-glorot-normal:linear",
          "9x7x3,conv4x3s2:linear,batchnorm:relu,avgpool2,3-nobias:softmax",
          "9x9x1,conv4x3same:relu,conv4x3s2same:relu,conv2x3p1-nobias:tanh,maxpool3s1,maxpool3s2,1:linear"}) {
      const auto parsed = parseLayers(text);
      QVERIFY(parsed);
      QCOMPARE(formatLayers(parsed->input, parsed->layers), std::string(text));
    }
  }

  void blanksAndCapitalsDoNotMatter() {
    const auto plain = parseLayers("28x28x1,conv8x5:relu,flatten,64:leaky-relu,10:softmax");
    const auto typed = parseLayers(" 28X28X1, Conv8x5:ReLU,\tFlatten ,64 : Leaky_ReLU, 10:Softmax ");
    QVERIFY(plain && typed);
    QVERIFY(*plain == *typed);
  }

  void knowsWhatALayerHasOfItsOwn() {
    const auto parsed = parseLayers("9,8-LR1e-1-He-nobias:relu,batchnorm-epsilon1e-3-momentum.5,2");
    QVERIFY(!parsed);  // a number begins with a digit
    const auto layers =
        parseLayers("9,8-LR1e-1-He-nobias:relu,batchnorm-epsilon1e-3-momentum0.5-lr3,2-lecun")->layers;
    LayerSpec hidden = dense(8, Activation::Relu);
    hidden.bias = false;
    hidden.initializer = Initializer::He;
    hidden.rateFactor = 0.1;
    LayerSpec norm = batchNorm(Activation::Linear);
    norm.epsilon = 0.001;
    norm.momentum = 0.5;
    norm.rateFactor = 3;
    LayerSpec output = dense(2, Activation::Linear);
    output.initializer = Initializer::LeCun;
    QCOMPARE(layers, (std::vector<LayerSpec>{hidden, norm, output}));
  }

  void knowsEveryKindOfLayer() {
    const auto parsed =
        parseLayers("28x20x3,conv8x5s2p1-nobias:relu,maxpool2,flatten,dropout0.25,batchnorm:tanh,9");
    QVERIFY(parsed);
    QCOMPARE(parsed->input, (Shape{.channels = 3, .height = 28, .width = 20}));
    LayerSpec convolution = conv2d(8, 5, Activation::Relu);
    convolution.stride = 2;
    convolution.padding.pixels = 1;
    convolution.bias = false;
    QCOMPARE(parsed->layers,
             (std::vector<LayerSpec>{convolution, maxPool(2), flatten(), dropout(0.25),
                                     batchNorm(Activation::Tanh), dense(9, Activation::Linear)}));
    QVERIFY(mentions(layersGrammar(),
                     {"convFILTERSxSIDE", "maxpoolSIDE", "avgpool", "flatten", "dropoutRATE", "batchnorm",
                      "-momentum", "-epsilon", "-nobias", "-he", "-lr", "softmax"}));
  }

  void refusesOtherTexts_data() {
    QTest::addColumn<QString>("part");
    for (const char* text : {"",
                             ",",
                             "784",
                             "784,",
                             ",10",
                             "784,,10",
                             "784,ten",
                             "784,10:",
                             "784,10:relux",
                             "784:relu,10",
                             "784,0",
                             "784,-3",
                             "28x28,10",
                             "28x28x,10",
                             "28x28x1x1,10",
                             "28x0x1,10",
                             "9x9x1,conv8,1",
                             "9x9x1,conv8x,1",
                             "9x9x1,conv0x3,1",
                             "9x9x1,conv8x3s0,1",
                             "9x9x1,conv8x3s,1",
                             "9x9x1,conv8x3p,1",
                             "9x9x1,conv8x3valid,1",
                             "9x9x1,maxpool,1",
                             "9x9x1,maxpool2p1,1",
                             "9x9x1,maxpool2same,1",
                             "9x9x1,maxpool2-nobias,1",
                             "9x9x1,maxpool2-lr2,1",
                             "9,8-momentum0.2,1",
                             "9,batchnorm-he,1",
                             "9,batchnorm-nobias,1",
                             "9,8-lr,1",
                             "9,8-lr-1,1",
                             "9,8-xavier,1",
                             "9,8-he-,1",
                             "9x9x1,dropout,1",
                             "9x9x1,dropout-0.5,1",
                             "9x9x1,dropoutnan,1",
                             "9x9x1,flatten2,1",
                             "784,10.5",
                             "784 64,10",
                             "784,6 4:relu,10",
                             "0x10,3",
                             "784,+10",
                             "784;10",
                             "99999999999999999999,10",
                             "784,10:relu:tanh"})
      QTest::newRow(*text == '\0' ? "(empty)" : text) << text;
  }

  void refusesOtherTexts() {
    QFETCH(QString, part);
    const std::string text = part.toStdString();
    const auto refused = parseLayers(text);
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {"\"" + text + "\""}), refused.error().text().c_str());
  }

  void saysWhatIsAllowed() {
    QVERIFY(mentions(parseLayers("784,10:relux").error().text(), {"\"relux\"", allNames<Activation>()}));
    QVERIFY(mentions(parseLayers("784,10:rellu").error().text(), {"Did you mean relu?"}));
    QVERIFY(mentions(parseLayers("784,ten").error().text(), {"\"ten\"", "not a layer", "UNITS"}));
    QVERIFY(mentions(parseLayers("784,0:relu").error().text(), {"\"0:relu\"", "no units", "at least one"}));
    QVERIFY(mentions(parseLayers("784").error().text(), {"output layer"}));
    QVERIFY(mentions(parseLayers("784:relu,10").error().text(), {"\"784:relu\"", "not an input"}));
  }
};

PELLUCID_TEST(tst_layers_text, TestLayersText)
#include "tst_layers_text.moc"

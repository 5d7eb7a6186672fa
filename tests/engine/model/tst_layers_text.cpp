// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/layers_text.h"

#include <QtTest>

#include "tests/support/messages.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestLayersText : public QObject {
  Q_OBJECT

 private slots:
  void readsWhatTheCommandLineTakes() {
    const auto parsed = parseLayers("784,64:relu,32,10:softmax");
    QVERIFY(parsed);
    QCOMPARE(parsed->inputs, 784);
    QCOMPARE(parsed->layers,
             (std::vector<LayerSpec>{{.units = 64, .activation = Activation::Relu, .frozen = false},
                                     {.units = 32, .activation = Activation::Linear, .frozen = false},
                                     {.units = 10, .activation = Activation::Softmax, .frozen = false}}));
  }

  void roundTrips() {
    for (const char* text :
         {"784,64:relu,10:softmax", "1,1:linear", "2,4:tanh,2:sigmoid,1:linear", "100000,100000:relu"}) {
      const auto parsed = parseLayers(text);
      QVERIFY(parsed);
      QCOMPARE(formatLayers(parsed->inputs, parsed->layers), std::string(text));
    }
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
                             "784,10:ReLU",
                             "784:relu,10",
                             "784,0",
                             "784,-3",
                             "784,100001",
                             "784,10.5",
                             "784, 10",
                             "784,10 ",
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
    QVERIFY2(mentions(refused.error().message, {"\"" + text + "\""}), refused.error().message.c_str());
  }

  void saysWhatIsAllowed() {
    QVERIFY(mentions(parseLayers("784,10:relux").error().message,
                     {"\"relux\"", "linear, relu, sigmoid, tanh, softmax"}));
    QVERIFY(mentions(parseLayers("784,0:relu").error().message, {"\"0:relu\"", "1 to 100000"}));
    QVERIFY(mentions(parseLayers("784").error().message, {"output layer"}));
    QVERIFY(mentions(parseLayers("784:relu,10").error().message, {"\"784:relu\"", "input size"}));
  }
};

QTEST_APPLESS_MAIN(TestLayersText)
#include "tst_layers_text.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_options.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestOnnxOptions : public QObject {
  Q_OBJECT

 private slots:
  void partsAreUnderstood() {
    const auto torch = parseOnnxInput("mnist,channels-first");
    QVERIFY(torch && torch->layout == OnnxLayout::ChannelsFirst);
    QCOMPARE(torch->inputs.mean[0], Scalar(0.1307));
    QCOMPARE(torch->inputs.deviation[0], Scalar(0.3081));
    const auto bytes = parseOnnxInput("0-255");
    QVERIFY(bytes && bytes->inputs.mean[0] == 0 && bytes->inputs.deviation[0] == Scalar(1.0 / 255));
    QCOMPARE(parseOnnxInput("mean=-2,deviation=0.5")->inputs.mean[0], Scalar(-2));
    QVERIFY(parseOnnxInput("channels-last")->inputs.isEmpty() &&
            !parseOnnxInput("channels-last")->areInputsTold);
    QVERIFY(parseOnnxInput("0-1")->inputs.isEmpty() && parseOnnxInput("0-1")->areInputsTold);
  }

  void otherPartsAreNamed() {
    for (const char* text : {"", "0-254", "mean=", "mean=x", "mean=nan", "deviation=0", "deviation=-1",
                             "deviation=inf", "mnist,"}) {
      const auto parsed = parseOnnxInput(text);
      QVERIFY2(!parsed && parsed.error().text().find("deviation=NUMBER") != std::string::npos, text);
    }
    QVERIFY(parseOnnxInput("mnist,moon").error().text().find("\"moon\"") != std::string::npos);
  }
};

PELLUCID_TEST(tst_onnx_options, TestOnnxOptions)
#include "tst_onnx_options.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/percent_text.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestPercentText : public QObject {
  Q_OBJECT

 private slots:
  void writesBytesAsAscii() {
    QCOMPARE(toPercentText(""), std::string());
    QCOMPARE(toPercentText("/home/a b,targets=x|y"), std::string("/home/a b,targets=x|y"));
    QCOMPARE(toPercentText("caf\xE9.csv"), std::string("caf%E9.csv"));
    QCOMPARE(toPercentText("100%\x80"), std::string("100%25%80"));
  }

  void everyByteComesBack() {
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
    const auto back = fromPercentText(toPercentText(all));
    QVERIFY(back && *back == all);
    QCOMPARE(fromPercentText("%e9").value(), std::string("\xE9"));  // lower-case digits, too
  }

  void refusesWhatIsNoNumber() {
    for (const char* wrong : {"%", "%4", "%4g", "%g4", "% 4", "%-1", "%+1", "%%41", "a%"})
      QVERIFY2(!fromPercentText(wrong), wrong);
  }
};

PELLUCID_TEST(tst_percent_text, TestPercentText)
#include "tst_percent_text.moc"

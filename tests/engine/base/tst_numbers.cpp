// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/numbers.h"

#include <QtTest>
#include <bit>
#include <cmath>
#include <limits>

#include "engine/base/random.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestNumbers : public QObject {
  Q_OBJECT

 private slots:
  void doublesRoundTrip() {
    Random random(1, "numbers");
    for (int i = 0; i < 100'000; ++i) {
      const auto value = std::bit_cast<double>(random.next());
      if (std::isnan(value)) continue;
      std::string text;
      appendNumber(text, value);
      const auto back = parseNumber<double>(text);
      QVERIFY2(back && std::bit_cast<std::uint64_t>(*back) == std::bit_cast<std::uint64_t>(value),
               text.c_str());
    }
  }

  void textIsShort() {
    std::string text;
    appendNumber(text, 0.1);
    text += ' ';
    appendNumber(text, std::int64_t{-7});
    text += ' ';
    appendNumber(text, std::numeric_limits<double>::infinity());
    QCOMPARE(text, std::string("0.1 -7 inf"));
  }

  void onlyWholeTextsAreNumbers() {
    for (const char* text : {"", " 1", "1 ", "+1", "1,5", "0x1", "1e", "1e999", "one"})
      QVERIFY2(!parseNumber<double>(text), text);
    for (const char* text : {"1.5", "9223372036854775808", "-9223372036854775809", "1e3"})
      QVERIFY2(!parseNumber<std::int64_t>(text), text);
    QVERIFY(parseNumber<std::int64_t>("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
  }

  void hexRoundTrips() {
    QCOMPARE(toHex(std::uint32_t{0xff}), std::string("0x000000ff"));
    QCOMPARE(toHex(~std::uint64_t{0}), std::string("0xffffffffffffffff"));
    QVERIFY(parseHex<std::uint64_t>("0xffffffffffffffff") == ~std::uint64_t{0});
    QVERIFY(parseHex<std::uint64_t>("0x2A") == 42U);
    for (const char* text : {"", "0x", "2a", "0x-1", "0x 1", "0x1ffffffffffffffff", "0x1g"})
      QVERIFY2(!parseHex<std::uint64_t>(text), text);
  }
};

PELLUCID_TEST(tst_numbers, TestNumbers)
#include "tst_numbers.moc"

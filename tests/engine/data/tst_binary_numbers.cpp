// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/binary_numbers.h"

#include <QtTest>
#include <limits>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestBinaryNumbers : public QObject {
  Q_OBJECT

  using enum NumberType::Kind;

 private slots:
  // Written by hand from the format descriptions.
  void everyTypeIsDecoded() {
    const auto first = [](Bytes bytes, const NumberType& type) { return decoded(bytes, type).at(0); };
    QCOMPARE(first({0xfe}, {.kind = Unsigned, .size = 1}), 254.F);
    QCOMPARE(first({0xfe}, {.kind = Signed, .size = 1}), -2.F);
    QCOMPARE(first({0x01, 0x02}, {.kind = Unsigned, .size = 2}), 513.F);
    QCOMPARE(first({0x01, 0x02}, {.kind = Unsigned, .size = 2, .isHighByteFirst = true}), 258.F);
    QCOMPARE(first({0xff, 0xff, 0xff, 0xff}, {.kind = Signed, .size = 4}), -1.F);
    QCOMPARE(first({7, 0, 0, 0, 0, 0, 0, 0}, {.kind = Signed, .size = 8}), 7.F);
    QCOMPARE(first({0x00, 0x00, 0x80, 0x3f}, {.kind = Float, .size = 4}), 1.F);
    QCOMPARE(first({0xc0, 0x04, 0, 0, 0, 0, 0, 0}, {.kind = Float, .size = 8, .isHighByteFirst = true}),
             -2.5F);
    QCOMPARE(decoded(Bytes{1, 2, 3}, {}), (std::vector<float>{1, 2, 3}));
  }

  void bytesAreFoundAgain() {
    std::vector<float> shares;
    Bytes bytes;
    for (int i = 0; i < 256; ++i) {
      shares.push_back(static_cast<float>(i) / 255);
      bytes.push_back(static_cast<std::uint8_t>(i));
    }
    QVERIFY(areShares(shares));
    QCOMPARE(shareBytes(shares).value(), bytes);
    QCOMPARE(wholeBytes(std::vector<float>{0, 255, 7}).value(), (Bytes{0, 255, 7}));
  }

  void whatIsNoByteStaysANumber() {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    for (const float number : {0.5F, 1.5F, -1.F, nan}) {
      QVERIFY(!shareBytes(std::vector{0.F, number}));
      QVERIFY(!wholeBytes(std::vector{0.F, number}));
    }
    QVERIFY(!wholeBytes(std::vector{256.F}));
    QVERIFY(!areShares(std::vector{nan}) && !areShares(std::vector{1.01F}) &&
            !areShares(std::vector{-0.01F}));
  }
};

PELLUCID_TEST(tst_binary_numbers, TestBinaryNumbers)
#include "tst_binary_numbers.moc"

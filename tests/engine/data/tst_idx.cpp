// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/idx.h"

#include <QtTest>

#include "tests/support/idx_files.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestIdx : public QObject {
  Q_OBJECT

 private slots:
  void readsEveryRank() {
    const auto labels = parseIdx(toBytes(idxBytes({3}, "\1\2\3")), "labels");
    QVERIFY(labels);
    QCOMPARE(labels->sizes, std::vector<std::size_t>{3});
    QCOMPARE(labels->values, (Bytes{1, 2, 3}));
    const auto images = parseIdx(toBytes(idxBytes({2, 1, 3}, "abcdef")), "images");
    QVERIFY(images);
    QCOMPARE(images->sizes, (std::vector<std::size_t>{2, 1, 3}));
    QCOMPARE(images->values, toBytes("abcdef"));
    QVERIFY(parseIdx(toBytes(idxBytes({1, 1, 1, 1}, "a")), "four dimensions"));
    const auto none = parseIdx(toBytes(idxBytes({0, 28, 28}, "")), "no images");
    QVERIFY(none && none->values.empty());
  }

  void readsNumbers() {
    const auto floats =
        parseIdx(toBytes(idxBytes({2}, QByteArray("\x3f\x80\0\0\xc0\x20\0\0", 8), 0x0D)), "floats");
    QVERIFY(floats && floats->values.empty());
    QCOMPARE(floats->numbers, (std::vector<float>{1, -2.5F}));
    const auto whole =
        parseIdx(toBytes(idxBytes({1, 2}, QByteArray("\0\0\1\2\xff\xff\xff\xff", 8), 0x0C)), "whole");
    QVERIFY(whole);
    QCOMPARE(whole->sizes, (std::vector<std::size_t>{1, 2}));
    QCOMPARE(whole->numbers, (std::vector<float>{258, -1}));
  }

  void readsGzippedFiles() {
    const auto images = parseIdx(toBytes(gzipped(idxBytes({2, 1, 3}, "abcdef"))), "images");
    QVERIFY(images);
    QCOMPARE(images->values, toBytes("abcdef"));
  }

  void refusesBrokenFiles_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("parts");
    const QByteArray good = idxBytes({2, 1, 3}, "abcdef");
    QTest::newRow("empty") << QByteArray() << QStringList{"at least 4 bytes", "has 0"};
    QTest::newRow("half a magic number") << good.left(3) << QStringList{"at least 4 bytes", "has 3"};
    QTest::newRow("half a header") << good.left(11) << QStringList{"3 dimensions", "16 bytes", "has 11"};
    QTest::newRow("truncated") << good.left(20)
                               << QStringList{"truncated", "2×1×3", "need 6 bytes", "4 follow"};
    QTest::newRow("header only") << good.left(16) << QStringList{"truncated", "need 6 bytes", "0 follow"};
    QTest::newRow("trailing bytes") << good + "xy"
                                    << QStringList{"2 bytes too many", "2×1×3", "6 bytes", "8 follow"};
    QTest::newRow("wrong magic") << "PNG" + good << QStringList{"not an IDX file", "50 4e", "00 00"};
    QTest::newRow("half a float") << idxBytes({1}, "ab", 0x0D)
                                  << QStringList{"truncated", "need 4 bytes", "2 follow"};
    QTest::newRow("16 bit") << idxBytes({1}, "ab", 0x0B) << QStringList{"0b", "16-bit integers", "08"};
    QTest::newRow("signed bytes") << idxBytes({1}, "a", 0x09) << QStringList{"09", "signed bytes"};
    QTest::newRow("unknown type") << idxBytes({1}, "a", 0x42) << QStringList{"42", "unknown"};
    QTest::newRow("no dimensions") << idxBytes({}, "") << QStringList{"0 dimensions", "1 to 4"};
    QTest::newRow("too many dimensions")
        << idxBytes({1, 1, 1, 1, 1}, "a") << QStringList{"5 dimensions", "1 to 4"};
    QTest::newRow("claims 10^12") << idxBytes({1'000'000, 1000, 1000}, "abc")
                                  << QStringList{"1000000000000", "3 follow"};
    QTest::newRow("overflow") << idxBytes({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, "abc")
                              << QStringList{"too large"};
    // 2^16 · 2^16 · 2^16 · 2^16 is 0 in 64 bits.
    QTest::newRow("overflow to zero")
        << idxBytes({65536, 65536, 65536, 65536}, "") << QStringList{"too large"};
    const QByteArray packed = gzipped(good);
    QTest::newRow("gzip truncated") << packed.left(packed.size() - 9) << QStringList{"truncated"};
    QTest::newRow("gzip with its checksum cut off")
        << packed.left(packed.size() - 8) << QStringList{"truncated"};
    QByteArray damaged = packed;
    damaged[damaged.size() - 6] = static_cast<char>(damaged[damaged.size() - 6] ^ 1);
    QTest::newRow("gzip damaged") << damaged << QStringList{"damaged"};
    QTest::newRow("gzip with bytes behind") << packed + "xyz" << QStringList{"3 bytes follow"};
    QTest::newRow("gzip of a truncated file") << gzipped(good.left(20)) << QStringList{"truncated", "2×1×3"};
  }

  void refusesBrokenFiles() {
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, parts);
    const auto refused = parseIdx(toBytes(bytes), "folder/some-file");
    QVERIFY(!refused);
    parts << "folder/some-file";
    for (const QString& part : parts)
      QVERIFY2(mentions(refused.error().text(), {part.toStdString()}), refused.error().text().c_str());
  }

  /// Every prefix of a good file is refused, and so is every file with one bit of its header flipped.
  void refusesEveryNearMiss() {
    const QByteArray good = idxBytes({2, 3, 1}, "abcdef");
    for (const bool isPacked : {false, true}) {
      const QByteArray bytes = isPacked ? gzipped(good) : good;
      for (qsizetype size = 0; size < bytes.size(); ++size)
        QVERIFY(!parseIdx(toBytes(bytes.left(size)), "prefix"));
    }
    for (int bit = 0; bit < 16 * 8; ++bit) {
      QByteArray bytes = good;
      bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
      QVERIFY2(!parseIdx(toBytes(bytes), "turned bit"), QByteArray::number(bit));
    }
  }
};

PELLUCID_TEST(tst_idx, TestIdx)
#include "tst_idx.moc"

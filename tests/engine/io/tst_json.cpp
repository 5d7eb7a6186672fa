// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/json.h"

#include <QtTest>
#include <bit>
#include <cmath>
#include <limits>

#include "io_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestJson : public QObject {
  Q_OBJECT

 private slots:
  void valuesRoundTrip() {
    const Json value = {{"z", {1, -2, 3.5, true, nullptr, "ü\n\x01"}},
                        {"a", {{"most", std::numeric_limits<std::uint64_t>::max()}}}};
    const std::string text = formatJson(value);
    const auto back = parseJson(text);
    QVERIFY(back);
    QVERIFY(*back == value);
    QCOMPARE(formatJson(*back), text);
    QVERIFY(text.find("\"a\"") < text.find("\"z\""));
    QVERIFY(text.ends_with("}\n"));
  }

  void doublesRoundTrip() {
    Random random(1, "json");
    for (int i = 0; i < 20'000; ++i) {
      const auto value = std::bit_cast<double>(random.next());
      if (!std::isfinite(value)) continue;
      const auto back = parseJson(formatJson(Json(value)));
      QVERIFY(back);
      QCOMPARE(std::bit_cast<std::uint64_t>(back->get<double>()), std::bit_cast<std::uint64_t>(value));
    }
  }

  void refuses_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("part");
    const QByteArray syntax = "not valid JSON";
    QTest::newRow("empty") << QByteArray() << syntax;
    QTest::newRow("line") << QByteArray("{\n\"a\": 1,\n}") << QByteArray("line 3");
    QTest::newRow("truncated") << QByteArray("{\"a\": [1, 2") << syntax;
    QTest::newRow("trailing") << QByteArray("{} {}") << syntax;
    QTest::newRow("comment") << QByteArray("{} // no") << syntax;
    QTest::newRow("nan") << QByteArray("[NaN]") << syntax;
    QTest::newRow("not UTF-8") << QByteArray("[\"\xff\"]") << syntax;
    QTest::newRow("control character") << QByteArray("[\"\x01\"]") << syntax;
    QTest::newRow("huge number") << QByteArray("[1e999]") << QByteArray("too large");
    QTest::newRow("double key") << QByteArray("{\"a\": 1, \"b\": 2, \"a\": 1}")
                                << QByteArray("\"a\" occurs twice");
    QTest::newRow("inner double key")
        << QByteArray("[{\"k\": {\"x\": 1, \"x\": 1}}]") << QByteArray("\"x\" occurs twice");
    QTest::newRow("escaped double key")
        << QByteArray(R"({"a": 1, "\u0061": 1})") << QByteArray("\"a\" occurs twice");
    QTest::newRow("65 lists") << QByteArray(65, '[') + QByteArray(65, ']')
                              << QByteArray("nested more than 64");
    QTest::newRow("a million lists") << QByteArray(1'000'000, '[') + QByteArray(1'000'000, ']')
                                     << QByteArray("nested more than 64");
    QTest::newRow("a million objects")
        << QByteArray("{\"a\":").repeated(500'000) << QByteArray("nested more than 64");
    QTest::newRow("a million empty objects")
        << "[" + QByteArray("{},").repeated(1'000'000) + "1]" << QByteArray("more than 60 MiB of memory");
    QTest::newRow("a million empty texts")
        << "[" + QByteArray("\"\",").repeated(1'000'000) + "1]" << QByteArray("more than 60 MiB of memory");
    QTest::newRow("too long") << QByteArray("[") + QByteArray(4 * 1024 * 1024, ' ') + "]"
                              << QByteArray("at most 4194304");
  }
  void refuses() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, part);
    const auto json = parseJson(text.toStdString());
    QVERIFY(!json);
    QVERIFY2(says(json.error().text(), {part.toStdString()}), json.error().text().c_str());
  }

  void theSameKeyInSiblingsIsFine() {
    QVERIFY(parseJson(R"([{"a": {"a": 1}}, {"a": 2}])"));
    QVERIFY(parseJson(std::string(64, '[') + std::string(64, ']')));
  }

  /// Each used to look at all before it, which took minutes; now a test's time limit is far away.
  void manyNeighboursAreRead() {
    constexpr int kMany = 300'000;
    std::string list = "[";
    std::string object = "{";
    for (int i = 0; i < kMany; ++i) {
      list += "{},";
      object += '"' + std::to_string(i) + "\":[],";
    }
    QCOMPARE(parseJson(list + "1]")->size(), std::size_t{kMany + 1});
    QCOMPARE(parseJson(object + "\"x\":1}")->size(), std::size_t{kMany + 1});
    const auto twice = parseJson(object + "\"7\":1}");
    QVERIFY(!twice && says(twice.error().text(), {"\"7\" occurs twice"}));
  }

  void otherEncodingsBecomeUtf8() {
    QCOMPARE(validUtf8("caf\xe9 ü \"\n"), std::string("caf\xef\xbf\xbd ü \"\n"));
    QVERIFY(parseJson(formatJson(Json("caf\xe9"))));
  }
};

PELLUCID_TEST(tst_json, TestJson)
#include "tst_json.moc"

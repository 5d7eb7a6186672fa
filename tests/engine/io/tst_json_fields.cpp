// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/json_fields.h"

#include <QtTest>

#include "engine/model/activation.h"
#include "io_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestJsonFields : public QObject {
  Q_OBJECT

 private slots:
  void takesFieldsOfEachKind() {
    const Json json = {{"flag", true},   {"count", -3},         {"rate", 1},      {"name", "relu"},
                       {"bits", "0xff"}, {"inner", {{"a", 1}}}, {"list", {1, 2}}, {"more", "left"}};
    JsonFields fields(json, "top");
    QCOMPARE(fields.boolean("flag"), true);
    QCOMPARE(fields.integer("count", -5, 5), -3);
    QCOMPARE(fields.positive("rate", 2), 1.0);
    QVERIFY(fields.name<Activation>("name") == Activation::Relu);
    QCOMPARE(fields.hex<std::uint8_t>("bits"), std::uint8_t{255});
    QCOMPARE(fields.object("inner").size(), std::size_t{1});
    QCOMPARE(fields.array("list").size(), std::size_t{2});
    QVERIFY(fields.finish());
    QCOMPARE(fields.others(), std::string(R"({"more":"left"})"));
    const auto finished = fields.finishWithoutOthers();
    QVERIFY(!finished);
    QVERIFY(says(finished.error().text(), {"top", "\"more\""}));
  }

  void refuses_data() {
    using Take = std::function<void(JsonFields&)>;
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<Take>("take");
    QTest::addColumn<QByteArray>("part");
    const Take integer = [](JsonFields& f) { f.integer("k", 1, 10); };
    const Take positive = [](JsonFields& f) { f.positive("k", 10); };
    const Take hex = [](JsonFields& f) { f.hex<std::uint8_t>("k"); };
    const Take name = [](JsonFields& f) { f.name<Activation>("k"); };
    const QByteArray range = "it must be a whole number from 1 to 10";
    QTest::newRow("integer: below") << QByteArray("0") << integer << range;
    QTest::newRow("integer: negative") << QByteArray("-1") << integer << range;
    QTest::newRow("integer: above") << QByteArray("11") << integer << range;
    QTest::newRow("integer: 2^64-1") << QByteArray("18446744073709551615") << integer << range;
    QTest::newRow("integer: 2^64") << QByteArray("18446744073709551616") << integer << range;
    QTest::newRow("integer: fraction") << QByteArray("1.5") << integer << range;
    QTest::newRow("integer: whole float") << QByteArray("1.0") << integer << range;
    QTest::newRow("integer: text") << QByteArray("\"1\"") << integer << range;
    QTest::newRow("integer: null") << QByteArray("null") << integer << range;
    QTest::newRow("number: zero") << QByteArray("0") << positive
                                  << QByteArray("greater than 0 and at most 10");
    QTest::newRow("number: above") << QByteArray("10.5") << positive << QByteArray("is \"10.5\"");
    QTest::newRow("number: text") << QByteArray("\"1\"") << positive << QByteArray("must be a number");
    QTest::newRow("hex: number") << QByteArray("255") << hex << QByteArray("must be a text");
    QTest::newRow("hex: too large") << QByteArray("\"0x100\"") << hex << QByteArray("at most 2 digits");
    QTest::newRow("hex: no prefix") << QByteArray("\"ff\"") << hex << QByteArray("hexadecimal");
    QTest::newRow("name: unknown") << QByteArray("\"gellu\"") << name
                                   << QByteArray("\"gellu\" is unknown; there are: linear");
    QTest::newRow("name: number") << QByteArray("1") << name << QByteArray("must be a text");
    QTest::newRow("boolean") << QByteArray("1") << Take([](JsonFields& f) { f.boolean("k"); })
                             << QByteArray("must be true or false");
    QTest::newRow("object") << QByteArray("[]") << Take([](JsonFields& f) { f.object("k"); })
                            << QByteArray("must be an object");
    QTest::newRow("array") << QByteArray("{}") << Take([](JsonFields& f) { f.array("k"); })
                           << QByteArray("must be a list");
    QTest::newRow("missing") << QByteArray("1") << Take([](JsonFields& f) { f.boolean("other"); })
                             << QByteArray("where.other is missing");
  }
  void refuses() {
    QFETCH(QByteArray, value);
    QFETCH(std::function<void(JsonFields&)>, take);
    QFETCH(QByteArray, part);
    const auto json = parseJson("{\"k\": " + value.toStdString() + "}");
    QVERIFY(json);
    JsonFields fields(*json, "where");
    take(fields);
    const auto finished = fields.finish();
    QVERIFY(!finished);
    QVERIFY2(says(finished.error().text(), {"where.", part.toStdString()}), finished.error().text().c_str());
  }

  void bytesComeBack() {
    for (const auto* bytes : {"", "/tmp/plain.csv", "caf\xC3\xA9 100%.csv", "caf\xE9 100%.csv", "\xFF"}) {
      Json json = Json::object();
      setBytes(json, "name", bytes);
      const auto again = parseJson(formatJson(json));
      QVERIFY(again);
      JsonFields fields(*again, "where");
      QVERIFY(fields.bytes("name") == bytes);
      QVERIFY(fields.finishWithoutOthers());
      QCOMPARE(json.contains("name"), validUtf8(bytes) == bytes);  // readable where possible
    }
  }

  void bytesThatAreWrittenWrongAreRefused() {
    for (const auto& json : {Json({{"name_percent", "a%4"}}), Json({{"name_percent", 1}}), Json::object(),
                             Json({{"name", "a"}, {"name_percent", "a"}})}) {
      JsonFields fields(json, "where");
      fields.bytes("name");
      QVERIFY(!fields.finishWithoutOthers());
    }
  }

  void theFirstProblemIsKept() {
    const Json json = {{"a", 1}, {"b", 2}};
    JsonFields fields(json, "where");
    QCOMPARE(fields.boolean("a"), false);
    QCOMPARE(fields.text("b"), std::string());
    QCOMPARE(fields.integer("b", 0, 9), 0);
    QVERIFY(says(fields.finish().error().text(), {"where.a"}));
  }

  void whatIsNoObjectHasNoFields() {
    const Json json = {1, 2};
    JsonFields fields(json, "where");
    QCOMPARE(fields.text("a"), std::string());
    QVERIFY(says(fields.finish().error().text(), {"where is array", "must be an object"}));
  }
};

PELLUCID_TEST(tst_json_fields, TestJsonFields)
#include "tst_json_fields.moc"

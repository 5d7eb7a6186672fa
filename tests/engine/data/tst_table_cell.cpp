// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "engine/data/table_cell.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestTableCell : public QObject {
  Q_OBJECT

 private slots:
  void numbers_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<char>("decimal");
    QTest::addColumn<double>("number");
    const auto row = [](const char* text, char decimal, double number) {
      QTest::newRow((std::string(text) + decimal).c_str()) << std::string(text) << decimal << number;
    };
    row("1.5", '.', 1.5);
    row("+1", '.', 1);
    row("-.5", '.', -0.5);
    row("2.", '.', 2);
    row("2.000e+00", '.', 2);
    row("1,5", ',', 1.5);
    row("-0,123", ',', -0.123);
    row("1,5e3", ',', 1500);
    row("180,500", '.', 180500);
    row("1,234,567.5", '.', 1234567.5);
    row("1.234.567,5", ',', 1234567.5);
    row("1.234", ',', 1234);
    row("1'234'567", '.', 1234567);
    row("12 345,5", ',', 12345.5);
    row("12\xC2\xA0"
        "345",
        '.', 12345);
    row("12\xE2\x80\xAF"
        "345,5",
        ',', 12345.5);
    row("$1,234", '.', 1234);
    row("-$5", '.', -5);
    row("$-5", '.', -5);
    row("5 %", '.', 5);
    row("1.234,50 \xE2\x82\xAC", ',', 1234.5);
    row("\xE2\x88\x92"
        "3",
        '.', -3);
  }
  void numbers() {
    QFETCH(std::string, text);
    QFETCH(char, decimal);
    QFETCH(double, number);
    const CellValue value = readCell(text, decimal);
    QVERIFY(value.kind == CellKind::Number);
    QCOMPARE(value.number, number);
  }

  void noNumbers() {
    for (const char* text :
         {"abc",      "1,5",   "12,34,567", "1,2345", "0,123,456", "1..2",     "1e",    "e5",
          "-",        "+",     "$",         "inf",    "-inf",      "Infinity", "1e400", "2024-01-01",
          "1.2.2024", "12:30", "0x10",      "1_000",  "1 2",       "1,234 567"})
      QVERIFY2(readCell(text, '.').kind == CellKind::Text, text);
    for (const char* text : {"1.5", "1.23", "0.123"})
      QVERIFY2(readCell(text, ',').kind == CellKind::Text, text);
  }

  void missing() {
    for (const char* text : {"", "NA", "N/A", "NaN", "nan", "?", "null", "NULL", "#N/A", "<NA>"})
      QVERIFY2(readCell(text, '.').kind == CellKind::Missing, text);
    for (const char* text : {"-", ".", "None"}) {
      QVERIFY2(readCell(text, '.').kind == CellKind::Text, text);
      QVERIFY2(isMissingAmongNumbers(text), text);
    }
    QVERIFY(!isMissingAmongNumbers("nothing"));
  }

  void toldMarks() {
    QVERIFY(readCell("1,234", '.').hasThousands);
    QVERIFY(!readCell("1234.5", '.').hasThousands);
    QVERIFY(!readCell("1,5", ',').hasThousands);
    QVERIFY(readCell("5%", '.').hasUnit);
    QVERIFY(!readCell("5", '.').hasUnit);
  }

  void decimalMarks() {
    QVERIFY(decimalMarkOf("1.5") == '.');
    QVERIFY(decimalMarkOf("1,5") == ',');
    QVERIFY(decimalMarkOf("0,123") == ',');
    QVERIFY(decimalMarkOf("1.234,5") == ',');
    QVERIFY(decimalMarkOf("1,234.5") == '.');
    for (const char* text : {"12", "1,234", "1.234", "a,b", "2024-01-01"})
      QVERIFY2(!decimalMarkOf(text), text);
  }

  void asAccountantsAndExcelWrite() {
    for (const auto& [text, number] :
         std::initializer_list<std::pair<const char*, double>>{{"(3.5)", -3.5},
                                                               {"3.5-", -3.5},
                                                               {"CHF 1'234.50", 1234.5},
                                                               {"1.5 USD", 1.5},
                                                               {"=\"0123\"", 123}}) {
      const CellValue value = readCell(text, '.');
      QVERIFY2(value.kind == CellKind::Number, text);
      QCOMPARE(value.number, number);
    }
    QCOMPARE(readCell("R$ 1.234,50", ',').number, 1234.5);
    for (const char* text : {"()", "(a)", "-", "1-2", "=\"\"", "kr"})
      QVERIFY2(readCell(text, '.').kind == CellKind::Text, text);
    for (const char* text : {"#NV", "\\N", "n.a.", "#DIV/0!", "(null)", "1.#QNAN"})
      QVERIFY2(readCell(text, '.').kind == CellKind::Missing, text);
  }

  void beyondNumbers() {
    for (const char* text : {"inf", "-inf", "Infinity", "1e400", "-1e400"})
      QVERIFY2(isBeyondNumbers(text), text);
    for (const char* text : {"", "nan", "abc", "1e400x", "information"})
      QVERIFY2(!isBeyondNumbers(text), text);
  }

  void truths() {
    QVERIFY(truthOf("True") == true);
    QVERIFY(truthOf("FALSE") == false);
    for (const char* text : {"yes", "Ja", "WAHR", "vrai", "oui", "T", "y"})
      QVERIFY2(truthOf(text) == true, text);
    for (const char* text : {"No", "nein", "FALSCH", "faux", "non", "F", "n"})
      QVERIFY2(truthOf(text) == false, text);
    for (const char* text : {"", "truely", "falsely", "maybe", "norway"}) QVERIFY2(!truthOf(text), text);
  }
};

PELLUCID_TEST(tst_table_cell, TestTableCell)
#include "tst_table_cell.moc"

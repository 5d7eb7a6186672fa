// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "engine/data/table_form.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

TableForm formOf(const std::string& text) {
  const auto form = findTableForm(text, "t.csv");
  if (!form) qFatal("%s", form.error().text().c_str());
  return *form;
}

}  // namespace

class TestTableForm : public QObject {
  Q_OBJECT

 private slots:
  void separators_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<char>("separator");
    const auto row = [](const char* name, const char* text, char separator) {
      QTest::newRow(name) << std::string(text) << separator;
    };
    row("commas", "a,b\n1,2\n3,4\n", ',');
    row("semicolons beside decimal commas", "1,5;2,5;x\n1,0;2,0;y\n", ';');
    row("tabs beside commas in texts", "a\tb, c\n1\t2, 3\n4\t5, 6\n", '\t');
    row("bars", "a|b\n1|2\n3|4\n", '|');
    row("blanks, many at once", "  1.0   2.0 3.0\n 10.0 20.0   30.0\n", ' ');
    row("blanks behind commas", "a, b\n1, 2\n3, 4\n", ',');
    row("told", "sep=|\na|b\n1|2\n", '|');
    row("quoted commas", "a;b\n\"1,2,3\";2\n\"4,5,6\";3\n", ';');
    row("ragged", "a,b\n1,2\n1,2,3\n1,2\n", ',');
  }
  void separators() {
    QFETCH(std::string, text);
    QFETCH(char, separator);
    QCOMPARE(formOf(text).csv.separator, separator);
  }

  void headers_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::vector<std::string>>("names");
    const auto row = [](const char* name, const char* text, const std::vector<std::string>& names) {
      QTest::newRow(name) << std::string(text) << names;
    };
    const std::vector<std::string> none = {"", ""};
    row("texts above numbers", "a,b\n1,2\n3,4\n", {"a", "b"});
    row("numbers above numbers", "1.5,2\n1,2\n3,4\n", none);
    row("a sample with a text", "1,x\n2,y\n3,x\n", none);
    row("texts above texts", "a,b\nx,y\nz,y\n", {"a", "b"});
    row("a text that comes again", "x,y\nz,y\nx,w\n", none);
    row("numbers of columns", "0,1,2\n1.5,2.5,0\n3.5,4.5,1\n", {"0", "1", "2"});
    row("samples that count", "0,1,2\n3,4,5\n6,7,8\n", {"", "", ""});
    row("years", "land,1990,1991,1992\na,1,2,3.5\nb,2,3,4\n", {"land", "1990", "1991", "1992"});
    row("one name fewer", "a b\n1 2 3\n2 3 4\n", {"", "a", "b"});
    row("a separator at the end of rows", "a,b\n1,2,\n3,4,\n", {"a", "b"});
    row("a comment that has names", "# a b\n1 2\n3 4\n", {"a", "b"});
    row("a comment that has none", "# made by me today\n1 2\n3 4\n", none);
    row("a title", "My flowers\na,b\n1,2\n3,4\n", {"a", "b"});
    row("names alone", "a,b\n", {"a", "b"});
    row("gaps in the first sample", "1,NA\n2,3\n4,5\n", none);
  }
  void headers() {
    QFETCH(std::string, text);
    QFETCH(std::vector<std::string>, names);
    QCOMPARE(formOf(text).names, names);
  }

  void decimalMarksOfColumns() {
    QCOMPARE(formOf("a;b;c\n1,5;2;x\n2,5;3;y\n").decimals, (std::vector<char>{',', ',', ','}));
    QCOMPARE(formOf("a;b\n1.5;2\n").decimals, (std::vector<char>{'.', '.'}));
    QCOMPARE(formOf("a;b\n1,234;2\n").decimals, (std::vector<char>{',', ','}));
    QCOMPARE(formOf("a,b\n\"1,234\",2\n").decimals, (std::vector<char>{'.', '.'}));
    QCOMPARE(formOf("a,b\n\"1,5\",2\n").decimals, (std::vector<char>{',', ','}));
    QCOMPARE(formOf("a;b\n1.234;2,5\n").decimals, (std::vector<char>{',', ','}));
  }

  void thousandsTellTheirMark() {
    // Beside 975, 6.823 between semicolons means thousands; beside 0.5 it does not.
    QCOMPARE(formOf("a;b\n1;6.823\n2;975\n3;12.400\n").decimals[1], ',');
    QCOMPARE(formOf("a;b\n1;6.823\n2;0.5\n3;12.400\n").decimals[1], '.');
    QCOMPARE(formOf("a;b\n0.5;6.823\n2.25;975\n3;12.400\n").decimals[1], '.');
    QCOMPARE(formOf("a,b\n1,6.823\n2,975\n3,12.400\n").decimals[1], '.');
    // Between tabs and bars 1,200 beside 400 is English.
    QCOMPARE(formOf("a\tb\n1\t1,200\n2\t400\n3\t800\n").decimals[1], '.');
    QCOMPARE(formOf("a|b\n1|1,200\n2|400\n3|800\n").decimals, (std::vector<char>{'.', '.'}));
    QCOMPARE(formOf("a\tb\n541,096\t910\n37,906\t2,043\n").decimals, (std::vector<char>{'.', '.'}));
    QCOMPARE(formOf("a\tb\n1\t1,200\n2\t1,5\n3\t800\n").decimals[1], ',');
  }

  void namesThatAreTooFew() {
    for (const char* text :
         {"a,b,y\n3,5,1,25,y\n4,5,1,75,n\n", "height,weight,sex\n173,1,62,y\n180,1,80,n\n"}) {
      const auto form = findTableForm(text, "t.csv");
      QVERIFY2(!form, text);
      QVERIFY2(form.error().text().find("3 names") != std::string::npos, form.error().text().c_str());
    }
  }

  void oneTabAmongBlanks() {
    QCOMPARE(formOf("18.0 8 307.0\t\"chevrolet malibu\"\n15.0 8 350.0\t\"buick\"\n").csv.separator, ' ');
    QCOMPARE(formOf("New York\t5\nUlm\t6\n").csv.separator, '\t');
  }

  void comments() {
    CsvRow row{.cells = {"#1", "2", "3"}};
    QVERIFY(isCommentRow(row, 3));
    row.cells = {"# note"};
    QVERIFY(isCommentRow(row, 3));
    row.cells = {"#ff0000", "2", "3"};
    QVERIFY(!isCommentRow(row, 3));
  }

  void refusesNothing() {
    const auto form = findTableForm("\n\n", "t.csv");
    QVERIFY(!form);
    QVERIFY(form.error().text().starts_with("t.csv is empty"));
  }
};

PELLUCID_TEST(tst_table_form, TestTableForm)
#include "tst_table_form.moc"

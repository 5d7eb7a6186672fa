// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <set>

#include "engine/data/old_table.h"
#include "tests/engine/data/table_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

Result<Dataset> readOld(const std::string& text, const DataOptions& options) {
  return datasetFromOldTable(Bytes(text.begin(), text.end()), "t.csv", options);
}

Result<Dataset> readOld(const std::string& text, std::vector<std::string> targets = {}) {
  return readOld(text, withTargets(std::move(targets)));
}

}  // namespace

class TestOldTable : public QObject {
  Q_OBJECT

 private slots:
  /// First, because the most memory ever used is measured.
  void takesFourTimesItsSize_data() { addTablesOfDigits(); }
  void takesFourTimesItsSize() {
    QFETCH(bool, hasManyTargets);
    checkMemory(datasetFromOldTable, hasManyTargets);
  }

  void lastColumnOfNumbers() {
    const auto dataset = readOld("size,rooms,price\n1.5,2,10.5\n2,3,-1e1\n+3,4,30\n");
    QVERIFY2(dataset, dataset ? "" : dataset.error().text().c_str());
    QCOMPARE(dataset->inputNames, (std::vector<std::string>{"size", "rooms"}));
    QCOMPARE(dataset->targetNames, (std::vector<std::string>{"price"}));
    QVERIFY(!dataset->hasClasses());
    QCOMPARE(dataset->outputs(), Index{1});
    QCOMPARE(dataset->train.size() + dataset->test.size(), Index{3});
    QCOMPARE(labelsByInput(*dataset), (std::map<double, double>{{1.5, 10.5}, {2, -10}, {3, 30}}));
  }

  void wholeNumbersAreClassesInTheirOrder() {
    const auto dataset = readOld("x,y\n1,10\n2,-1\n3,2\n4,10\n");
    QVERIFY(dataset);
    QCOMPARE(dataset->classNames, (std::vector<std::string>{"-1", "2", "10"}));
    QCOMPARE(labelsByInput(*dataset), (std::map<double, double>{{1, 2}, {2, 0}, {3, 1}, {4, 2}}));
  }

  void textsAreClassesInTheAlphabet() {
    const auto dataset = readOld("x;kind\n1;setosa\n2;\"a; b\"\n3;setosa\n");
    QVERIFY(dataset);
    QCOMPARE(dataset->classNames, (std::vector<std::string>{"a; b", "setosa"}));
    QCOMPARE(labelsByInput(*dataset), (std::map<double, double>{{1, 1}, {2, 0}, {3, 1}}));
  }

  void namedTargets() {
    const auto one = readOld("y,x\n1,5\n0,6\n1,7\n", {"y"});
    QVERIFY(one);
    QCOMPARE(one->inputNames, (std::vector<std::string>{"x"}));
    QCOMPARE(labelsByInput(*one), (std::map<double, double>{{5, 1}, {6, 0}, {7, 1}}));
    const auto two = readOld("a,x,b\n1,5,3\n2,6,4\n", {"b", "a"});
    QVERIFY(two);
    QCOMPARE(two->targetNames, (std::vector<std::string>{"a", "b"}));
    QCOMPARE(two->outputs(), Index{2});
    for (const Split* split : {&two->train, &two->test}) {
      QCOMPARE(split->size(), Index{1});
      QCOMPARE(split->targets(0, 0), split->numbers(0, 0) - 4);
      QCOMPARE(split->targets(1, 0), split->numbers(0, 0) - 2);
    }
  }

  void samplesForTesting() {
    std::string text = "x,y\n";
    for (int i = 0; i < 100; ++i) text += std::to_string(i) + "," + std::to_string(i % 2) + "\n";
    const auto dataset = readOld(text);
    QVERIFY(dataset);
    QCOMPARE(dataset->test.size(), Index{20});
    QCOMPARE(labelsByInput(*dataset).size(), std::size_t{100});
    QCOMPARE(readOld(text)->checksum, dataset->checksum);
    DataOptions other = withTargets({});
    other.seed = 2;
    QVERIFY(readOld(text, other)->checksum != dataset->checksum);
  }

  void refuses_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<QString>("what");
    const auto row = [](const char* name, const std::string& text, const char* what) {
      QTest::newRow(name) << text << QString(what);
    };
    row("nothing", "", "t.csv is empty");
    row("no text", {"PK\3\4\n\0,b\n1,2\n", 13}, "not a table of text: line 2 has a byte 0");
    row("a long name", std::string(20'000, 'x') + "\n1\n2\n", "has one column, xxx");
    row("a long cell", "a,b\n" + std::string(20'000, '/') + ",1\n", "…\" is not a number");
    row("no header", "1,2\n3,4\n", "line 1 has only numbers");
    row("header only", "a,b\n", "has 0 rows");
    row("one row", "a,b\n1,2\n", "has 1 rows");
    row("one column", "a\n1\n2\n", "has one column, a");
    row("unnamed column", "a,,b\n1,2,3\n", "line 1: column 2 has no name");
    row("equal names", "a,a,b\n1,2,3\n", "two columns have the name a");
    row("a short row", "a,b,c\n1,2,3\n1,2\n", "line 3 has 2 cells, but the header names 3 columns");
    row("a long row", "a,b\n1,5,2\n", "line 2 has 3 cells");
    row("an empty cell", "a,b,c\n1,2,3\n4,,6\n", "line 3, column b: the cell is empty");
    row("a text", "a,b\n1,2\nx,3\n", "line 3, column a: \"x\" is not a number");
    row("not a number", "a,b\nnan,2\n1,3\n", "line 2, column a: \"nan\"");
    row("infinity", "a,b\ninf,2\n1,3\n", "line 2, column a: \"inf\"");
    row("too large", "a,b\n1e39,2\n1,3\n", "line 2, column a: \"1e39\"");
    row("decimal comma in an input", "a;b\n1,5;2\n1;3\n",
        "line 2, column a: \"1,5\" has a decimal comma. Write 1.5.");
    row("decimal comma in the target", "a;b\n1;2,5\n1;3\n", "line 2, column b: \"2,5\" has a decimal comma");
    row("text among numbers", "a,b\n1,2.5\n1,x\n",
        "line 3, column b: \"x\" is not a number, but line 2 has 2.5");
    row("one class", "a,b\n1,2\n3,2\n", "the column b has only \"2\"");
  }

  void refuses() {
    QFETCH(std::string, text);
    QFETCH(QString, what);
    const auto refused = readOld(text);
    QVERIFY(!refused);
    QVERIFY2(QString::fromStdString(refused.error().text()).contains(what), refused.error().text().c_str());
  }

  void refusesWrongTargets() {
    QCOMPARE(readOld("a,b\n1,2\n3,4\n", {"c"}).error().text(),
             std::string("t.csv has no column c; it has a, b."));
    QVERIFY(readOld("a,b\n1,2\n3,4\n", {"a", "b"}).error().text().find("all columns are targets") !=
            std::string::npos);
  }

  /// Names are compared as sets: comparing all pairs would take a minute here.
  void manyColumnsAreRead() {
    const auto table = [](int columns, const std::string& last) {
      std::string names;
      std::string row;
      for (int i = 1; i < columns; ++i) {
        names += std::to_string(i) + "c,";
        row += "1,";
      }
      return names + last + "\n" + row + "2\n" + row + "3\n";
    };
    QCOMPARE(readOld(table(100'000, "last"))->inputs(), Index{99'999});
    QVERIFY(readOld(table(100'000, "7c")).error().text().find("two columns have the name 7c") !=
            std::string::npos);
    const std::string more = readOld(table(100'001, "last")).error().text();
    QVERIFY2(more.find("line 1: a row has more than 100000 cells") != std::string::npos, more.c_str());
    const std::string unknown = readOld(table(1'000, "last"), {"x"}).error().text();
    QVERIFY2(unknown.size() < 500 && unknown.find("30c and 970 more.") != std::string::npos, unknown.c_str());
  }

  void countsClasses() {
    std::string text = "x,y\n";
    for (int i = 0; i < 256; ++i) text += "1," + std::to_string(i) + "\n";
    QCOMPARE(readOld(text)->classes(), Index{256});
    text += "1,256\n";
    QVERIFY(readOld(text).error().text().find("more than 256 different classes") != std::string::npos);
    text += "1,1.0\n";  // now they are amounts
    QCOMPARE(readOld(text)->outputs(), Index{1});
  }
};

PELLUCID_TEST(tst_old_table, TestOldTable)
#include "tst_old_table.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <set>

#include "engine/data/table.h"
#include "tests/engine/data/table_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

Result<Dataset> read(const std::string& text, const DataOptions& options) {
  return datasetFromTable(Bytes(text.begin(), text.end()), "t.csv", options);
}

Result<Dataset> read(const std::string& text, std::vector<std::string> targets = {}) {
  return read(text, withTargets(std::move(targets)));
}

}  // namespace

class TestTable : public QObject {
  Q_OBJECT

 private slots:
  /// First, because the most memory ever used is measured.
  void takesFourTimesItsSize_data() { addTablesOfDigits(); }
  void takesFourTimesItsSize() {
    QFETCH(bool, hasManyTargets);
    checkMemory(
        [](Bytes bytes, const std::string& file, const DataOptions& options, const Progress& progress) {
          return datasetFromTable(std::move(bytes), file, options, progress);
        },
        hasManyTargets);
  }

  void lastColumnOfNumbers() {
    const auto dataset = read("size,rooms,price\n1.5,2,10.5\n2,3,-1e1\n+3,4,30\n");
    QVERIFY2(dataset, dataset ? "" : dataset.error().text().c_str());
    QCOMPARE(dataset->inputNames, (std::vector<std::string>{"size", "rooms"}));
    QCOMPARE(dataset->targetNames, (std::vector<std::string>{"price"}));
    QVERIFY(!dataset->hasClasses());
    QCOMPARE(dataset->outputs(), Index{1});
    QCOMPARE(dataset->train.size() + dataset->test.size(), Index{3});
    QCOMPARE(labelsByInput(*dataset), (std::map<double, double>{{1.5, 10.5}, {2, -10}, {3, 30}}));
  }

  void wholeNumbersAreClassesInTheirOrder() {
    const auto dataset = read("x,y\n1,10\n2,-1\n3,2\n4,10\n5,2\n6,-1\n");
    QVERIFY(dataset);
    QCOMPARE(dataset->classNames, (std::vector<std::string>{"-1", "2", "10"}));
    QCOMPARE(labelsByInput(*dataset),
             (std::map<double, double>{{1, 2}, {2, 0}, {3, 1}, {4, 2}, {5, 1}, {6, 0}}));
  }

  void textsAreClassesInTheAlphabet() {
    const auto dataset = read("x;kind\n1;setosa\n2;\"a; b\"\n3;setosa\n");
    QVERIFY(dataset);
    QCOMPARE(dataset->classNames, (std::vector<std::string>{"a; b", "setosa"}));
    QCOMPARE(labelsByInput(*dataset), (std::map<double, double>{{1, 1}, {2, 0}, {3, 1}}));
  }

  void namedTargets() {
    const auto one = read("y,x\n1,5\n0,6\n1,7\n", {"y"});
    QVERIFY(one);
    QCOMPARE(one->inputNames, (std::vector<std::string>{"x"}));
    QCOMPARE(labelsByInput(*one), (std::map<double, double>{{5, 1}, {6, 0}, {7, 1}}));
    const auto two = read("a,x,b\n1,5,3\n2,6,4\n", {"b", "a"});
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
    const auto dataset = read(text);
    QVERIFY(dataset);
    QCOMPARE(dataset->test.size(), Index{20});
    QCOMPARE(labelsByInput(*dataset).size(), std::size_t{100});
    QCOMPARE(read(text)->checksum, dataset->checksum);
    DataOptions other = withTargets({});
    other.seed = 2;
    QVERIFY(read(text, other)->checksum != dataset->checksum);
  }

  void refuses_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<QString>("what");
    const auto row = [](const char* name, const std::string& text, const char* what) {
      QTest::newRow(name) << text << QString(what);
    };
    row("nothing", "", "t.csv is empty");
    row("no text", {"PK\3\3\n\0,b\n1,2\n", 13}, "not a table of text: line 2 has a byte 0");
    row("a long name", std::string(20'000, 'x') + "\n1\n2\n", "has one column, xxx");
    row("a long cell", "a,b\n1,2\n1,3\n" + std::string(20'000, '/') + ",1\n", "…\" is not a number");
    row("header only", "a,b\n", "has 0 rows");
    row("one row", "a,b\n1,2\n", "has 1 rows");
    row("one column", "a\n1\n2\n", "has one column, a");
    row("a short row", "a,b,c\n1,2,3\n1,2\n1,2,3\n", "line 3 has 2 cells, but the table has 3 columns");
    row("a long row", "a,b\n1,5\n1,5,2\n2,3\n", "line 3 has 3 cells");
    row("a text", "a,b\n1,2\n2,3\nx,3\n", "line 4, column a: \"x\" is not a number");
    row("infinity", "a,b\n1,3\ninf,2\n", "line 3, column a: \"inf\"");
    row("too large", "a,b\n1,3\n1e39,2\n", "line 3, column a: \"1e39\"");
    row("a decimal comma among points", "a;b\n1.25;2\n1.5;3\n1,5;3\n", "line 4, column a: \"1,5\"");
    row("text among numbers", "a,b\n1,2.5\n1,x\n", "line 3, column b: \"x\" is not a number, but line 2");
    row("one class", "a,b\n1,2\n3,2\n", "the column b has only \"2\"");
    row("most rows have gaps", "a,b,c\n1,,2.5\n2,,2.5\n3,4,2.5\n",
        "most of them in the column b, which is empty in 2");
    row("most answers are gaps", "a,c\n1,\n2,\n3,4.5\n", "Name another target with --targets");
    row("a quote that is not closed", "a,b\n1,2\n\"1,3\n", "line 3: a quote is opened and never closed");
  }

  void refuses() {
    QFETCH(std::string, text);
    QFETCH(QString, what);
    const auto refused = read(text);
    QVERIFY(!refused);
    QVERIFY2(QString::fromStdString(refused.error().text()).contains(what), refused.error().text().c_str());
  }

  void refusesWrongTargets() {
    QCOMPARE(read("a,b\n1,2\n3,4\n", {"c"}).error().text(),
             std::string("t.csv has no column c; it has a, b."));
    QVERIFY(read("a,b\n1,2\n3,4\n", {"a", "b"}).error().text().find("all columns are targets") !=
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
    QCOMPARE(read(table(100'000, "last"))->inputs(), Index{99'999});
    const std::string more = read(table(100'001, "last")).error().text();
    QVERIFY2(more.find("line 1: a row has more than 100000 cells") != std::string::npos, more.c_str());
    const std::string unknown = read(table(1'000, "last"), {"x"}).error().text();
    QVERIFY2(unknown.size() < 500 && unknown.find("10c and 990 more.") != std::string::npos, unknown.c_str());
  }

  void inputsAndIgnored() {
    DataOptions options = withTargets({"y"});
    options.inputs = {"b"};
    QCOMPARE(read("a,b,y\n1,2,0\n3,4,1\n5,6,1\n", options)->inputNames, (std::vector<std::string>{"b"}));
    options.inputs = {"y"};
    QVERIFY(read("a,b,y\n1,2,0\n3,4,1\n", options).error().text().find("is both an input and a target") !=
            std::string::npos);
    options.inputs = {};
    options.ignored = {"b"};
    QCOMPARE(read("a,b,y\n1,2,0\n3,4,1\n5,6,1\n", options)->inputNames, (std::vector<std::string>{"a"}));
    options.ignored = {"c"};
    QVERIFY(read("a,b,y\n1,2,0\n3,4,1\n", options).error().text().find("has no column c; it has a, b, y") !=
            std::string::npos);
  }

  /// The training samples' mean: the test samples must not be used.
  void gapsAreFilledWithTheMeanOfTraining() {
    DataOptions options = withTargets({});
    options.missing = MissingCells::Mean;
    const auto dataset = read("a,b\n1,0.5\n2,1.5\n4,2.5\nNA,3.5\n,4.5\n6,5.5\n", options);
    QVERIFY(dataset);
    double sum = 0;
    int known = 0;
    std::set<double> filled;
    for (const Split* split : {&dataset->train, &dataset->test})
      for (Index i = 0; i < split->size(); ++i) {
        const double answer = split->targets(0, i);
        if (answer == 3.5 || answer == 4.5) {
          filled.insert(split->numbers(0, i));
        } else if (split == &dataset->train) {
          sum += static_cast<double>(split->numbers(0, i));
          ++known;
        }
      }
    QCOMPARE(filled.size(), std::size_t{1});
    QVERIFY(std::abs(*filled.begin() - sum / known) < 1e-6);
  }

  void pixels() {
    DataOptions options = withTargets({});
    options.scale = 255;
    options.shape = Shape{.channels = 1, .height = 2, .width = 2};
    const auto dataset = read("a,b,c,d,y\n255,0,0,51,0\n0,255,0,0,1\n0,0,0,255,0\n", options);
    QVERIFY(dataset);
    QVERIFY(dataset->shape == *options.shape);
    QVERIFY(dataset->train.numbers.maxCoeff() <= 1);
    options.shape->height = 3;
    QVERIFY(read("a,b,c,d,y\n255,0,0,51,0\n0,255,0,0,1\n", options).error().text().find("has 6 values") !=
            std::string::npos);
  }

  void untestedClassesAreTold() {
    const auto dataset = read("x,y\n1,a\n2,a\n3,b\n4,a\n");
    QVERIFY(dataset);
    QVERIFY2(dataset->reading.text().find("The class b has no sample for testing.") != std::string::npos,
             dataset->reading.text().c_str());
  }

  void commentsInTheMidst() {
    const auto dataset = read("x,y\n1,0\n# a note\n2,1\n#3,0\n4,1\n");
    QVERIFY(dataset);
    QCOMPARE(dataset->train.size() + dataset->test.size(), Index{3});
    QVERIFY(dataset->reading.text().find("2 lines of titles or comments") != std::string::npos);
  }
};

PELLUCID_TEST(tst_table, TestTable)
#include "tst_table.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "engine/data/table_columns.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

TableColumns columnOf(const std::vector<std::string>& cells, char decimal = '.') {
  TableColumns table({"x"}, {decimal}, 100);
  CsvRow row;
  for (const std::string& cell : cells) {
    ++row.line;
    row.cells = {cell};
    table.add(row);
  }
  return table;
}

}  // namespace

class TestTableColumns : public QObject {
  Q_OBJECT

 private slots:
  void keepsNumbersWordsAndGaps() {
    const TableColumns table = columnOf({"1,5", "b", "", "a", "b"}, ',');
    QCOMPARE(table.rows(), Index{5});
    QCOMPARE(table.at(0, 0), Scalar(1.5));
    QCOMPARE(table.word(0, 0), 0U);
    QCOMPARE(table.word(1, 0), 1U);
    QVERIFY(table.isMissing(2, 0));
    QCOMPARE(table.word(2, 0), 0U);
    QCOMPARE(table.word(3, 0), 2U);
    QCOMPARE(table.word(4, 0), 1U);
    const TableColumn& facts = table.column(0);
    QCOMPARE(facts.numbers, Index{1});
    QCOMPARE(facts.words, Index{3});
    QCOMPARE(facts.missing, Index{1});
    QCOMPARE(facts.wordLine, Index{2});
    QCOMPARE(facts.firstWord, std::string("b"));
    QCOMPARE(facts.fractionLine, Index{1});
  }

  void dashesAreMissingAmongNumbersOnly() {
    TableColumns numbers = columnOf({"1", "-", "2"});
    numbers.finish();
    QVERIFY(numbers.isMissing(1, 0));
    QCOMPARE(numbers.column(0).missing, Index{1});
    TableColumns words = columnOf({"a", "-", "b"});
    words.finish();
    QVERIFY(!words.isMissing(1, 0));
    QCOMPARE(words.column(0).words, Index{3});
  }

  void truths() {
    TableColumns table = columnOf({"True", "FALSE", "", "true"});
    QVERIFY(isTruthColumn(table.column(0)));
    table.makeNumbersOfTruths(0);
    QCOMPARE(table.at(0, 0), Scalar(1));
    QCOMPARE(table.at(1, 0), Scalar(0));
    QVERIFY(table.isMissing(2, 0));
    QCOMPARE(table.at(3, 0), Scalar(1));
    QVERIFY(!isTruthColumn(columnOf({"True", "1"}).column(0)));
  }

  void countsNoMoreWordsThanClassesNeed() {
    std::vector<std::string> cells;
    for (int i = 0; i < 300; ++i) cells.push_back("w" + std::to_string(i));
    const TableColumns table = columnOf(cells);
    QVERIFY(table.column(0).hasMoreWords);
    QCOMPARE(table.column(0).wordNumbers.size(), kMostWords);
    QCOMPARE(table.word(299, 0), 0U);
    QVERIFY(!table.isMissing(299, 0));
  }

  void whatAScalarCannotHoldIsAWord() {
    const TableColumns table = columnOf({"1", sizeof(Scalar) == 4 ? "1e39" : "1e400"});
    QCOMPARE(table.column(0).words, Index{1});
    QVERIFY(table.column(0).isNumberLike);
  }
};

PELLUCID_TEST(tst_table_columns, TestTableColumns)
#include "tst_table_columns.moc"

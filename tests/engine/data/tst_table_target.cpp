// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <numeric>

#include "engine/data/table_target.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

using Texts = std::vector<std::string>;

Result<TableAnswers> answersFor(const Texts& cells, TargetKind wanted = TargetKind::Guessed) {
  TableColumns table({"y"}, {'.'}, 1000);
  CsvRow row;
  for (const std::string& cell : cells) {
    ++row.line;
    row.cells = {cell};
    table.add(row);
  }
  table.finish();
  std::vector<Index> rows(cells.size());
  std::iota(rows.begin(), rows.end(), Index(0));
  return answersOf(table, 0, rows, wanted, "t.csv");
}

/// Each number from `from` on, `times` times.
Texts counted(int from, int count, int times) {
  Texts cells;
  for (int t = 0; t < times; ++t)
    for (int i = 0; i < count; ++i) cells.push_back(std::to_string(from + i));
  return cells;
}

}  // namespace

class TestTableTarget : public QObject {
  Q_OBJECT

 private slots:
  void guesses_data() {
    QTest::addColumn<Texts>("cells");
    QTest::addColumn<std::size_t>("classes");
    const auto row = [](const char* name, const Texts& cells, std::size_t classes) {
      QTest::newRow(name) << cells << classes;
    };
    row("two numbers", {"0", "1"}, 2);
    row("signs", {"+1", "-1", "+1"}, 2);
    row("whole numbers with a point", {"0.0", "1.0", "2.000e+00", "1"}, 3);
    row("fractions", {"0.0", "1.5", "2"}, 0);
    row("texts", {"a", "b", "a"}, 2);
    row("letters", {"a", "A", "b"}, 3);
    row("26 letters, four times", counted(1, 26, 4), 26);
    row("prices, each once", {"176123", "131811", "339364", "256672"}, 0);
    row("numbers in a row, each once", counted(1, 6, 1), 0);
    row("200 different ones", counted(100, 200, 1), 0);
    row("1000 different ones", counted(0, 1000, 2), 0);
    row("100 classes, often", counted(0, 100, 20), 100);
    row("beyond what floats tell apart", {"100000001", "100000002", "100000001"},
        sizeof(Scalar) == 4 ? 0 : 2);
  }
  void guesses() {
    QFETCH(Texts, cells);
    QFETCH(std::size_t, classes);
    const auto answers = answersFor(cells);
    QVERIFY2(answers, answers ? "" : answers.error().text().c_str());
    QCOMPARE(answers->classNames.size(), classes);
    QCOMPARE(answers->labels.size(), classes > 0 ? cells.size() : std::size_t{0});
  }

  void whatIsToldIsDone() {
    QVERIFY(answersFor({"1", "2", "1"}, TargetKind::Numbers)->classNames.empty());
    QCOMPARE(answersFor({"176123", "131811", "339364"}, TargetKind::Classes)->classNames,
             (Texts{"131811", "176123", "339364"}));
  }

  void spellings() {
    const auto answers = answersFor({"Yes", "yes", "No", "yes", "YES"});
    QCOMPARE(answers->classNames, (Texts{"No", "yes"}));
    QCOMPARE(answers->labels, (std::vector<std::uint8_t>{1, 1, 0, 1, 1}));
    QVERIFY(pellucid::tests::mentions(answers->note.text(), {"\"Yes\" is read as \"yes\"", "\"YES\""}));
  }

  void numbersAmongTexts() { QCOMPARE(answersFor({"2", "x", "2.0"})->classNames, (Texts{"2", "x"})); }

  void refuses() {
    const auto says = [](const Result<TableAnswers>& answers, const char* part) {
      return !answers && pellucid::tests::mentions(answers.error().text(), {"t.csv", "y", part});
    };
    QVERIFY(says(answersFor({"1.5", "x"}), "line 2, column y: \"x\" is not a number, but line 1"));
    QVERIFY(says(answersFor({"1", "x"}, TargetKind::Numbers), "\"x\" is not a number"));
    QVERIFY(says(answersFor({"1.5", "2"}, TargetKind::Classes), "fractions, as in line 1"));
    QVERIFY(says(answersFor({"1", "1.0"}), "has only \"1\""));
    Texts many;
    for (int i = 0; i < 300; ++i) many.push_back("t" + std::to_string(i));
    QVERIFY(says(answersFor(many), "more than 256 different texts"));
    QVERIFY(says(answersFor(counted(0, 300, 1), TargetKind::Classes), "more than 256 different numbers"));
  }
};

PELLUCID_TEST(tst_table_target, TestTableTarget)
#include "tst_table_target.moc"

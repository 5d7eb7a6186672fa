// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "engine/data/table_rows.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

Result<TableRows> tableRowsOf(const std::string& text, TableReading& reading) {
  return readTableRows(Bytes(text.begin(), text.end()), "t.csv", reading, {});
}

}  // namespace

class TestTableRows : public QObject {
  Q_OBJECT

 private slots:
  void emptyRowsAndCommentsAreLeftOut() {
    TableReading reading;
    const auto rows = tableRowsOf("a,b\n1,2\n,\n# a note\n\n3,4,\n,,,\n", reading);
    QVERIFY(rows);
    QCOMPARE(rows->cells.rows(), Index{2});
    QCOMPARE(rows->cells.at(1, 1), Scalar(4));
    QCOMPARE(reading.comments, Index{1});
  }

  void notesBelowTheTableAreLeftOut() {
    TableReading reading;
    const auto rows =
        tableRowsOf("a,b,c\n1,2,3\n4,5,6\n\"(2 rows)\"\nSource: an office, 2020\n\x1a\n", reading);
    QVERIFY2(rows.has_value(), rows ? "" : rows.error().text().c_str());
    QCOMPARE(rows->cells.rows(), Index{2});
    QCOMPARE(reading.notesBelow, Index{3});
    // In the middle they are errors, and so is a truncated last row.
    QVERIFY(!tableRowsOf("a,b,c\n1,2,3\nnote\n4,5,6\n", reading));
    QVERIFY(!tableRowsOf("a,b,c\n1,2,3\n4,5\n", reading));
  }

  void namesArePlain() {
    TableReading reading;
    const auto rows =
        tableRowsOf("\"Length\r\n(cm)\",\xE2\x80\x8Bwidth,a\xC2\xA0 b\n1,2,3\n4,5,6\n", reading);
    QVERIFY(rows);
    QCOMPARE(reading.form.names, (std::vector<std::string>{"Length (cm)", "width", "a b"}));
  }

  void everyColumnHasAName() {
    TableReading reading;
    const auto rows = tableRowsOf("a,,a,a.1\n1,2,3,4\n5,6,7,8\n", reading);
    QVERIFY(rows);
    QCOMPARE(reading.form.names, (std::vector<std::string>{"a", "column 2", "a.1", "a.1.1"}));
    QCOMPARE(rows->isUnnamed, (std::vector<bool>{false, true, false, false}));
    QCOMPARE(reading.notes.size(), std::size_t{2});
  }

  void aRowOfAnotherLengthIsNamed() {
    TableReading reading;
    const auto refused = tableRowsOf("a,b\n1,2\n1,5,2\n3,4\n", reading);
    QVERIFY(!refused);
    QVERIFY2(pellucid::tests::mentions(refused.error().text(),
                                       {"line 3 has 3 cells", "2 columns", "decimal points"}),
             refused.error().text().c_str());
  }
};

PELLUCID_TEST(tst_table_rows, TestTableRows)
#include "tst_table_rows.moc"

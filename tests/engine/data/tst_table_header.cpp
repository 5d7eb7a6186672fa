// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_header.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

/// Rows of cells without quotes.
std::vector<CsvRow> rowsOf(const std::string& text) {
  CsvReader reader(text, "t.csv", {});
  std::vector<CsvRow> rows(1);
  while (reader.next(rows.back()).value()) rows.emplace_back();
  rows.pop_back();
  return rows;
}

bool hasHeader(const std::string& text, const std::vector<std::string>& known = {}) {
  const std::vector<CsvRow> rows = rowsOf(text);
  return isHeader(rows[0], columnsOf(std::span(rows).subspan(1), rows[0].cells.size()), known);
}

}  // namespace

class TestTableHeader : public QObject {
  Q_OBJECT

 private slots:
  void isFound_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<bool>("isThere");
    const auto row = [](const char* name, const char* text, bool isThere) {
      QTest::newRow(name) << std::string(text) << isThere;
    };
    row("names", "len,wid\n1,2\n3,4\n", true);
    row("numbers alone", "1,2\n3,4\n5,6\n", false);
    row("a class last", "1.5,2.1,a\n3.1,4.5,b\n5.2,6.1,a\n", false);
    // As from pandas, with whole numbers and with fractions below; years, wavelengths.
    row("0, 1, 2 and a name", "0,1,2,label\n4,7,1,0\n3,5,5,1\n2,9,0,0\n", true);
    row("0, 1, 2 and a name over texts", "0,1,2,label\n4,7,1,a\n3,5,5,b\n2,9,0,a\n1,2,0,b\n", true);
    row("a name and 0, 1, 2", "label,0,1,2\n0,4,7,1\n1,3,5,5\n0,2,9,0\n", true);
    row("years and a name", "2018,2019,2020,trend\n14,17,11,up\n23,15,25,up\n12,9,7,down\n9,4,2,down\n",
        true);
    row("wavelengths and a name", "400.5,410.5,kind\n0.1,0.2,a\n0.3,0.2,b\n0.5,0.9,a\n0.7,0.8,b\n", true);
    row("an index, 0, 1 and a name", ",0,1,label\n0,4,7,a\n1,3,5,b\n2,2,9,a\n3,1,2,b\n", true);
    row("an index and 0, 1, 2", ",0,1,2\n0,4,7,1\n1,3,5,0\n2,9,2,1\n", true);
    row("0, 1, 2 over fractions", "0,1,2\n0.5,0.7,0.1\n0.3,0.5,0.2\n", true);
    // A sample, not names.
    row("a class that comes again", "1,2,3,a\n4,7,1,a\n3,5,5,b\n2,9,0,a\n", false);
    row("a stray word", "7,oops,3,1\n4,7,1,0\n3,5,5,1\n2,9,0,0\n", false);
    row("falling numbers before a new class", "9,4,1,c\n4,7,1,a\n3,5,5,b\n2,9,0,a\n1,2,0,b\n", false);
    row("a gap first", ",3,1,2\n0,4,7,1\n1,3,5,0\n2,9,2,1\n", false);
    // Texts only.
    row("texts without names", "x,s,e\nb,s,p\nx,y,e\nb,y,p\nx,s,e\n", false);
    row("a name that is a class, too", "cap,gill,edible\nx,s,edible\nb,s,poison\nx,y,edible\nb,y,poison\n",
        true);
    row("texts that are all different", "name,remark\nAda,fine\nBob,well\nEve,so so\n", true);
  }
  void isFound() {
    QFETCH(std::string, text);
    QFETCH(bool, isThere);
    QCOMPARE(hasHeader(text), isThere);
  }

  /// Which nothing else would show.
  void aNameThatIsAskedForIsOne() {
    const std::string text = "x,s,e\nb,s,p\nx,y,e\nb,y,p\n";
    QVERIFY(!hasHeader(text, {"kind"}));
    QVERIFY(hasHeader(text, {"kind", "e"}));
    QVERIFY(!hasHeader("1,2,3\n4,7,1\n", {"1"}));
  }

  void rowNames() {
    QVERIFY(areRowNames(rowsOf("1,a\n2,a\n3,a\n")));
    QVERIFY(areRowNames(rowsOf("Ada,1\nBob,2\n")));
    for (const char* text : {"173,1\n180,2\n", "Ada,1\nAda,2\n", "1,a\nx,a\n"})
      QVERIFY2(!areRowNames(rowsOf(text)), text);
  }
};

PELLUCID_TEST(tst_table_header, TestTableHeader)
#include "tst_table_header.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "engine/data/csv.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Read {
  Rows rows;
  std::vector<Index> lines;
  std::string error;
};

Read readAll(std::string_view text) {
  CsvReader reader(text, "table.csv", firstVersionForm(text));
  Read read;
  CsvRow row;
  for (;;) {
    const auto isThere = reader.next(row);
    if (!isThere) {
      read.error = isThere.error().text();
      return read;
    }
    if (!*isThere) return read;
    read.rows.push_back(row.cells);
    read.lines.push_back(row.line);
  }
}

}  // namespace

class TestCsv : public QObject {
  Q_OBJECT

 private slots:
  void reads_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<Rows>("rows");
    const Rows plain = {{"a", "b"}, {"1", "2"}};
    QTest::newRow("commas") << std::string("a,b\n1,2\n") << plain;
    QTest::newRow("no end of the last line") << std::string("a,b\n1,2") << plain;
    QTest::newRow("CRLF") << std::string("a,b\r\n1,2\r\n") << plain;
    QTest::newRow("CR at the end of the file") << std::string("a,b\r\n1,2\r") << plain;
    QTest::newRow("semicolons") << std::string("a;b\n1;2\n") << plain;
    QTest::newRow("tabs") << std::string("a\tb\n1\t2\n") << plain;
    QTest::newRow("byte-order mark") << std::string(
                                            "\xEF\xBB\xBF"
                                            "a,b\n1,2\n")
                                     << plain;
    QTest::newRow("blanks") << std::string("  a , b\t\n 1,2  \n") << plain;
    QTest::newRow("blank lines") << std::string("\na,b\n\n1,2\n\n\n") << plain;
    QTest::newRow("quotes") << std::string("\"a\",\"b\"\n\"1\", \"2\" \n") << plain;
    QTest::newRow("quoted separators, quotes and line ends")
        << std::string("\"a;,\",b\n\"x\n\"\"y\"\"\",2\n") << Rows{{"a;,", "b"}, {"x\n\"y\"", "2"}};
    QTest::newRow("a semicolon in quotes does not separate")
        << std::string("\"a;b;c\",d\n") << Rows{{"a;b;c", "d"}};
    QTest::newRow("empty cells") << std::string("a,,c\n,,\n") << Rows{{"a", "", "c"}, {"", "", ""}};
    QTest::newRow("rows of different lengths")
        << std::string("a,b\n1\n1,2,3\n") << Rows{{"a", "b"}, {"1"}, {"1", "2", "3"}};
    QTest::newRow("nothing") << std::string() << Rows{};
    QTest::newRow("blank lines only") << std::string("\n\r\n  \n") << Rows{};
  }

  void reads() {
    QFETCH(std::string, text);
    QFETCH(Rows, rows);
    const Read read = readAll(text);
    QCOMPARE(read.error, std::string());
    QCOMPARE(read.rows, rows);
  }

  void countsLines() { QCOMPARE(readAll("a,b\n\n\"x\ny\",2\n3,4\n").lines, (std::vector<Index>{1, 3, 5})); }

  void refusesBrokenQuotes() {
    const std::string open = readAll("a,b\n1,\"2\n3,4\n").error;
    QVERIFY2(
        open.find("table.csv, line 2") != std::string::npos && open.find("never closed") != std::string::npos,
        open.c_str());
    const std::string behind = readAll("a,b\n\"1\"x,2\n").error;
    QVERIFY2(behind.find("line 2") != std::string::npos && behind.find("closing quote") != std::string::npos,
             behind.c_str());
  }

  void refusesCellsWithoutAnEnd() {
    const std::string longest(kMaxCellBytes, 'x');
    for (const char* quote : {"", "\""}) {
      QCOMPARE(readAll("a,b\n1," + (quote + longest + quote)).error, std::string());
      const std::string longer = readAll("a,b\n1," + (quote + longest + "x" + quote)).error;
      QVERIFY2(longer.find("line 2: a cell has more than 1048576 bytes") != std::string::npos,
               longer.c_str());
    }
  }

  void survivesEveryPrefix() {
    const std::string text = "\xEF\xBB\xBF\"a\"\"\",b\r\n\"1\n\" ,2\r\n\"";
    for (std::size_t length = 0; length <= text.size(); ++length)
      QVERIFY(readAll(std::string_view(text).substr(0, length)).rows.size() <= 3);
  }
};

PELLUCID_TEST(tst_csv, TestCsv)
#include "tst_csv.moc"

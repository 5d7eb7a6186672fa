// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "engine/data/table_description.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestTableDescription : public QObject {
  Q_OBJECT

 private slots:
  void whatIsAlwaysSaid() {
    TableReading reading;
    reading.form.hasHeader = true;
    reading.rows = 60;
    reading.tests = 12;
    reading.inputs = {"a", "b"};
    reading.targets = {"y"};
    reading.classNames = {"p", "q"};
    QCOMPARE(describeTable(reading).text(),
             std::string("60 rows: inputs a, b; target y with 2 classes p, q; 12 for testing."));
    reading.classNames = {};
    QCOMPARE(describeTable(reading).text(),
             std::string("60 rows: inputs a, b; target y, a number; 12 for testing."));
    reading.targets = {"y", "z"};
    QCOMPARE(describeTable(reading).text(),
             std::string("60 rows: inputs a, b; targets y, z, which are numbers; 12 for testing."));
  }

  void whatWasDecided() {
    TableReading reading;
    reading.form.csv.separator = '\t';
    reading.form.titles = 1;
    reading.form.hasUnits = true;
    reading.form.decimals = {','};
    reading.encoding = TextEncoding::Windows1252;
    reading.comments = 1;
    reading.leftOut = 1;
    reading.filled = 2;
    reading.hasRowNumbers = true;
    reading.emptyColumns = 3;
    reading.hasThousands = true;
    reading.hasUnits = true;
    reading.notes = {message("And that.")};
    const std::string said = describeTable(reading).text();
    for (const char* part :
         {"Windows-1252", "by tabs, and numbers have decimal commas", "Thousands separators",
          "percent signs were removed", "The first line is a sample", "2 lines of titles or comments",
          "below the names", "it was left out", "3 empty columns", "1 row with gaps", "2 gaps were filled",
          "And that."})
      QVERIFY2(said.find(part) != std::string::npos, part);
  }

  void longListsAreCut() {
    const std::vector<std::string> names(100, "n");
    QCOMPARE(someNames(names).text(), std::string("n, n, n, n, n, n, n, n, n, n and 90 more"));
  }
};

PELLUCID_TEST(tst_table_description, TestTableDescription)
#include "tst_table_description.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "engine/data/packed_table.h"
#include "engine/io/zip_archive.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

Bytes bytesOf(std::string_view text) {
  return {text.begin(), text.end()};
}

Bytes zipOf(std::initializer_list<const char*> names) {
  std::vector<ZipEntry> entries;
  for (const char* name : names) entries.push_back({.name = name, .bytes = bytesOf(name)});
  return *writeZip(entries);
}

}  // namespace

class TestPackedTable : public QObject {
  Q_OBJECT

 private slots:
  void theOneTableOfAnArchive() {
    for (const Bytes& zip : {zipOf({"a.csv"}), zipOf({"readme.md", "a.csv"}), zipOf({"readme.txt", "a.csv"}),
                             zipOf({"a.csv", "__MACOSX/._a.csv"})}) {
      const auto table = unpackTable(zip, "t.zip");
      QVERIFY2(table, table ? "" : table.error().text().c_str());
      QCOMPARE(*table, bytesOf("a.csv"));
    }
    QCOMPARE(*unpackTable(zipOf({"data"}), "t.zip"), bytesOf("data"));
    QCOMPARE(*unpackTable(bytesOf("a,b\n"), "t.csv"), bytesOf("a,b\n"));
  }

  void refuses_data() {
    QTest::addColumn<Bytes>("bytes");
    QTest::addColumn<std::string>("part");
    const auto row = [](const char* name, const Bytes& bytes, const char* part) {
      QTest::newRow(name) << bytes << std::string(part);
    };
    row("two tables", zipOf({"train.csv", "test.csv"}), "2 tables: train.csv, test.csv");
    row("no table", zipOf({"a.png", "b.png"}), "without a table");
    row("a project", zipOf({"manifest.json", "weights.safetensors", "history.csv"}), "a Pellucid project");
    row("Weka", bytesOf("@relation iris\n@attribute a numeric\n"), "an ARFF file");
    row("NumPy", bytesOf("\x93NUMPY\1"), "a NumPy array");
    row("Excel", zipOf({"[Content_Types].xml", "xl/workbook.xml"}), "an Excel workbook");
    row("LibreOffice", zipOf({"mimetype", "content.xml"}), "a LibreOffice document");
    row("old Excel", bytesOf("\xD0\xCF\x11\xE0\xA1"), "an old Excel workbook");
    row("a web page", bytesOf("\n<!DOCTYPE HTML><title>Not found</title>"), "a web page");
    row("a picture", bytesOf("\x89PNG\r\n"), "a picture");
    row("damaged zip", bytesOf("PK\3\4 and nothing else"), "is not a readable zip archive");
    row("damaged gzip", bytesOf("\x1F\x8B and nothing else"), "gzip");
  }
  void refuses() {
    QFETCH(Bytes, bytes);
    QFETCH(std::string, part);
    const auto refused = unpackTable(bytes, "t.csv");
    QVERIFY(!refused);
    QVERIFY2(pellucid::tests::mentions(refused.error().text(), {"t.csv", part}),
             refused.error().text().c_str());
  }
};

PELLUCID_TEST(tst_packed_table, TestPackedTable)
#include "tst_packed_table.moc"

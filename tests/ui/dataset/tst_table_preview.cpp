// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/table_preview.h"

#include <QTemporaryDir>
#include <QtTest>

#include "engine/data/table_listing.h"
#include "tests/support/idx_files.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

QStringList rowTexts(const QTableWidget& table, int row) {
  QStringList texts;
  for (int i = 0; i < table.columnCount(); ++i) texts << table.item(row, i)->text();
  return texts;
}

QStringList headerTexts(const QTableWidget& table) {
  QStringList texts;
  for (int i = 0; i < table.columnCount(); ++i) texts << table.horizontalHeaderItem(i)->text();
  return texts;
}

}  // namespace

class TestTablePreview : public QObject {
  Q_OBJECT

 private slots:
  void followsHowTheTableIsRead() {
    const QTemporaryDir folder;
    tests::writeFile(folder.filePath("t.csv"), "len;age;kind\n1,5;-999;a\n2,5;;b\n3,25;30;a\n");
    const std::string name = folder.filePath("t.csv").toStdString();
    const auto show = [&](TablePreview& preview, const std::string& options,
                          const std::vector<std::string>& gaps) {
      const auto glance = engine::glanceAtTable(name + options, 7);
      const auto columns = engine::listColumns(name + options);
      QVERIFY(glance && columns);
      preview.setTable(*glance, gaps, *columns);
    };
    TablePreview preview;
    show(preview, "", {});
    QCOMPARE(preview.rowCount(), 3);
    QCOMPARE(headerTexts(preview), (QStringList{"len\ninput", "age\ninput", "kind\ntarget"}));
    QCOMPARE(rowTexts(preview, 0), (QStringList{"1,5", "-999", "a"}));
    QCOMPARE(rowTexts(preview, 1), (QStringList{"2,5", "(empty)", "b"}));
    show(preview, ",gaps=-999,ignore=len", {"-999"});
    QCOMPARE(headerTexts(preview).front(), QString("len\nleft out"));
    QCOMPARE(rowTexts(preview, 0), (QStringList{"1,5", "(empty: -999)", "a"}));
    show(preview, ",header=no", {});
    QCOMPARE(preview.rowCount(), 4);
    QCOMPARE(rowTexts(preview, 0), (QStringList{"len", "age", "kind"}));
    show(preview, ",separator=comma", {});
    QCOMPARE(preview.columnCount(), 2);
  }

  void ofAWideTableShowsTheFirstColumns() {
    const QTemporaryDir folder;
    QByteArray text;
    for (int row = 0; row < 3; ++row)
      for (int i = 0; i < 100; ++i)
        text += (row == 0 ? "c" : "") + QByteArray::number(i * row + i) + (i < 99 ? "," : "\n");
    tests::writeFile(folder.filePath("t.csv"), text);
    const auto glance = engine::glanceAtTable(folder.filePath("t.csv").toStdString(), 7);
    QVERIFY(glance);
    TablePreview preview;
    preview.setTable(*glance, {}, {});
    QCOMPARE(preview.columnCount(), int(TablePreview::kColumns) + 1);
    QCOMPARE(headerTexts(preview).back(), QString("40 more columns"));
    QCOMPARE(preview.item(1, 59)->text(), QString("177"));
  }
};

PELLUCID_WINDOW_TEST(tst_table_preview, TestTablePreview)
#include "tst_table_preview.moc"

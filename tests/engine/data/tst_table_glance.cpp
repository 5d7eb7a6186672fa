// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_glance.h"

#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/idx_files.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestTableGlance : public QObject {
  Q_OBJECT

 private slots:
  void showsTheFirstRowsAndWhatIsFound() {
    const QTemporaryDir folder;
    pellucid::tests::writeFile(folder.filePath("t.csv"),
                               "A title\nM\xFCnchen;b\n1,5;x\n2,5;y\n3,5;x\n4,5;y\n");
    const std::string name = folder.filePath("t.csv").toStdString();
    const auto glance = glanceAtTable(name, 3);
    QVERIFY(glance);
    QVERIFY(glance->found);
    QCOMPARE(glance->found->csv.separator, ';');
    QVERIFY(glance->foundEncoding == TextEncoding::Windows1252);
    QCOMPARE(glance->rows.size(), std::size_t{3});
    QCOMPARE(glance->rows[0].cells, (std::vector<std::string>{"München", "b"}));
    QCOMPARE(glance->rows[1].cells, (std::vector<std::string>{"1,5", "x"}));
    // A form that is given changes the rows, but not what is detected.
    const auto told = glanceAtTable(name + ",separator=comma,header=no", 3);
    QVERIFY(told);
    QCOMPARE(told->found->csv.separator, ';');
    QVERIFY(!told->form.hasHeader);
    QCOMPARE(told->rows.front().cells, (std::vector<std::string>{"1", "5;x"}));
    QVERIFY(!glanceAtTable(name + ",separator=dot", 3));
    QVERIFY(!glanceAtTable(name + ",encoding=utf-8", 3));
    QVERIFY(!glanceAtTable("/nowhere/at-all.csv", 3));
  }
};

PELLUCID_TEST(tst_table_glance, TestTableGlance)
#include "tst_table_glance.moc"

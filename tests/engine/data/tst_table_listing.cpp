// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_listing.h"

#include <QTemporaryDir>
#include <QtTest>

#include "engine/data/catalogue.h"
#include "tests/support/idx_files.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestTableListing : public QObject {
  Q_OBJECT

 private slots:
  /// Even if the rows are refused: here for words in a column that is an input.
  void listsTheColumnsOfATable() {
    const QTemporaryDir folder;
    const QString file = folder.filePath("t.csv");
    pellucid::tests::writeFile(file, "x,y,z,w\n1,Rome,,5\n2,Oslo,3,6\n4,Oslo,,9\n3,Rome,7,8\n");
    const std::string name = file.toStdString();
    QVERIFY(!pellucid::engine::loadDataset(name, {}));
    const auto columns = listColumns(name + ",targets=x,ignore=z");
    QVERIFY(columns);
    std::vector<DataColumn::Role> roles;
    for (const DataColumn& column : *columns) roles.push_back(column.role);
    using Role = DataColumn::Role;
    QCOMPARE(roles, (std::vector<Role>{Role::Target, Role::Input, Role::LeftOut, Role::Input}));
    QCOMPARE((*columns)[1].kind, DataColumn::Kind::Words);
    QCOMPARE((*columns)[2].missing, Index{2});
    QVERIFY(!listColumns("/nowhere/at-all.csv"));
  }

  /// Even if a name in the options is not in the table, as far as the roles can be determined.
  void listsTheColumnsBesideAWrongName() {
    const QTemporaryDir folder;
    const QString file = folder.filePath("t.csv");
    pellucid::tests::writeFile(file, "x,y,z\n1,Rome,5\n2,Oslo,6\n");
    for (const char* options : {",ignore=q", ",onehot=q", ",targets=q", ",inputs=q"}) {
      const auto columns = listColumns(file.toStdString() + options);
      QVERIFY2(columns, options);
      QCOMPARE(columns->size(), std::size_t{3});
      QCOMPARE((*columns)[1].name, std::string("y"));
    }
  }
};

PELLUCID_TEST(tst_table_listing, TestTableListing)
#include "tst_table_listing.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Names with other roles are read again by the engine's own reader.
#include "ui/dataset/column_roles.h"

#include <QTemporaryDir>
#include <QtTest>

#include "engine/data/catalogue.h"
#include "tests/support/idx_files.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;
using Role = engine::DataColumn::Role;

class TestColumnRoles : public QObject {
  Q_OBJECT

 private slots:
  void otherRolesAreReadSo() {
    const QTemporaryDir folder;
    const QString file = folder.filePath("t.csv");
    QByteArray text = "a,b,odd|name,d\n";
    for (int i = 0; i < 30; ++i)
      text += QByteArray::number(i * 0.5) + "," + QByteArray::number(i * i) + "," +
              QByteArray::number(i * 0.7) + "," + QByteArray::number(i * 1.5) + "\n";
    tests::writeFile(file, text);
    std::string name = file.toStdString();
    const auto rolesOf = [&] {
      const auto data = engine::loadDataset(name, {});
      if (!data) qFatal("%s", data.error().text().c_str());
      std::vector<Role> roles;
      for (const auto& column : (*data)->columns) roles.push_back(column.role);
      return std::pair(*data, roles);
    };
    auto [data, roles] = rolesOf();
    QCOMPARE(roles, (std::vector<Role>{Role::Input, Role::Input, Role::Input, Role::Target}));
    name = withRole(name, data->columns, 1, Role::LeftOut);
    std::tie(data, roles) = rolesOf();
    QCOMPARE(roles, (std::vector<Role>{Role::Input, Role::LeftOut, Role::Input, Role::Target}));
    name = withRole(name, data->columns, 2, Role::Target);
    std::tie(data, roles) = rolesOf();
    QCOMPARE(roles, (std::vector<Role>{Role::Input, Role::LeftOut, Role::Target, Role::Target}));
    name = withRole(name, data->columns, 3, Role::Input);
    std::tie(data, roles) = rolesOf();
    QCOMPARE(roles, (std::vector<Role>{Role::Input, Role::LeftOut, Role::Target, Role::Input}));
    name = withRole(name, data->columns, 1, Role::Input);
    std::tie(data, roles) = rolesOf();
    QCOMPARE(roles, (std::vector<Role>{Role::Input, Role::Input, Role::Target, Role::Input}));
  }
};

PELLUCID_TEST(tst_column_roles, TestColumnRoles)
#include "tst_column_roles.moc"

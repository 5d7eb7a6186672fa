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
    name = withRole(name, data->columns, {1}, Role::LeftOut);
    std::tie(data, roles) = rolesOf();
    QCOMPARE(roles, (std::vector<Role>{Role::Input, Role::LeftOut, Role::Input, Role::Target}));
    name = withRole(name, data->columns, {2}, Role::Target);
    std::tie(data, roles) = rolesOf();
    QCOMPARE(roles, (std::vector<Role>{Role::Input, Role::LeftOut, Role::Target, Role::Target}));
    name = withRole(name, data->columns, {3}, Role::Input);
    std::tie(data, roles) = rolesOf();
    QCOMPARE(roles, (std::vector<Role>{Role::Input, Role::LeftOut, Role::Target, Role::Input}));
    name = withRole(name, data->columns, {1}, Role::Input);
    std::tie(data, roles) = rolesOf();
    QCOMPARE(roles, (std::vector<Role>{Role::Input, Role::Input, Role::Target, Role::Input}));
    name = withRole(name, data->columns, {0, 1}, Role::LeftOut);
    std::tie(data, roles) = rolesOf();
    QCOMPARE(roles, (std::vector<Role>{Role::LeftOut, Role::LeftOut, Role::Target, Role::Input}));
  }

  void otherTypesAreReadSo() {
    const QTemporaryDir folder;
    QByteArray text = "p0,p1,p2,p3,p4,p5,floor,kind\n";
    for (int i = 0; i < 40; ++i) {
      for (int p = 0; p < 6; ++p) text += QByteArray::number((i * 7 + p * 31) % 256) + ",";
      text += QByteArray::number(i % 4) + (i % 3 == 0 ? ",a\n" : ",b\n");
    }
    tests::writeFile(folder.filePath("t.csv"), text);
    const std::string name = folder.filePath("t.csv").toStdString();
    const auto columns = (*engine::loadDataset(name, {}))->columns;
    const auto floors = engine::loadDataset(withOneHot(name, columns, {6}, true), {});
    QVERIFY2(floors, floors ? "" : floors.error().text().c_str());
    QCOMPARE((*floors)->inputs(), engine::Index{10});
    QCOMPARE((*floors)->inputNames.back(), std::string("floor=3"));
    QVERIFY((*floors)->columns[6].isOneHot);
    // Each sample has exactly one of them.
    const engine::Matrix& numbers = (*floors)->train.numbers;
    for (engine::Index n = 0; n < numbers.cols(); ++n)
      QCOMPARE(numbers.col(n).tail(4).sum(), engine::Scalar(1));
    QCOMPARE(withOneHot(withOneHot(name, columns, {6}, true), columns, {6}, false), name);
    const auto images = engine::loadDataset(withPixels(name, columns, {0, 1, 2, 3, 4, 5}), {});
    QVERIFY2(images, images ? "" : images.error().text().c_str());
    QCOMPARE((*images)->shape, (engine::Shape{.channels = 1, .height = 2, .width = 3}));
    QVERIFY((*images)->columns[6].role == Role::LeftOut);
    QVERIFY((*images)->columns[7].role == Role::Target);
    // A target selected with them stays a target.
    QCOMPARE(withPixels(name, columns, {0, 1, 2, 3, 4, 5, 7}), withPixels(name, columns, {0, 1, 2, 3, 4, 5}));
    QCOMPARE(withPixels(name, columns, {7}), name);
    QCOMPARE(withOneHot(name, columns, {6, 7}, true), withOneHot(name, columns, {6}, true));
  }
};

PELLUCID_TEST(tst_column_roles, TestColumnRoles)
#include "tst_column_roles.moc"

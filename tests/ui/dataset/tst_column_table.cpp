// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/column_table.h"

#include <QComboBox>
#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::DataColumn;

namespace {

std::vector<engine::ColumnSummary> twoColumns() {
  return {{.column = {.name = "height",
                      .role = DataColumn::Role::Input,
                      .kind = DataColumn::Kind::Numbers,
                      .missing = 3},
           .least = -1.5,
           .most = 20,
           .mean = 3,
           .deviation = 2,
           .bins = {1, 5, 2}},
          {.column = {.name = "kind", .role = DataColumn::Role::Target, .kind = DataColumn::Kind::Words},
           .bins = {4, 5},
           .words = {"cat", "dog"}}};
}

}  // namespace

class TestColumnTable : public QObject {
  Q_OBJECT

 private slots:
  void showsWhatIsKnown() {
    ColumnTable table;
    table.setColumns(twoColumns(), true);
    const auto* view = table.findChild<QTableWidget*>();
    QCOMPARE(view->rowCount(), 2);
    QStringList first;
    for (int i = 0; i < view->columnCount(); ++i) first << view->item(0, i)->text();
    QCOMPARE(first, (QStringList{"height", "input", "numbers", "", "−1.50 … 20", "3"}));
    QCOMPARE(view->item(0, 3)->data(Qt::UserRole).toList(), (QVariantList{1.0, 5.0, 2.0}));
    QCOMPARE(view->item(1, 4)->text(), QString("2 different"));
    QVERIFY(view->item(1, 0)->toolTip().contains("dog: 5"));
    QVERIFY(view->item(0, 0)->toolTip().contains("mean 3"));
  }

  void givesTheSelectedColumnAnotherRole() {
    ColumnTable table;
    table.setColumns(twoColumns(), true);
    table.findChild<QTableWidget*>()->setCurrentCell(1, 0);
    auto* role = table.findChild<QComboBox*>();
    QCOMPARE(role->currentText(), QString("target"));
    std::vector<std::pair<std::vector<std::size_t>, DataColumn::Role>> chosen;
    connect(&table, &ColumnTable::roleChosen, this,
            [&](const std::vector<std::size_t>& columns, DataColumn::Role to) {
              chosen.emplace_back(columns, to);
            });
    role->setCurrentIndex(2);
    emit role->activated(2);
    QCOMPARE(chosen.size(), std::size_t{1});
    QCOMPARE(chosen[0].first, std::vector<std::size_t>{1});
    QVERIFY(chosen[0].second == DataColumn::Role::LeftOut);
    table.setColumns(twoColumns(), false);
    QVERIFY(role->isHidden());
  }

  /// Several at once, by Shift with a click or with the arrow keys.
  void allSelectedColumnsGetTheType() {
    ColumnTable table;
    auto columns = twoColumns();
    columns[1].column.role = DataColumn::Role::Input;
    columns[1].column.isOneHot = true;
    table.setColumns(columns, true);
    QCOMPARE(table.findChild<QTableWidget*>()->item(1, 2)->text(), QString("category"));
    QComboBox* type = nullptr;
    for (auto* box : table.findChildren<QComboBox*>())
      if (box->accessibleName() == "Type of the column") type = box;
    QVERIFY(type);
    QCOMPARE(type->currentText(), QString("number"));
    std::vector<std::size_t> chosen;
    std::optional<ColumnTable::Type> to;
    connect(&table, &ColumnTable::typeChosen, this,
            [&](const std::vector<std::size_t>& which, ColumnTable::Type wanted) {
              chosen = which;
              to = wanted;
            });
    QTest::keyClick(table.findChild<QTableWidget*>(), Qt::Key_Down, Qt::ShiftModifier);
    type->setCurrentIndex(2);
    emit type->activated(2);
    QCOMPARE(chosen, (std::vector<std::size_t>{0, 1}));
    QVERIFY(to == ColumnTable::Type::Pixels);
    table.setColumns(columns, true, true);
    QCOMPARE(table.findChild<QTableWidget*>()->item(0, 2)->text(), QString("pixels"));
  }
};

PELLUCID_WINDOW_TEST(tst_column_table, TestColumnTable)
#include "tst_column_table.moc"

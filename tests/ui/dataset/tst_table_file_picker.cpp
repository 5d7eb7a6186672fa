// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/table_file_picker.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

namespace {

class PickerWithAnswer : public TableFilePicker {
 public:
  using TableFilePicker::TableFilePicker;
  QString answer;

 protected:
  QString askForTable() override { return answer; }
};

}  // namespace

class TestTableFilePicker : public QObject {
  Q_OBJECT

 private slots:
  void takesAFileAndLeavesItOut() {
    PickerWithAnswer picker("Test table", "Its rows test");
    picker.setFile("", "/data/t.csv");
    const QSignalSpy edited(&picker, &TableFilePicker::edited);
    auto* choose = picker.findChild<QPushButton*>();
    auto* remove = picker.findChild<QToolButton*>();
    QVERIFY(remove->isHidden());
    choose->click();  // cancelled
    QCOMPARE(edited.size(), 0);
    picker.answer = "/data/test.csv";
    choose->click();
    QCOMPARE(picker.file(), std::string("test.csv"));  // beside the table
    QCOMPARE(choose->text(), QString("test.csv"));
    picker.answer = "/elsewhere/test.csv";
    choose->click();
    QCOMPARE(picker.file(), std::string("/elsewhere/test.csv"));
    QVERIFY(choose->toolTip().contains("/elsewhere/test.csv"));
    picker.answer = "/data/a,b.csv";
    choose->click();
    QCOMPARE(picker.file(), std::string("/elsewhere/test.csv"));
    QVERIFY(choose->toolTip().contains("comma"));
    QCOMPARE(edited.size(), 2);
    remove->click();
    QCOMPARE(picker.file(), std::string());
    QCOMPARE(edited.size(), 3);
    QVERIFY(remove->isHidden());
  }
};

PELLUCID_WINDOW_TEST(tst_table_file_picker, TestTableFilePicker)
#include "tst_table_file_picker.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/table_form_editor.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/idx_files.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

QComboBox* formBox(const TableFormEditor& editor, const QString& name) {
  for (auto* box : editor.findChildren<QComboBox*>())
    if (box->accessibleName() == name) return box;
  qFatal("no box %s", qPrintable(name));
  return nullptr;
}

void pickForm(QComboBox* box, const char* text) {
  const int item = box->findText(text);
  QVERIFY2(item >= 0, text);
  box->setCurrentIndex(item);
  emit box->activated(item);
}

}  // namespace

class TestTableFormEditor : public QObject {
  Q_OBJECT

 private slots:
  void saysWhatWasFound() {
    const QTemporaryDir folder;
    tests::writeFile(folder.filePath("t.csv"), "len;kind\n1,5;a\n2,5;b\n3,25;a\n");
    const std::string name = folder.filePath("t.csv").toStdString();
    const auto glance = engine::glanceAtTable(name + ",separator=comma", 5);
    QVERIFY(glance);
    TableFormEditor editor;
    const QSignalSpy edited(&editor, &TableFormEditor::edited);
    editor.setName(name + ",separator=comma", &*glance);
    QCOMPARE(formBox(editor, "Separator")->currentText(), QString("commas"));
    QCOMPARE(formBox(editor, "Separator")->itemText(0), QString("found: semicolons"));
    QCOMPARE(formBox(editor, "Decimals")->currentText(), QString("found: comma (2,5)"));
    QCOMPARE(formBox(editor, "First line")->currentText(), QString("found: names of columns"));
    QCOMPARE(formBox(editor, "Encoding")->currentText(), QString("found: UTF-8"));
    editor.setName(name, nullptr);
    QCOMPARE(formBox(editor, "Separator")->currentText(), QString("as it is found"));
    QCOMPARE(edited.size(), 0);
  }

  void controlsWriteTheName() {
    TableFormEditor editor;
    editor.setName("t.csv,test=0.3", nullptr);
    const QSignalSpy edited(&editor, &TableFormEditor::edited);
    pickForm(formBox(editor, "Separator"), "semicolons");
    pickForm(formBox(editor, "Decimals"), "comma (2,5)");
    pickForm(formBox(editor, "First line"), "a sample");
    pickForm(formBox(editor, "Encoding"), "Windows-1252");
    auto* gaps = editor.findChild<QLineEdit*>();
    gaps->setText("-999, unknown ,");
    emit gaps->editingFinished();
    QCOMPARE(editor.name(), std::string("t.csv,test=0.3,separator=semicolon,decimal=comma,header=no,"
                                        "encoding=windows-1252,gaps=-999|unknown"));
    QCOMPARE(edited.size(), 5);
    gaps->setText("");
    emit gaps->editingFinished();
    formBox(editor, "Separator")->setCurrentIndex(0);
    emit formBox(editor, "Separator")->activated(0);
    QCOMPARE(editor.name(), std::string("t.csv,test=0.3,decimal=comma,header=no,encoding=windows-1252"));
    editor.setName("t.csv,gaps=a|b", nullptr);
    QCOMPARE(gaps->text(), QString("a, b"));
  }

  void whatIsBeingTypedIsOfOneTable() {
    TableFormEditor editor;
    editor.setName("t.csv", nullptr);
    editor.show();
    editor.activateWindow();
    auto* gaps = editor.findChild<QLineEdit*>();
    gaps->setFocus();
    QTRY_VERIFY(gaps->hasFocus());
    gaps->setText("-99");
    editor.setName("t.csv,header=no", nullptr);
    QCOMPARE(gaps->text(), QString("-99"));
    editor.setName("u.csv", nullptr);
    QCOMPARE(gaps->text(), QString());
  }
};

PELLUCID_WINDOW_TEST(tst_table_form_editor, TestTableFormEditor)
#include "tst_table_form_editor.moc"

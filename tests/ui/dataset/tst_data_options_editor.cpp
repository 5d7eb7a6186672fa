// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/data_options_editor.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::DataKind;

namespace {

constexpr engine::Shape kShape{.channels = 3, .height = 32, .width = 48};

template <class Field>
Field* fieldNamed(const DataOptionsEditor& editor, const QString& name) {
  for (Field* field : editor.findChildren<Field*>())
    if (field->accessibleName() == name) return field;
  qFatal("no field %s", qPrintable(name));
  return nullptr;
}

void pick(QComboBox* box, int item) {
  box->setCurrentIndex(item);
  emit box->activated(item);
}

}  // namespace

class TestDataOptionsEditor : public QObject {
  Q_OBJECT

 private slots:
  void showsTheOptionsOfTheName() {
    DataOptionsEditor editor;
    editor.setName("pets,size=8x16,colour=grey,fit=crop,test=0.3,validation=0.1,seed=7", DataKind::Pictures,
                   kShape);
    QCOMPARE(fieldNamed<QSpinBox>(editor, "Height in pixels")->value(), 8);
    QCOMPARE(fieldNamed<QSpinBox>(editor, "Width in pixels")->value(), 16);
    QCOMPARE(fieldNamed<QComboBox>(editor, "Colour")->currentText(), QString("grey"));
    QCOMPARE(fieldNamed<QSpinBox>(editor, "Share of the samples for testing")->value(), 30);
    QCOMPARE(fieldNamed<QLineEdit>(editor, "Seed of the split")->text(), QString("7"));
    editor.setName("pets", DataKind::Pictures, kShape);
    QCOMPARE(fieldNamed<QSpinBox>(editor, "Width in pixels")->value(), 48);  // as they were read
    QCOMPARE(fieldNamed<QSpinBox>(editor, "Share of the samples for testing")->value(), 20);
    QCOMPARE(editor.name(), std::string("pets"));
  }

  void controlsWriteTheName() {
    DataOptionsEditor editor;
    editor.setName("pets", DataKind::Pictures, kShape);
    const QSignalSpy edited(&editor, &DataOptionsEditor::edited);
    fieldNamed<QSpinBox>(editor, "Height in pixels")->setValue(24);
    QCOMPARE(editor.name(), std::string("pets,size=24x48"));
    pick(fieldNamed<QComboBox>(editor, "Fit of pictures of another shape"), 2);
    pick(fieldNamed<QComboBox>(editor, "Ink or paper bright"), 1);
    fieldNamed<QSpinBox>(editor, "Share of the training samples for validation")->setValue(15);
    QCOMPARE(editor.name(), std::string("pets,size=24x48,fit=stretch,ink=bright,validation=0.15"));
    fieldNamed<QSpinBox>(editor, "Share of the training samples for validation")->setValue(0);
    pick(fieldNamed<QComboBox>(editor, "Fit of pictures of another shape"), 0);
    QCOMPARE(editor.name(), std::string("pets,size=24x48,ink=bright"));
    QCOMPARE(edited.size(), 6);
    auto* seed = fieldNamed<QLineEdit>(editor, "Seed of the split");
    seed->setText("12");
    emit seed->editingFinished();
    QCOMPARE(editor.name(), std::string("pets,size=24x48,ink=bright,seed=12"));
  }

  void showingAsksForNothing() {
    DataOptionsEditor editor;
    const QSignalSpy edited(&editor, &DataOptionsEditor::edited);
    editor.setName("t.csv,missing=mean,text=onehot,target=numbers", DataKind::Table, engine::flatShape(3));
    QCOMPARE(edited.size(), 0);
    QCOMPARE(fieldNamed<QComboBox>(editor, "Missing cells")->currentIndex(), 1);
    QCOMPARE(fieldNamed<QComboBox>(editor, "Columns of words")->currentIndex(), 1);
    QCOMPARE(fieldNamed<QComboBox>(editor, "Type of the target")->currentIndex(), 2);
  }

  void showsWhatTheseDataHave() {
    DataOptionsEditor editor;
    const auto isShown = [&](const QString& name) { return !fieldNamed<QWidget>(editor, name)->isHidden(); };
    editor.setName("t.csv", DataKind::Table, engine::flatShape(3));
    QVERIFY(isShown("Missing cells") && isShown("Share of the samples for testing") && !isShown("Colour"));
    editor.setName("mnist", DataKind::Images, kShape);
    QVERIFY(!isShown("Missing cells") && !isShown("Share of the samples for testing"));
    QVERIFY(isShown("Number of training samples") && isShown("Share of the training samples for validation"));
    editor.setName("and", DataKind::Lesson, engine::flatShape(2));
    QVERIFY(!isShown("Share of the training samples for validation") && !isShown("Seed of the split"));
  }
};

PELLUCID_WINDOW_TEST(tst_data_options_editor, TestDataOptionsEditor)
#include "tst_data_options_editor.moc"

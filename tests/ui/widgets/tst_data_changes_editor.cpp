// SPDX-License-Identifier: GPL-3.0-or-later
// Classes and changes are chosen with buttons, and say the same as the text that the engine reads.
#include "ui/widgets/data_changes_editor.h"

#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

#include "tests/support/window_test.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/toggle_grid.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

engine::DataChanges changesOf(const char* text) {
  return engine::parseDataChanges(text).value();
}

QString textOf(const DataChangesEditor& editor) {
  return QString::fromStdString(engine::formatDataChanges(editor.changes()));
}

void click(const DataChangesEditor& editor, std::size_t name) {
  editor.findChild<ToggleGrid*>()->button(name)->click();
}

void add(const DataChangesEditor& editor, const QString& change) {
  auto* menu = editor.findChild<QMenu*>();
  emit menu->aboutToShow();
  for (QAction* action : menu->actions())
    if (action->text() == change) action->trigger();
}

QToolButton* remover(const DataChangesEditor& editor, const QString& change) {
  for (auto* button : editor.findChildren<QToolButton*>())
    if (button->accessibleName() == "Remove the change " + change) return button;
  return nullptr;
}

}  // namespace

class TestDataChangesEditor : public QObject {
  Q_OBJECT

 private slots:
  void classesAreToggled() {
    DataChangesEditor editor;
    QSignalSpy edited(&editor, &DataChangesEditor::edited);
    editor.setChanges({}, engine::knownData("fashion-mnist"));
    QCOMPARE(editor.findChild<ToggleGrid*>()->button(5)->text(), "Sandal");
    for (const std::size_t number : {5U, 6U, 7U, 8U, 9U}) click(editor, number);
    QCOMPARE(textOf(editor), ":0-4");
    click(editor, 7);
    QCOMPARE(textOf(editor), ":0-4,7");
    for (const std::size_t number : {5U, 6U, 8U, 9U}) click(editor, number);
    QCOMPARE(textOf(editor), "");  // all of them again
    QCOMPARE(edited.size(), 10);
  }

  void anOrderOfTheirOwnIsKept() {
    DataChangesEditor editor;
    editor.setChanges(changesOf(":4,0"), engine::knownData("mnist"));
    click(editor, 2);
    QCOMPARE(textOf(editor), ":4,0,2");
    QVERIFY(editor.findChild<ToggleGrid*>()->button(0)->toolTip().contains("output 2"));
  }

  void twoClassesStay() {
    DataChangesEditor editor;
    editor.setChanges(changesOf(":0,1"), engine::knownData("mnist"));
    click(editor, 1);
    QCOMPARE(textOf(editor), ":0,1");
  }

  void changesAreAddedAndRemoved() {
    DataChangesEditor editor;
    editor.setChanges({}, engine::knownData("mnist"));
    add(editor, "Inverted");
    add(editor, "Noise");
    add(editor, "Transposed");
    QCOMPARE(textOf(editor), "+invert+noise0.3+transpose");
    editor.findChild<NumberBox*>()->setValue(0.45);
    QCOMPARE(textOf(editor), "+invert+noise0.45+transpose");
    remover(editor, "Inverted")->click();
    QTRY_COMPARE(textOf(editor), "+noise0.45+transpose");
    editor.findChild<NumberBox*>()->setValue(2);
    QCOMPARE(textOf(editor), "+noise2+transpose");
  }

  /// It depends on what the others make of the data.
  void standardisingComesLastAndOnce() {
    DataChangesEditor editor;
    editor.setChanges({}, engine::knownData("mnist"));
    add(editor, "Standardised");
    add(editor, "Inverted");
    add(editor, "Standardised");
    QCOMPARE(textOf(editor), "+invert+standardise");
  }

  void offersWhatTheDataCanBe() {
    DataChangesEditor editor;
    editor.setChanges({}, engine::knownData("plane"));  // its answers are numbers
    add(editor, "Inverted");
    add(editor, "Even or odd");
    QCOMPARE(textOf(editor), "");
    add(editor, "Inputs permuted");
    QCOMPARE(textOf(editor), "+permute");
    QCOMPARE(editor.findChild<ToggleGrid*>()->count(), 0U);
  }

  /// A file's classes are unknown before it is read.
  void unknownClassesGoByNumbers() {
    DataChangesEditor editor;
    editor.setChanges(changesOf(":3,11"), std::nullopt);
    const auto* classes = editor.findChild<ToggleGrid*>();
    QCOMPARE(classes->count(), 12U);
    for (auto* button : editor.findChildren<QPushButton*>())
      if (button->text() == "More classes") button->click();
    QCOMPARE(classes->count(), 20U);
    click(editor, 17);
    QCOMPARE(textOf(editor), ":3,11,17");
  }
};

PELLUCID_WINDOW_TEST(tst_data_changes_editor, TestDataChangesEditor)
#include "tst_data_changes_editor.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/save_example_dialog.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/window_test.h"

using namespace pellucid;

class TestSaveExampleDialog : public QObject {
  Q_OBJECT

 private slots:
  void aTitleIsNeeded() {
    ui::SaveExampleDialog dialog(tests::smallExperiment(), nullptr);
    const auto* save = dialog.findChild<QPushButton*>();
    QVERIFY(save != nullptr && save->text().contains("Save") && !save->isEnabled());
    auto* title = dialog.findChild<QLineEdit*>();
    title->setText("  ");
    QVERIFY(!save->isEnabled());
    title->setText("Mine");
    QVERIFY(save->isEnabled());
  }

  void givesWhatWasTypedInOneLineEach() {
    ui::SaveExampleDialog dialog(tests::smallExperiment(), nullptr);
    dialog.findChild<QLineEdit*>()->setText(" Mine ");
    const auto fields = dialog.findChildren<QPlainTextEdit*>();
    QCOMPARE(fields.size(), 3);
    fields[0]->setPlainText("It\nshows this.");
    fields[2]->setPlainText("There.");
    const engine::Example example = dialog.example();
    QCOMPARE(example.title, "Mine");
    QCOMPARE(example.sentence, "It shows this.");
    QCOMPARE(example.tryThis, "");
    QCOMPARE(example.lookAt, "There.");
    QCOMPARE(example.family, engine::ExampleFamily::Own);
    QCOMPARE(example.experiment, tests::smallExperiment());
  }

  /// Tab leaves a field of several lines, and every field says what it is for.
  void canBeFilledByKeys() {
    ui::SaveExampleDialog dialog(tests::smallExperiment(), nullptr);
    for (const auto* field : dialog.findChildren<QPlainTextEdit*>()) {
      QVERIFY(field->tabChangesFocus());
      QVERIFY(!field->toolTip().isEmpty() && !field->accessibleName().isEmpty());
    }
  }
};

PELLUCID_WINDOW_TEST(tst_save_example_dialog, TestSaveExampleDialog)
#include "tst_save_example_dialog.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/save_example_dialog.h"

#include <QLineEdit>
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

  void givesWhatWasTyped() {
    ui::SaveExampleDialog dialog(tests::smallExperiment(), nullptr);
    const auto fields = dialog.findChildren<QLineEdit*>();
    QCOMPARE(fields.size(), 4);
    fields[0]->setText(" Mine ");
    fields[1]->setText("It  shows this. ");
    fields[3]->setText("There.");
    const engine::Example example = dialog.example();
    QCOMPARE(example.title, "Mine");
    QCOMPARE(example.sentence, "It shows this.");
    QCOMPARE(example.tryThis, "");
    QCOMPARE(example.lookAt, "There.");
    QCOMPARE(example.family, engine::ExampleFamily::Own);
    QCOMPARE(example.experiment, tests::smallExperiment());
  }

  void everyFieldSaysWhatItIsFor() {
    ui::SaveExampleDialog dialog(tests::smallExperiment(), nullptr);
    for (const auto* field : dialog.findChildren<QLineEdit*>())
      QVERIFY(!field->toolTip().isEmpty() && !field->accessibleName().isEmpty());
  }
};

PELLUCID_WINDOW_TEST(tst_save_example_dialog, TestSaveExampleDialog)
#include "tst_save_example_dialog.moc"

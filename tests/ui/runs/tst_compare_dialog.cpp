// SPDX-License-Identifier: GPL-3.0-or-later
// Two runs side by side.
#include "ui/runs/compare_dialog.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QtTest>

#include "engine/data/catalogue.h"
#include "tests/support/datasets.h"
#include "tests/support/patience.h"
#include "tests/support/reference_run.h"
#include "tests/support/window_test.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::Reference;

namespace {

ComparedRun runOf(const QString& title, const engine::Experiment& experiment,
                  const engine::DatasetPtr& dataset, int steps) {
  Reference reference(experiment, dataset);
  reference.stepTo(steps);
  auto snapshot = std::make_shared<engine::Snapshot>();
  snapshot->network = reference.trainer.network();
  snapshot->experiment = experiment;
  snapshot->state = reference.trainer.state();
  return {.title = title,
          .colour = 0,
          .design = {.experiment = experiment, .dataset = dataset, .id = 1, .run = 1},
          .snapshot = snapshot,
          .history = std::make_shared<const engine::History>(reference.history)};
}

QStringList rowOf(const QTableWidget& table, int row) {
  QStringList texts;
  for (int column = 0; column < table.columnCount(); ++column) texts << table.item(row, column)->text();
  return texts;
}

QStringList labelsOf(const CompareDialog& dialog) {
  QStringList texts;
  for (const QLabel* label : dialog.findChildren<QLabel*>()) texts << label->text();
  return texts;
}

}  // namespace

class TestCompareDialog : public QObject {
  Q_OBJECT

 private slots:
  void laysBothSideBySide() {
    const engine::DatasetPtr dataset = tests::syntheticDataset();
    engine::Experiment experiment = tests::smallExperiment();
    const ComparedRun first = runOf("first run", experiment, dataset, 16);
    experiment.seed = 5;
    experiment.training.learningRate = 0.05;
    const ComparedRun second = runOf("seed 5", experiment, dataset, 8);
    CompareDialog dialog(first, second);
    dialog.show();
    QCOMPARE(dialog.settings().rowCount(), 2);
    QCOMPARE(rowOf(dialog.settings(), 0), QStringList({"Seed", "1", "5"}));
    QCOMPARE(rowOf(dialog.settings(), 1).back(), "0.05");
    QCOMPARE(dialog.plot().lines().size(), 2U);
    QCOMPARE(dialog.plot().lines()[1].values.back(), 100 * second.history->test.back().metrics.accuracy);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.isComputing(), tests::kPatienceMs);
    const engine::RunComparison& both = *dialog.comparison();
    QCOMPARE(dialog.drift().rowCount(), 2);
    QCOMPARE(dialog.drift().horizontalHeaderItem(2)->toolTip(), "seed 5");
    QCOMPARE(dialog.drift().horizontalHeader()->textElideMode(), Qt::ElideRight);
    QCOMPARE(rowOf(dialog.drift(), 1),
             QStringList({"Output", percentText(*both.first.drift[1]), percentText(*both.second.drift[1]),
                          percentText(*both.apart[1])}));
    QVERIFY(labelsOf(dialog).contains(
        QString("seed 5 at step %1: %2 of 15 test samples right")
            .arg(countText(second.snapshot->state.step), percentText(both.second.confusion.accuracy(), 2))));
    QCOMPARE(both.second.confusion.accuracy(), second.history->test.back().metrics.accuracy);
    dialog.grab();
  }

  /// By everything that was done, though not all of it is written out.
  void whatWasChangedOnTheWayIsTold() {
    const engine::DatasetPtr dataset = tests::syntheticDataset();
    ComparedRun first = runOf("first run", tests::smallExperiment(), dataset, 1);
    ComparedRun second = first;
    first.changes = QStringList();
    for (int i = 1; i <= 8; ++i) *first.changes << QStringLiteral("change %1").arg(i);
    second.changes = first.changes;
    QCOMPARE(rowOf(CompareDialog(first, second).settings(), 0)[0], QString("All settings are the same."));
    second.changes->back() = "another change";
    const CompareDialog dialog(first, second);
    const QStringList row = rowOf(dialog.settings(), 0);
    QCOMPARE(row[0], QString("Changed on the way"));
    QVERIFY(row[1].endsWith("change 6\nand 2 more") && row[2] == row[1]);
    second.changes.reset();
    const CompareDialog unknown(first, second);
    QCOMPARE(rowOf(unknown.settings(), 0)[2], QString("not known any more"));
  }

  void whatHasNoWeightsHasSettingsAndCurves() {
    const engine::DatasetPtr dataset = tests::syntheticDataset();
    const ComparedRun first = runOf("first run", tests::smallExperiment(), dataset, 4);
    ComparedRun second = first;
    second.title = "the same again";
    second.snapshot = nullptr;
    const CompareDialog dialog(first, second);
    QVERIFY(!dialog.isComputing());
    QCOMPARE(dialog.settings().item(0, 0)->text(), "All settings are the same.");
    QCOMPARE(dialog.plot().lines().size(), 2U);
    QVERIFY(!labelsOf(dialog).filter("The weights of the same again were let go").isEmpty());
  }

  void numbersAreComparedByTheirErrors() {
    const engine::DatasetPtr dataset = engine::loadDataset("curve", {}).value();
    engine::Experiment experiment = tests::smallExperiment();
    engine::fitTo(experiment, *dataset);
    const ComparedRun run = runOf("first run", experiment, dataset, 4);
    const CompareDialog dialog(run, run);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.isComputing(), tests::kPatienceMs);
    QVERIFY(!labelsOf(dialog).filter(valueText(dialog.comparison()->first.rmse)).isEmpty());
    QCOMPARE(dialog.plot().lines()[0].values.back(), run.history->test.back().metrics.loss);
  }
};

PELLUCID_WINDOW_TEST(tst_compare_dialog, TestCompareDialog)
#include "tst_compare_dialog.moc"

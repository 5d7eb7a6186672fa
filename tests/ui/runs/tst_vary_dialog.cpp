// SPDX-License-Identifier: GPL-3.0-or-later
// A run with several values of one setting.
#include "ui/runs/vary_dialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/patience.h"
#include "tests/support/reference_run.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::Reference;

namespace {

RunToRepeat smallRun(std::int64_t steps) {
  return {.number = 1,
          .title = "first run",
          .colour = RunPlot::kShown,
          .design = {.experiment = tests::smallExperiment(),
                     .dataset = tests::syntheticDataset(),
                     .id = 1,
                     .run = 1},
          .steps = steps,
          .history = std::make_shared<const engine::History>()};
}

}  // namespace

class TestVaryDialog : public QObject {
  Q_OBJECT

 private slots:
  void eachValueIsTrainedWithEachSeed() {
    VaryDialog dialog(smallRun(24));
    dialog.findChild<QComboBox*>()->setCurrentIndex(2);
    dialog.findChild<QLineEdit*>()->setText("3, 9");
    dialog.findChildren<QSpinBox*>()[0]->setValue(2);
    const engine::RepeatSpec spec = dialog.spec();
    QCOMPARE(spec.experiments.size(), 4U);
    QCOMPARE(spec.experiments[3].network.layers[0].units, 9);
    QCOMPARE(spec.experiments[3].seed, 2U);
    dialog.findChild<QPushButton*>()->click();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.runner().isRunning(), tests::kPatienceMs);
    std::vector<double> accuracies;
    for (const engine::Experiment& experiment : spec.experiments)
      accuracies.push_back(Reference(experiment, spec.dataset).stepTo(24).trainer.evaluateTest().accuracy);
    QCOMPARE(dialog.results(0).count, 2U);
    QCOMPARE(dialog.results(0).median, (accuracies[0] + accuracies[1]) / 2);
    QCOMPARE(dialog.results(1).least, std::min(accuracies[2], accuracies[3]));
    QVERIFY(!dialog.sentence().isEmpty());
    const auto* table = dialog.findChild<QTableWidget*>();
    QCOMPARE(table->rowCount(), 2);
    QCOMPARE(table->item(1, 0)->text(), "9");
    QCOMPARE(table->item(1, 1)->text(), resultText(dialog.results(1).median, true));
    const auto& line = dialog.findChild<RunPlot*>()->lines().front();
    QVERIFY(line.keys == (QVector<double>{3, 9}));
    QCOMPARE(line.values[0], 100 * dialog.results(0).median);
    dialog.grab();
  }

  void whatIsNoListOfValuesIsSaid() {
    VaryDialog dialog(smallRun(8));
    auto* values = dialog.findChild<QLineEdit*>();
    const auto* button = dialog.findChild<QPushButton*>();
    QVERIFY(button->isEnabled());
    values->setText("0.1, x");
    QVERIFY(!button->isEnabled());
    QVERIFY(std::ranges::any_of(dialog.findChildren<QLabel*>(), [](const QLabel* label) {
      return label->text().contains("numbers above 0");
    }));
    values->setText("0.1");
    QVERIFY(button->isEnabled());
  }

  void aValueThatIsImpossibleIsRefused() {
    VaryDialog dialog(smallRun(8));
    dialog.findChild<QLineEdit*>()->setText("1e9");
    dialog.findChild<QPushButton*>()->click();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.runner().isRunning(), tests::kPatienceMs);
    QVERIFY(std::ranges::any_of(dialog.findChildren<QLabel*>(), [](const QLabel* label) {
      return label->text().contains("learning rate is");
    }));
  }
};

PELLUCID_WINDOW_TEST(tst_vary_dialog, TestVaryDialog)
#include "tst_vary_dialog.moc"

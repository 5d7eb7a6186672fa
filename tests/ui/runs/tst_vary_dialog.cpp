// SPDX-License-Identifier: GPL-3.0-or-later
// A run with several values of one setting.
#include "ui/runs/vary_dialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>
#include <QtTest>
#include <algorithm>

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
    auto* table = dialog.findChild<QTableWidget*>();
    QCOMPARE(table->rowCount(), 2);
    QCOMPARE(table->item(1, 0)->text(), "9");
    QCOMPARE(table->item(1, 1)->text(), resultText(dialog.results(1).median, true));
    const auto& line = dialog.findChild<RunPlot*>()->lines().front();
    QVERIFY(line.keys == (QVector<double>{3, 9}));
    QCOMPARE(line.values[0], 100 * dialog.results(0).median);
    QSignalSpy chosen(&dialog, &VaryDialog::valueChosen);
    auto* use = dialog.findChildren<QPushButton*>()[1];
    table->selectRow(1);
    QCOMPARE(use->text(), "&Use 9");
    use->click();
    QCOMPARE(chosen[0][1].toDouble(), 9.0);
    dialog.grab();
  }

  /// All but what is varied, and what is impossible in another network.
  void whatWasChangedOnTheWayIsChangedAgain() {
    RunToRepeat run = smallRun(24);
    const auto before = std::make_shared<const engine::Experiment>(run.design.experiment);
    run.design.experiment.training.learningRate = 0.5;
    run.design.experiment.network.layers[0].frozen = true;
    const auto after = std::make_shared<const engine::Experiment>(run.design.experiment);
    using engine::SettingChange;
    run.changes = {{.step = 0, .change = SettingChange{.before = before, .experiment = before}},
                   {.step = 7, .change = engine::ParameterChange{.index = 2, .value = 1}},
                   {.step = 9, .change = SettingChange{.before = before, .experiment = after}}};
    VaryDialog dialog(run);
    const auto says = [&dialog](const char* part) {
      return std::ranges::any_of(dialog.findChildren<QLabel*>(), [part](const QLabel* label) {
        return !label->isHidden() && label->text().contains(part);
      });
    };
    auto* setting = dialog.findChild<QComboBox*>();
    auto* values = dialog.findChild<QLineEdit*>();
    values->setText("0.02");
    dialog.findChildren<QSpinBox*>()[0]->setValue(1);
    QVERIFY(says("Settings of this run were changed on the way, and weights set by hand."));
    QVERIFY(says("The same is done to each") && says("keeps its value all the way"));
    engine::RepeatSpec spec = dialog.spec();
    QCOMPARE(spec.changes.size(), 1U);
    QCOMPARE(spec.changes[0].size(), 3U);
    const auto& last = std::get<SettingChange>(spec.changes[0][2].change);
    QCOMPARE(last.experiment->training.learningRate, 0.02);
    QVERIFY(last.experiment->network.layers[0].frozen);
    setting->setCurrentIndex(2);  // units
    values->setText("9");
    QVERIFY(says("other weights") && !says("keeps its value"));
    QVERIFY(says("Settings of this run were changed on the way. The same"));
    spec = dialog.spec();
    QCOMPARE(spec.changes[0].size(), 2U);
    QCOMPARE(std::get<SettingChange>(spec.changes[0][1].change).experiment->training.learningRate, 0.5);
    dialog.findChild<QPushButton*>()->click();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.runner().isRunning(), tests::kPatienceMs);
    engine::Trainer trainer = engine::Trainer::create(spec.experiments[0], spec.dataset).value();
    trainer.setLearningRate(before->training.learningRate);
    trainer.setFrozen(0, false);
    for (int step = 0; step < 24; ++step) {
      if (step == 9) trainer.setLearningRate(0.5);
      if (step == 9) trainer.setFrozen(0, true);
      QVERIFY(std::holds_alternative<engine::Metrics>(trainer.step()));
    }
    QCOMPARE(dialog.results(0).median, trainer.evaluateTest().accuracy);
  }

  void whatIsNotDoneAgainIsSaidInAWholeSentence() {
    RunToRepeat run = smallRun(24);
    run.changes = {{.step = 7, .change = engine::ParameterChange{.index = 2, .value = 1}}};
    VaryDialog dialog(run);
    dialog.findChild<QComboBox*>()->setCurrentIndex(2);  // units
    QVERIFY(std::ranges::any_of(dialog.findChildren<QLabel*>(), [](const QLabel* label) {
      return !label->isHidden() && label->text() ==
                                       "Weights that were set by hand are not set again, because "
                                       "networks of other units have other weights.";
    }));
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

  /// The results name their own setting, even after another one is chosen.
  void resultsNameTheirSetting() {
    VaryDialog dialog(smallRun(8));
    const auto* table = dialog.findChild<QTableWidget*>();
    dialog.findChild<QComboBox*>()->setCurrentIndex(2);
    dialog.findChild<QLineEdit*>()->setText("3, 9");
    dialog.findChildren<QSpinBox*>()[0]->setValue(1);
    dialog.findChild<QPushButton*>()->click();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.runner().isRunning(), tests::kPatienceMs);
    const QString units = dialog.findChild<QComboBox*>()->currentText();
    QCOMPARE(table->horizontalHeaderItem(0)->text(), units);
    dialog.findChild<QComboBox*>()->setCurrentIndex(0);
    QCOMPARE(table->item(1, 0)->text(), "9");
    QCOMPARE(table->horizontalHeaderItem(0)->text(), units);
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

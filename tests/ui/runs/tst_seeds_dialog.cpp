// SPDX-License-Identifier: GPL-3.0-or-later
// A run with other seeds: what the window would train with each of them.
#include "ui/runs/seeds_dialog.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>
#include <QtTest>
#include <algorithm>

#include "tests/support/patience.h"
#include "tests/support/reference_run.h"
#include "tests/support/run_fixture.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"
#include "ui/runs/run_results.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::Reference;
using tests::RunFixture;

class TestSeedsDialog : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_dataset = m_folders.load(m_folders.a());
    m_experiment = tests::experimentOn(*m_dataset);
  }

  void eachSeedIsTheWindowsRun() {
    SeedsDialog dialog(runToRepeat(7));
    dialog.setRun(runToRepeat(16));  // it was trained further
    dialog.findChildren<QSpinBox*>()[0]->setValue(3);
    const engine::RepeatSpec spec = dialog.spec();
    QCOMPARE(spec.steps, 16);
    QCOMPARE(spec.experiments.size(), 3U);
    QCOMPARE(spec.experiments[0].seed, 2U);  // the run itself has 1
    QSignalSpy bands(&dialog, &SeedsDialog::bandsChanged);
    dialog.findChild<QPushButton*>()->click();
    QVERIFY(dialog.runner().isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.runner().isRunning(), tests::kPatienceMs);
    QVERIFY(bands.count() > 0);
    // In the window the seed is set, and training is equally long.
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    for (std::size_t i = 0; i < 3; ++i) {
      QVERIFY(edit::setSeed(f.document, spec.experiments[i].seed));
      QVERIFY(f.rests());
      for (int epoch = 0; epoch < 2; ++epoch) f.run.trainEpoch();
      QVERIFY(f.rests());
      QCOMPARE(f.state().step, 16);
      QVERIFY(dialog.runner().runs()[i].history == f.run.history());
    }
    QCOMPARE(dialog.bands().back().step, 16);
    QVERIFY(dialog.sentence().startsWith("With 3 other seeds, the median of the last test is "));
    const double own = Reference(m_experiment, m_dataset).stepTo(16).history.test.back().metrics.accuracy;
    QVERIFY(dialog.sentence().endsWith("The run itself has " + resultText(own, true) + "."));
    QCOMPARE(dialog.findChild<QTableWidget*>()->item(2, 0)->text(), "4");
    dialog.grab();
  }

  /// The window's run with another seed and the same changes at the same step.
  void whatWasChangedOnTheWayIsChangedAgain() {
    RunFixture own(m_experiment);
    QVERIFY(own.load());
    own.run.trainEpoch();
    QVERIFY(own.rests());
    QVERIFY(edit::setLearningRate(own.document, 0.05));
    own.run.trainEpoch();
    QVERIFY(own.rests());
    RunToRepeat run = runToRepeat(16);
    run.design.experiment = own.document.experiment();
    run.changes = engine::changesOnWay(own.run.newest()->timeline);
    QCOMPARE(run.changes->size(), 2U);
    SeedsDialog dialog(runToRepeat(16));
    const auto note = [&dialog] {
      return std::ranges::any_of(dialog.findChildren<QLabel*>(), [](const QLabel* label) {
        return !label->isHidden() && label->text().contains("The same is done to each");
      });
    };
    QVERIFY(!note());
    RunToRepeat old = runToRepeat(16);
    old.changes.reset();
    dialog.setRun(old);
    QVERIFY(!note() && std::ranges::any_of(dialog.findChildren<QLabel*>(), [](const QLabel* label) {
      return label->text().contains("not known any more");
    }));
    dialog.setRun(run);
    QVERIFY(note());
    dialog.findChildren<QSpinBox*>()[0]->setValue(2);
    dialog.findChild<QPushButton*>()->click();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.runner().isRunning(), tests::kPatienceMs);
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    QVERIFY(edit::setSeed(f.document, dialog.spec().experiments[0].seed));
    QVERIFY(f.rests());
    f.run.trainEpoch();
    QVERIFY(f.rests());
    QVERIFY(edit::setLearningRate(f.document, 0.05));
    f.run.trainEpoch();
    QVERIFY(f.rests());
    QVERIFY(dialog.runner().runs()[0].history == f.run.history());
  }

  void isStoppedAndSaysWhatDiverged() {
    RunToRepeat run = runToRepeat(1'000'000'000);
    SeedsDialog dialog(run);
    auto* button = dialog.findChild<QPushButton*>();
    button->click();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.bands().empty(), tests::kPatienceMs);
    QCOMPARE(button->text(), "Stop");
    button->click();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.runner().isRunning(), tests::kPatienceMs);

    run = runToRepeat(40);
    run.design.experiment.training.optimizer = engine::Optimizer::Sgd;
    run.design.experiment.training.settings = engine::defaultSettings(engine::Optimizer::Sgd);
    run.design.experiment.training.learningRate = 1e6;
    SeedsDialog wild(run);
    wild.findChild<QPushButton*>()->click();
    QTRY_VERIFY_WITH_TIMEOUT(!wild.runner().isRunning(), tests::kPatienceMs);
    QCOMPARE(wild.sentence(), "5 seeds diverged.");
  }

 private:
  RunToRepeat runToRepeat(std::int64_t steps) const {
    return {.number = 1,
            .title = "first run",
            .colour = RunPlot::kShown,
            .design = {.experiment = m_experiment, .dataset = m_dataset, .id = 1, .run = 1},
            .steps = steps,
            .history = std::make_shared<const engine::History>(
                Reference(m_experiment, m_dataset).stepTo(16).history)};
  }

  tests::DataFolders m_folders;
  engine::DatasetPtr m_dataset;
  engine::Experiment m_experiment;
};

PELLUCID_WINDOW_TEST(tst_seeds_dialog, TestSeedsDialog)
#include "tst_seeds_dialog.moc"

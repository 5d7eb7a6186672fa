// SPDX-License-Identifier: GPL-3.0-or-later
// The list of runs in the window: shown, deleted, brought back.
#include "app/run_list.h"

#include <QPointer>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QtTest>

#include "app/composition.h"
#include "app/workspaces.h"
#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"
#include "tests/support/patience.h"
#include "tests/support/saving.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"
#include "ui/runs/compare_dialog.h"
#include "ui/runs/rate_dialog.h"
#include "ui/workspace/workspace_view.h"

namespace {

using namespace pellucid;
using ui::ActionId;

class RunListTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void aRunIsShownDeletedAndBroughtBack();
  void twoRunsAreLaidSideBySide();
  void otherSeedsAreTrainedBesideTheRun();
  void aRateIsFoundOnACopy();
  void windowsGoWithTheirRuns();
  void dataThatAreNotHereAreReadFirst();

 private:
  bool rests() {
    return QTest::qWaitFor([this] { return m_program->run().isResting(); });
  }
  /// Trains runs with these seeds, one step each.
  void train(std::initializer_list<std::uint64_t> seeds);
  ui::RunsPanel& panel() { return *m_program->window().findChild<ui::RunsPanel*>(); }

  std::unique_ptr<QTemporaryDir> m_folder;
  std::unique_ptr<app::Composition> m_program;
};

void RunListTest::init() {
  m_program.reset();
  m_folder = std::make_unique<QTemporaryDir>();
  tests::writeIdxFiles(*tests::syntheticDataset(), m_folder->filePath("data").toStdString());
  m_program = std::make_unique<app::Composition>(engine::DataLocations{});
  m_program->window().show();
  engine::Experiment experiment = tests::smallExperiment();
  experiment.data.name = m_folder->filePath("data").toStdString();
  m_program->files().begin(experiment);
  QTRY_VERIFY(m_program->run().moment() != nullptr && m_program->run().isResting());
}

void RunListTest::train(std::initializer_list<std::uint64_t> seeds) {
  for (const std::uint64_t seed : seeds) {
    QVERIFY(ui::edit::setSeed(m_program->document(), seed));
    m_program->run().stepOnce();
    QVERIFY(rests());
  }
}

void RunListTest::aRunIsShownDeletedAndBroughtBack() {
  train({1, 5});
  m_program->actions()[ActionId::ShowRuns].trigger();
  QTRY_VERIFY(panel().isVisible());
  QVERIFY(panel().table().hasFocus());
  panel().table().selectRow(0);
  const std::uint64_t first = panel().model().runAt(0);
  QTest::keyClick(&panel().table(), Qt::Key_Return);
  QTRY_COMPARE(m_program->run().run(), first);
  QVERIFY(rests());
  QCOMPARE(m_program->document().experiment().seed, 1U);
  // No message and no question: the other run is simply there.
  QCOMPARE(m_program->notifier().textAbout(ui::Notifier::Topic::Edit), QString());
  panel().table().selectRow(1);
  QTest::keyClick(&panel().table(), Qt::Key_Delete);
  QCOMPARE(panel().model().rowCount(), 1);
  m_program->actions()[ActionId::Undo].trigger();
  QCOMPARE(panel().model().rowCount(), 2);
  m_program->actions()[ActionId::Undo].trigger();
  QVERIFY(rests());
  QCOMPARE(m_program->document().experiment().seed, 5U);
}

void RunListTest::twoRunsAreLaidSideBySide() {
  train({1});
  m_program->actions()[ActionId::CompareRuns].trigger();
  QVERIFY(m_program->notifier().textAbout(ui::Notifier::Topic::Edit).contains("only one run"));
  train({5});
  m_program->actions()[ActionId::CompareRuns].trigger();
  QPointer<ui::CompareDialog> dialog = m_program->window().findChild<ui::CompareDialog*>();
  QVERIFY(dialog && dialog->isVisible());
  QTRY_VERIFY_WITH_TIMEOUT(!dialog->isComputing(), tests::kPatienceMs);
  QVERIFY(dialog->comparison() != nullptr);
  QCOMPARE(dialog->settings().item(0, 2)->text(), "5");
  QCOMPARE(dialog->settings().rowCount(), 1);
  dialog->close();
  QTRY_VERIFY(!dialog);
  // What was changed along the way is reported, though the settings are the same by now.
  const double rate = m_program->document().experiment().training.learningRate;
  for (const double other : {10 * rate, rate}) {
    QVERIFY(ui::edit::setLearningRate(m_program->document(), other));
    m_program->run().stepOnce();
    QVERIFY(rests());
  }
  m_program->actions()[ActionId::CompareRuns].trigger();
  dialog = m_program->window().findChild<ui::CompareDialog*>();
  QCOMPARE(dialog->settings().item(1, 0)->text(), "Changed on the way");
  QCOMPARE(dialog->settings().item(1, 1)->text(), "nothing");
  QCOMPARE(dialog->settings().item(1, 2)->text(), "rate × 10 at 1\nrate ÷ 10 at 2");
  // In the past, only what had been changed by then.
  dialog->close();
  QTRY_VERIFY(!dialog);
  m_program->run().goTo(m_program->run().newest()->timeline.lane, 1);
  QVERIFY(rests());
  m_program->actions()[ActionId::CompareRuns].trigger();
  dialog = m_program->window().findChild<ui::CompareDialog*>();
  QTRY_VERIFY_WITH_TIMEOUT(!dialog->isComputing(), tests::kPatienceMs);
  const int last = dialog->settings().rowCount() - 1;
  QCOMPARE(dialog->settings().item(last, 0)->text(), "Changed on the way");
  QCOMPARE(dialog->settings().item(last, 2)->text(), "rate × 10 at 1");
}

void RunListTest::otherSeedsAreTrainedBesideTheRun() {
  train({1});
  const std::shared_ptr<const engine::Snapshot> before = m_program->run().newest();
  m_program->actions()[ActionId::RepeatRun].trigger();
  auto* dialog = m_program->window().findChild<ui::SeedsDialog*>();
  QVERIFY(dialog && dialog->isVisible());
  QCOMPARE(dialog->spec().steps, 1);
  dialog->findChild<QPushButton*>()->click();
  dialog->close();  // it continues
  QTRY_VERIFY_WITH_TIMEOUT(!dialog->runner().isRunning(), tests::kPatienceMs);
  QVERIFY(!dialog->bands().empty());
  m_program->actions()[ActionId::RepeatRun].trigger();  // and shows its current state
  QCOMPARE(m_program->window().findChildren<ui::SeedsDialog*>().size(), 1);
  m_program->actions()[ActionId::VaryRun].trigger();
  auto* varied = m_program->window().findChild<ui::VaryDialog*>();
  QVERIFY(varied->isVisible());
  QVERIFY(m_program->run().newest()->revision == before->revision);
  QVERIFY(m_program->run().newest()->state == before->state);
  emit varied->valueChosen(ui::variedSettings(m_program->document().experiment())[2], 7);
  QCOMPARE(m_program->document().experiment().network.layers[0].units, 7);
}

/// Nothing in the run changes until the rate is accepted, as an edit like any other.
void RunListTest::aRateIsFoundOnACopy() {
  engine::Experiment experiment = tests::withOptimizer(engine::Optimizer::Sgd);
  experiment.data.name = m_program->document().experiment().data.name;
  m_program->files().begin(experiment);
  QTRY_VERIFY(m_program->run().isResting() && m_program->document().experiment() == experiment);
  train({1});
  const engine::RunState before = m_program->run().newest()->state;
  const std::uint64_t revision = m_program->run().newest()->revision;
  const int edits = m_program->document().undoStack().count();
  m_program->actions()[ActionId::FindRate].trigger();
  QPointer<ui::RateDialog> dialog = m_program->window().findChild<ui::RateDialog*>();
  QVERIFY(dialog);
  QTRY_VERIFY_WITH_TIMEOUT(!dialog->isComputing(), tests::kPatienceMs);
  QVERIFY(dialog->curve() != nullptr && !dialog->curve()->rates.empty());
  m_program->run().catchUp();
  QVERIFY(m_program->run().newest()->state == before);
  QCOMPARE(m_program->run().newest()->revision, revision);
  QCOMPARE(m_program->document().undoStack().count(), edits);
  emit dialog->rateChosen(0.03);
  QCOMPARE(m_program->document().experiment().training.learningRate, 0.03);
  QCOMPARE(m_program->document().undoStack().count(), edits + 1);
  QVERIFY(rests());
  QVERIFY(m_program->run().newest()->state == before);
}

void RunListTest::windowsGoWithTheirRuns() {
  train({1});
  m_program->actions()[ActionId::RepeatRun].trigger();
  QPointer<ui::SeedsDialog> dialog = m_program->window().findChild<ui::SeedsDialog*>();
  QVERIFY(dialog);
  engine::Experiment experiment = tests::smallExperiment();
  experiment.data.name = m_folder->filePath("data").toStdString();
  m_program->files().begin(experiment);
  QTRY_VERIFY(!dialog);
}

/// A run from a file, trained on data other than those shown.
void RunListTest::dataThatAreNotHereAreReadFirst() {
  const QString others = m_folder->filePath("others");
  const auto data = tests::syntheticDataset(90);
  tests::writeIdxFiles(*data, others.toStdString());
  train({1});
  emit m_program->samples().datasetRequested(others);
  QTRY_COMPARE(m_program->document().dataset()->train.size(), data->train.size());
  QVERIFY(rests());
  m_program->run().stepOnce();
  QVERIFY(rests());
  const QString file = m_folder->filePath("two.pellucid");
  QCOMPARE(tests::saveProblem(m_program->files(), file), QString());
  QCOMPARE(tests::openProblem(m_program->files(), file), QString());
  const auto first = [this] { return m_program->run().book().listed().front(); };
  QTRY_COMPARE(first()->design.dataset->train.size(), engine::Index{0});
  QVERIFY(rests() && !first()->isShown());
  const std::uint64_t number = first()->number;
  emit panel().repeatWanted(number);
  QTRY_VERIFY(m_program->window().findChild<ui::SeedsDialog*>() != nullptr);
  QVERIFY(m_program->run().book().find(number)->design.dataset->train.size() > 0);
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_run_list, RunListTest)
#include "tst_run_list.moc"

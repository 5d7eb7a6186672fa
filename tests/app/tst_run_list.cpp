// SPDX-License-Identifier: GPL-3.0-or-later
// The list of runs in the window: shown, deleted, brought back.
#include "app/run_list.h"

#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

#include "app/composition.h"
#include "app/workspaces.h"
#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"
#include "ui/workspace/workspace_view.h"

namespace {

using namespace pellucid;
using ui::ActionId;

class RunListTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void aRunIsShownDeletedAndBroughtBack();

 private:
  bool rests() {
    return QTest::qWaitFor([this] { return m_program->run().isResting(); });
  }
  /// Runs with these seeds, of a step each.
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
  // Nothing is told, nor asked: the other one is simply there.
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

}  // namespace

PELLUCID_WINDOW_TEST(tst_run_list, RunListTest)
#include "tst_run_list.moc"

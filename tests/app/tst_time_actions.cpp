// SPDX-License-Identifier: GPL-3.0-or-later
// Bookmarks, names and deleted lanes on a real run, each taken back by undo.
#include "app/time_actions.h"

#include <QInputDialog>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

#include "tests/support/idx_files.h"
#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "tests/support/workbench.h"
#include "ui/document/edits.h"
#include "ui/timeline/event_text.h"

namespace {

using namespace pellucid;

struct TimeBench : tests::Workbench {
  explicit TimeBench(const QString& data) : Workbench(data) {
    QObject::connect(&times, &app::TimeActions::noted, &panel, [this](const QString& text) { said = text; });
  }
  ui::Actions actions;
  ui::TimePanel panel;
  app::TimeActions times{document, run, actions, panel};
  QString said;

  engine::TimelineMap timeline() {
    run.catchUp();
    return run.newest()->timeline;
  }
  QString noteAt(std::int64_t step) {
    const engine::TimelineMap now = timeline();
    const engine::Bookmark* bookmark = ui::bookmarkAt(now, now.lane, step);
    return bookmark == nullptr ? QStringLiteral("none") : QString::fromStdString(bookmark->note);
  }
  void train(int steps) {
    for (int i = 0; i < steps; ++i) run.stepOnce();
    run.catchUp();
    while (!run.isResting() || run.isTraining())
      QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  }
  void undo() { document.undoStack().undo(); }
  void redo() { document.undoStack().redo(); }
};

class TimeActionsTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_data = m_folder.filePath("data");
    tests::writeIdxFiles(*tests::syntheticDataset(), m_data.toStdString());
  }

  void bookmarksAreStepsOfUndo() {
    TimeBench bench(m_data);
    bench.actions[ui::ActionId::AddBookmark].trigger();
    QVERIFY(!bench.said.isEmpty());  // there is no step yet
    QTRY_COMPARE_WITH_TIMEOUT(bench.step(), std::int64_t{0}, tests::kPatienceMs);
    bench.train(4);
    bench.actions[ui::ActionId::AddBookmark].trigger();
    QCOMPARE(bench.noteAt(4), "");
    bench.times.setNote(0, 4, "it falls");
    bench.times.setNote(0, 4, "it falls");  // no change, no undo step
    QCOMPARE(bench.noteAt(4), "it falls");
    bench.undo();
    QCOMPARE(bench.noteAt(4), "");
    bench.undo();
    QCOMPARE(bench.noteAt(4), "none");
    bench.redo();
    bench.redo();
    QCOMPARE(bench.noteAt(4), "it falls");
    emit bench.panel.bar().bookmarkRemoved(0, 4);
    QCOMPARE(bench.noteAt(4), "none");
    bench.undo();
    QCOMPARE(bench.noteAt(4), "it falls");
    QCOMPARE(bench.step(), std::int64_t{4});  // nothing else has changed
  }

  void aBookmarkOnceMoreAsksForItsNote() {
    TimeBench bench(m_data);
    QTRY_COMPARE_WITH_TIMEOUT(bench.step(), std::int64_t{0}, tests::kPatienceMs);
    bench.train(3);
    bench.times.bookmark(0, 2);
    bench.run.catchUp();
    QTimer::singleShot(0, [] {
      auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
      QVERIFY(dialog != nullptr);
      dialog->setTextValue(" the loss is small ");
      dialog->accept();
    });
    emit bench.panel.bar().bookmarkWanted(0, 2);
    QCOMPARE(bench.noteAt(2), "the loss is small");
    QTimer::singleShot(0, [] { qobject_cast<QDialog*>(QApplication::activeModalWidget())->reject(); });
    emit bench.panel.bar().bookmarkWanted(0, 2);
    QCOMPARE(bench.noteAt(2), "the loss is small");
  }

  void aDeletedLaneComesBackWhereItWas() {
    TimeBench bench(m_data);
    QTRY_COMPARE_WITH_TIMEOUT(bench.step(), std::int64_t{0}, tests::kPatienceMs);
    bench.train(6);
    bench.run.goTo(0, 3);
    bench.run.catchUp();
    QVERIFY(ui::edit::setLearningRate(bench.document, 0.5));
    bench.train(4);
    QCOMPARE(bench.timeline().lanes.size(), std::size_t{2});
    bench.times.nameLane(1, "faster");
    QCOMPARE(ui::laneText(bench.timeline(), 1), "faster");
    const auto weights = bench.run.newest()->state.weights;
    emit bench.panel.bar().laneRemoved(1);
    engine::TimelineMap away = bench.timeline();
    QVERIFY(away.lanes[1].isRemoved);
    QCOMPARE(away.lane, std::size_t{0});
    QCOMPARE(away.step, 3);
    QVERIFY2(bench.said.contains("faster") && bench.said.contains("Undo"), qPrintable(bench.said));
    bench.undo();
    QVERIFY(!bench.timeline().lanes[1].isRemoved);
    QCOMPARE(bench.timeline().lane, std::size_t{1});
    QCOMPARE(bench.timeline().step, 7);
    QVERIFY(bench.run.newest()->state.weights == weights);
    bench.undo();
    QVERIFY(ui::laneText(bench.timeline(), 1) != "faster");
  }

  void theFirstLaneStaysAndItIsSaidWhy() {
    TimeBench bench(m_data);
    QTRY_COMPARE_WITH_TIMEOUT(bench.step(), std::int64_t{0}, tests::kPatienceMs);
    bench.train(2);
    const int steps = bench.document.undoStack().count();
    bench.times.removeLane(0);
    QVERIFY(bench.said.contains("stays"));
    QCOMPARE(bench.document.undoStack().count(), steps);
    bench.times.removeLane(7);  // which does not exist
    QCOMPARE(bench.document.undoStack().count(), steps);
  }

  void othersThatBeganOnItAreCounted() {
    TimeBench bench(m_data);
    QTRY_COMPARE_WITH_TIMEOUT(bench.step(), std::int64_t{0}, tests::kPatienceMs);
    bench.train(6);
    for (const double rate : {0.5, 0.25}) {
      bench.run.goTo(bench.timeline().lane, 3 + bench.timeline().step / 7);
      bench.run.catchUp();
      QVERIFY(ui::edit::setLearningRate(bench.document, rate));
      bench.train(4);
    }
    QCOMPARE(bench.timeline().lanes.size(), std::size_t{3});
    QCOMPARE(bench.timeline().lanes[2].parent, std::optional<std::size_t>(1));
    bench.times.removeLane(1);
    QVERIFY2(bench.said.contains("with 1 lane that began on it"), qPrintable(bench.said));
    QVERIFY(bench.timeline().lanes[2].isRemoved);
    QCOMPARE(bench.timeline().lane, std::size_t{0});
    bench.undo();
    QVERIFY(!bench.timeline().lanes[2].isRemoved);
    QCOMPARE(bench.timeline().lane, std::size_t{2});
  }

 private:
  QTemporaryDir m_folder;
  QString m_data;
};

}  // namespace

PELLUCID_WINDOW_TEST(tst_time_actions, TimeActionsTest)
#include "tst_time_actions.moc"

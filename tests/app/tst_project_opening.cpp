// SPDX-License-Identifier: GPL-3.0-or-later
// Opening from the window's side: what was open stays, whole, until all that takes its place is here; data
// may be missing, moved or others; reading can be cancelled.
#include <QApplication>
#include <QDialog>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"
#include "tests/support/saving.h"
#include "tests/support/window_test.h"
#include "tests/support/workbench.h"
#include "ui/document/edits.h"

namespace {

using namespace pellucid;
using tests::Workbench;

class ProjectOpeningTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void tellsOfOtherData();
  void otherDataAreNotClaimedBeforeTraining();
  void dataThatCannotFitAreRefusedAtOnce();
  void dataThatComeDuringADialogWait();
  void aRunWithoutItsDataIsNeverGivenUp();
  void opensWithoutItsData();
  void withoutItsDataItKeepsItsOwnWeights();
  void undoComesBackToAProjectWithoutItsData();
  void goesOnWhereTheDataAreFoundAgain();
  void asksAboutOtherData();
  void keepsWhatIsOpenUntilAllIsThere();
  void readingCanBeCancelled();
  void asksAboutEditsSinceOpening();
  void asksAboutTrainingSinceOpening();
  void waitsForADialogToEnd();

 private:
  /// Saves a project after some steps and removes its data folder; returns the saved state.
  engine::RunState saveWithoutData(const QString& file, const QString& data);
  QString path(const QString& name) const { return m_folder.filePath(name); }

  QTemporaryDir m_folder;
  QString m_data;
};

void ProjectOpeningTest::initTestCase() {
  m_data = path("data");
  tests::writeIdxFiles(*tests::syntheticDataset(), m_data.toStdString());
}

void ProjectOpeningTest::tellsOfOtherData() {
  const QString moving = path("moving");
  tests::writeIdxFiles(*tests::syntheticDataset(), moving.toStdString());
  Workbench bench(moving);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QCOMPARE(tests::saveProblem(bench.files, path("d.pellucid")), QString());
  tests::writeIdxFiles(*tests::syntheticDataset(60, 6, 3, 8), moving.toStdString());

  Workbench other(m_data);
  QSignalSpy told(&other.files, &app::ProjectFiles::dataDiffer);
  QCOMPARE(tests::openProblem(other.files, path("d.pellucid")), QString());
  QTRY_COMPARE(told.count(), 1);
}

/// What a file says about its training and measurement stays true until it is trained on.
void ProjectOpeningTest::otherDataAreNotClaimedBeforeTraining() {
  tests::writeIdxFiles(*tests::syntheticDataset(), path("claim").toStdString());
  const auto read = [this] {
    return *engine::readProject(*engine::readFile(path("claim.pellucid").toStdString()), "claim");
  };
  {
    Workbench bench(path("claim"));
    QTRY_VERIFY(bench.step() == 0 && bench.run.isResting());
    QCOMPARE(tests::saveProblem(bench.files, path("claim.pellucid")), QString());
  }
  const engine::Project before = read();
  const auto others = tests::syntheticDataset(60, 6, 3, 8);
  tests::writeIdxFiles(*others, path("claim").toStdString());
  Workbench other;
  QSignalSpy told(&other.files, &app::ProjectFiles::dataDiffer);
  other.files.openFrom(path("claim.pellucid"));
  QTRY_COMPARE(told.count(), 1);
  QTRY_VERIFY(other.run.isResting());
  QCOMPARE(tests::saveProblem(other.files, path("claim.pellucid")), QString());
  QCOMPARE(read().datasetChecksum, before.datasetChecksum);
  QVERIFY(read().history == before.history);
  other.run.stepOnce();
  QTRY_VERIFY(other.step() == 1 && other.run.isResting());
  QCOMPARE(tests::saveProblem(other.files, path("claim.pellucid")), QString());
  QCOMPARE(read().datasetChecksum, others->checksum);
}

void ProjectOpeningTest::dataThatCannotFitAreRefusedAtOnce() {
  const engine::RunState saved = saveWithoutData(path("fit.pellucid"), path("fit"));
  tests::writeIdxFiles(*tests::syntheticDataset(40, 9, 4), path("wider").toStdString());
  Workbench other;
  QCOMPARE(tests::openProblem(other.files, path("fit.pellucid")), QString());
  QTRY_COMPARE(other.step(), saved.step);
  QSignalSpy found(&other.files, &app::ProjectFiles::otherDataFound);
  QSignalSpy failed(&other.files, &app::ProjectFiles::failed);
  other.files.locateData(path("wider").toStdString());
  QTRY_COMPARE(failed.count(), 1);
  QCOMPARE(found.count(), 0);
}

/// What a dialog's question is about must stay open until it is answered.
void ProjectOpeningTest::dataThatComeDuringADialogWait() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  tests::writeIdxFiles(*tests::syntheticDataset(40, 9, 4), path("late").toStdString());
  QDialog dialog;
  dialog.setModal(true);
  dialog.show();
  bool isHere = false;
  bench.library.load(path("late").toStdString(), [&](const ui::DatasetLibrary::Loaded&) { isHere = true; });
  QTRY_VERIFY(bench.library.find(path("late").toStdString()) != nullptr);
  QVERIFY(!isHere && bench.library.isLoading());
  dialog.close();
  QTRY_VERIFY(isHere && !bench.library.isLoading());
}

/// It could not be started again.
void ProjectOpeningTest::aRunWithoutItsDataIsNeverGivenUp() {
  const engine::RunState saved = saveWithoutData(path("kept.pellucid"), path("kept"));
  ui::Document document;
  ui::Selection selection;
  ui::DatasetLibrary library{engine::DataLocations{}};
  ui::RunController run{document, selection, 1};
  ui::SampleNavigator navigator{document, selection, run};
  app::ProjectFiles files{document, run, library};
  QCOMPARE(tests::openProblem(files, path("kept.pellucid")), QString());
  QTRY_VERIFY(run.newest() != nullptr);
  const auto data = engine::loadDataset(m_data.toStdString(), {}).value();
  QVERIFY(ui::edit::setData(document, data));
  for (const std::uint64_t seed : {5, 6}) {
    run.stepOnce();
    QTRY_VERIFY(run.isResting());
    QVERIFY(ui::edit::setSeed(document, seed));
  }
  for (int i = 0; i < 3; ++i) document.undoStack().undo();
  QTRY_VERIFY(run.newest() && run.newest()->state == saved);
}

engine::RunState ProjectOpeningTest::saveWithoutData(const QString& file, const QString& data) {
  tests::writeIdxFiles(*tests::syntheticDataset(), data.toStdString());
  Workbench bench(data);
  engine::RunState state;
  const auto save = [&] {
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    bench.run.trainEpoch();
    QTRY_VERIFY(bench.step() > 0 && bench.run.isResting());
    QCOMPARE(tests::saveProblem(bench.files, file), QString());
    state = bench.run.newest()->state;
    QVERIFY(QDir().rename(data, data + " elsewhere"));
  };
  save();
  return state;
}

/// What the file holds is shown and saved again unchanged, whatever was open before.
void ProjectOpeningTest::opensWithoutItsData() {
  const engine::RunState saved = saveWithoutData(path("gone.pellucid"), path("gone"));
  Workbench other(m_data);
  QTRY_COMPARE(other.step(), std::int64_t{0});
  other.run.stepOnce();
  QTRY_COMPARE(other.step(), std::int64_t{1});
  QSignalSpy missing(&other.files, &app::ProjectFiles::dataMissing);
  QCOMPARE(tests::openProblem(other.files, path("gone.pellucid")), QString());
  QTRY_COMPARE(missing.count(), 1);
  QVERIFY(missing[0][0].toString().contains("gone"));
  QCOMPARE(other.step(), saved.step);
  QVERIFY(other.run.moment()->snapshot->state == saved);
  QVERIFY(!other.files.isModified());
  QCOMPARE(tests::saveProblem(other.files, path("gone.pellucid")), QString());
  const auto project = engine::readProject(*engine::readFile(path("gone.pellucid").toStdString()), "gone");
  QVERIFY(project->state == saved);
  QCOMPARE(project->experiment.data.name, path("gone").toStdString());
  QCOMPARE(project->classNames.size(), std::size_t{3});
  QVERIFY(!project->history.train.empty());
  QCOMPARE(project->stepsPerEpoch, other.run.newest()->stepsPerEpoch);
  QVERIFY(project->stepsPerEpoch > 1);
}

/// The window's previous run still answers requests, such as for a weight's history.
void ProjectOpeningTest::withoutItsDataItKeepsItsOwnWeights() {
  const engine::RunState saved = saveWithoutData(path("own.pellucid"), path("own"));
  Workbench other(m_data);
  connect(&other.run, &ui::RunController::momentChanged, this, [&] { other.run.watch(0); });
  QTRY_COMPARE(other.step(), std::int64_t{0});
  other.run.stepOnce();
  QTRY_COMPARE(other.step(), std::int64_t{1});

  QSignalSpy missing(&other.files, &app::ProjectFiles::dataMissing);
  other.files.openFrom(path("own.pellucid"));
  QTRY_COMPARE(missing.count(), 1);
  other.run.catchUp();
  QVERIFY(other.run.newest()->state == saved);
  QTRY_VERIFY(other.run.isResting());
  QVERIFY(other.run.newest()->state == saved);
  QVERIFY(!other.run.isStale());
  QVERIFY(!other.files.isModified());
  QCOMPARE(tests::saveProblem(other.files, path("own.pellucid")), QString());
  const auto project = engine::readProject(*engine::readFile(path("own.pellucid").toStdString()), "own");
  QVERIFY(project->state == saved);
  QCOMPARE(project->history.train.back().step, saved.step);

  other.files.locateData(path("own elsewhere").toStdString());
  QTRY_VERIFY(other.document.hasData());
  QTRY_VERIFY(other.run.isResting());
  QVERIFY(other.run.newest()->state == saved);
}

void ProjectOpeningTest::undoComesBackToAProjectWithoutItsData() {
  const engine::RunState saved = saveWithoutData(path("back.pellucid"), path("back"));
  Workbench other(m_data);
  connect(&other.run, &ui::RunController::momentChanged, this, [&] { other.run.watch(0); });
  QTRY_COMPARE(other.step(), std::int64_t{0});
  QSignalSpy missing(&other.files, &app::ProjectFiles::dataMissing);
  other.files.openFrom(path("back.pellucid"));
  QTRY_COMPARE(missing.count(), 1);

  std::optional<engine::DatasetPtr> data;
  other.library.load(m_data.toStdString(), [&](const ui::DatasetLibrary::Loaded& loaded) { data = *loaded; });
  QVERIFY(data.has_value());  // it has been read before
  QVERIFY(ui::edit::setData(other.document, *data));
  QTRY_COMPARE(other.step(), std::int64_t{0});
  other.run.stepOnce();
  QTRY_COMPARE(other.step(), std::int64_t{1});
  other.document.undoStack().undo();
  QTRY_VERIFY(other.run.isResting());
  QVERIFY(other.run.newest()->state == saved);
  QCOMPARE(tests::saveProblem(other.files, path("back.pellucid")), QString());
  const auto project = engine::readProject(*engine::readFile(path("back.pellucid").toStdString()), "back");
  QVERIFY(project->state == saved);
}

void ProjectOpeningTest::goesOnWhereTheDataAreFoundAgain() {
  const engine::RunState saved = saveWithoutData(path("moved.pellucid"), path("moved"));
  Workbench other(path("no such folder"));
  QSignalSpy missing(&other.files, &app::ProjectFiles::dataMissing);
  QCOMPARE(tests::openProblem(other.files, path("moved.pellucid")), QString());
  QTRY_COMPARE(missing.count(), 1);
  const QString file = path("moved elsewhere") + "/train-images-idx3-ubyte";
  QCOMPARE(other.files.nameOfDataAt(file), path("moved elsewhere").toStdString());
  other.files.locateData(other.files.nameOfDataAt(file));
  QTRY_VERIFY(other.document.hasData());
  QTRY_VERIFY(other.run.moment()->snapshot->state == saved);
  QVERIFY(other.files.isModified());  // the file names the old place
  QCOMPARE(other.files.path(), path("moved.pellucid"));
  QCOMPARE(other.document.experiment().data.name, path("moved elsewhere").toStdString());
  other.run.trainEpoch();
  QTRY_VERIFY(other.step() > saved.step);
}

void ProjectOpeningTest::asksAboutOtherData() {
  const engine::RunState saved = saveWithoutData(path("asks.pellucid"), path("asks"));
  tests::writeIdxFiles(*tests::syntheticDataset(60, 6, 3, 8), path("others").toStdString());
  Workbench other(path("no such folder"));
  QCOMPARE(tests::openProblem(other.files, path("asks.pellucid")), QString());
  QTRY_COMPARE(other.step(), saved.step);
  QSignalSpy found(&other.files, &app::ProjectFiles::otherDataFound);
  other.files.locateData(path("others").toStdString());
  QTRY_COMPARE(found.count(), 1);
  QVERIFY(!other.document.hasData());  // the question is still open
  QVERIFY(other.files.useData(found[0][0].value<engine::DatasetPtr>()));
  QTRY_VERIFY(other.document.hasData() && other.step() == saved.step);
}

/// While data are being read, saving writes what was open, under its own name.
void ProjectOpeningTest::keepsWhatIsOpenUntilAllIsThere() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QCOMPARE(tests::saveProblem(bench.files, path("first.pellucid")), QString());
  const engine::RunState saved = saveWithoutData(path("second.pellucid"), path("second"));
  QVERIFY(QDir().rename(path("second elsewhere"), path("second")));
  bench.run.stepOnce();
  QTRY_COMPARE(bench.step(), std::int64_t{1});
  const engine::Bytes before = *engine::readFile(path("second.pellucid").toStdString());

  bench.files.openFrom(path("second.pellucid"));
  QCOMPARE(bench.files.reading(), path("second.pellucid"));
  QCOMPARE(bench.files.path(), path("first.pellucid"));
  bench.files.saveTo(bench.files.path());
  QTRY_COMPARE(bench.files.path(), path("second.pellucid"));
  QTRY_VERIFY(bench.files.writing().isEmpty());
  QVERIFY(*engine::readFile(path("second.pellucid").toStdString()) == before);
  QCOMPARE(bench.files.path(), path("second.pellucid"));  // even if the other was saved later
  QTRY_VERIFY(bench.run.moment()->snapshot->state == saved);
  QVERIFY(!bench.files.isModified());
  const auto first = engine::readProject(*engine::readFile(path("first.pellucid").toStdString()), "first");
  QCOMPARE(first->state.step, std::int64_t{1});
  QCOMPARE(first->experiment.data.name, m_data.toStdString());
}

void ProjectOpeningTest::readingCanBeCancelled() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QCOMPARE(tests::saveProblem(bench.files, path("cancel.pellucid")), QString());
  bench.run.stepOnce();
  QTRY_COMPARE(bench.step(), std::int64_t{1});
  QSignalSpy opened(&bench.files, &app::ProjectFiles::opened);
  bench.files.openFrom(path("cancel.pellucid"));
  bench.files.cancelReading();
  QVERIFY(bench.files.reading().isEmpty());
  // The next request arrives; had the cancelled one continued, it would have come first.
  bench.files.openFrom(path("cancel.pellucid"));
  QTRY_COMPARE(opened.count(), 1);
  QTRY_COMPARE(bench.step(), std::int64_t{0});

  // Otherwise an empty window would stay empty forever.
  ui::Document document;
  ui::Selection selection;
  ui::DatasetLibrary library{engine::DataLocations{}};
  ui::RunController run{document, selection};
  app::ProjectFiles files{document, run, library};
  files.openFrom(path("cancel.pellucid"));
  files.cancelReading();
  QCOMPARE(library.awaited(), engine::seedExperiment().data.name);

  // Likewise when only its data are still being read.
  std::string awaited;
  connect(&files, &app::ProjectFiles::workChanged, &files, [&] {
    if (!awaited.empty() || !files.reading().isEmpty() || !library.isLoading()) return;
    awaited = library.awaited();
    files.cancelReading();
  });
  files.openFrom(path("cancel.pellucid"));
  QTRY_COMPARE(awaited, m_data.toStdString());
  QCOMPARE(library.awaited(), engine::seedExperiment().data.name);
}

void ProjectOpeningTest::asksAboutTrainingSinceOpening() {
  Workbench bench(m_data);
  QTRY_VERIFY(bench.step() == 0 && bench.run.isResting());
  QCOMPARE(tests::saveProblem(bench.files, path("trained.pellucid")), QString());
  int questions = 0;
  bench.files.setReplaceQuestion([&](const QString&) {
    ++questions;
    return false;
  });
  bench.files.openFrom(path("trained.pellucid"));
  while (bench.run.newest()->state.step == 0) {
    bench.run.stepOnce();
    bench.run.catchUp();
  }
  QTRY_COMPARE(questions, 1);
  QVERIFY(bench.run.newest()->state.step > 0);  // its work was kept
  QVERIFY(bench.files.isModified());
}

/// The subject of a dialog must not change while it is open: Save as would write another project than the one
/// it asked about.
void ProjectOpeningTest::waitsForADialogToEnd() {
  Workbench bench(m_data);
  QTRY_VERIFY(bench.step() == 0 && bench.run.isResting());
  bench.run.stepOnce();
  QTRY_COMPARE(bench.step(), std::int64_t{1});
  QCOMPARE(tests::saveProblem(bench.files, path("behind.pellucid")), QString());
  bench.files.begin(bench.document.experiment());
  QTRY_VERIFY(bench.step() == 0 && bench.files.path().isEmpty());

  QDialog dialog;
  dialog.setModal(true);
  dialog.show();
  QCOMPARE(QApplication::activeModalWidget(), &dialog);
  bench.files.openFrom(path("behind.pellucid"));
  QTRY_VERIFY(bench.files.reading().isEmpty());
  QCOMPARE(tests::saveProblem(bench.files, path("asked for.pellucid")), QString());
  const auto saved = engine::readProject(*engine::readFile(path("asked for.pellucid").toStdString()), "a");
  QCOMPARE(saved->state.step, std::int64_t{0});
  QCOMPARE(bench.files.path(), path("asked for.pellucid"));
  dialog.close();
  QTRY_COMPARE(bench.files.path(), path("behind.pellucid"));
  QTRY_COMPARE(bench.step(), std::int64_t{1});
}

void ProjectOpeningTest::asksAboutEditsSinceOpening() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QCOMPARE(tests::saveProblem(bench.files, path("asked.pellucid")), QString());
  int questions = 0;
  bool mayReplace = false;
  bench.files.setReplaceQuestion([&](const QString&) {
    ++questions;
    return mayReplace;
  });
  bench.files.openFrom(path("asked.pellucid"));
  QVERIFY(ui::edit::setUnits(bench.document, 0, 9));
  QTRY_COMPARE(questions, 1);
  QCOMPARE(bench.document.experiment().network.layers[0].units, engine::Index{9});  // its work was kept

  mayReplace = true;
  QSignalSpy opened(&bench.files, &app::ProjectFiles::opened);
  bench.files.openFrom(path("asked.pellucid"));
  QTRY_COMPARE(opened.count(), 1);
  QCOMPARE(questions, 1);  // nothing was edited since
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_project_opening, ProjectOpeningTest)
#include "tst_project_opening.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Saving, opening and exporting from the window's side: what counts as modified, and that failures change
// nothing.
#include <sys/stat.h>
#include <QTemporaryDir>
#include <QtTest>

#include "app/project_files.h"
#include "engine/io/onnx.h"
#include "engine/train/worked_example.h"
#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"
#include "tests/support/saving.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"
#include "ui/run/sample_navigator.h"

namespace {

using namespace pellucid;

/// The document, the run and the files, on synthetic data, without a window.
struct Workbench {
  explicit Workbench(const QString& data) : files(document, run, library) {
    engine::Experiment experiment = tests::smallExperiment();
    experiment.data.name = data.toStdString();
    files.begin(experiment);
  }
  std::int64_t step() const { return run.moment() == nullptr ? -1 : run.moment()->snapshot->state.step; }

  ui::Document document;
  ui::Selection selection;
  ui::DatasetLibrary library{engine::DataLocations{}};
  ui::RunController run{document, selection};
  ui::SampleNavigator navigator{document, selection, run};
  app::ProjectFiles files;
};

class ProjectFilesTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void knowsWhatIsModified();
  void opensWhatItSaved();
  void exportsTheTrainedNetwork();
  void tellsOfOtherData();
  void changesNothingWhenItFails();
  void startsTheExample();
  void keepsTheTransfer();
  void aWeightSetByHandIsUnsavedWork();
  void savesTheNewRunRightAfterAnEdit();
  void undoComesBackToWhatWasSaved();
  void opensWithoutItsData();
  void withoutItsDataItKeepsItsOwnWeights();
  void undoComesBackToAProjectWithoutItsData();
  void goesOnWhereTheDataAreFoundAgain();
  void asksAboutOtherData();
  void keepsWhatIsOpenUntilAllIsThere();
  void tellsOfChangesOnDisk();
  void exportsNoPathsAndTheTestLoss();
  void trainingAndEditingGoOnWhileItSaves();
  void goesOnAfterAFileThatCouldNotBeMade();
  void writesInTheOrderAskedFor();
  void readingCanBeCancelled();
  void asksAboutEditsSinceOpening();

 private:
  /// A project of a folder that has been removed since, after some steps; gives the state in it.
  engine::RunState saveWithoutData(const QString& file, const QString& data);
  QString path(const QString& name) const { return m_folder.filePath(name); }

  QTemporaryDir m_folder;
  QString m_data;
};

/// One arm with one curve.
std::shared_ptr<const engine::TransferRecord> smallTransfer() {
  engine::TransferRecord record{
      .design = {.source = "digits-mlp", .data = "mnist+parity", .arms = "scratch", .samples = {5}},
      .arms = {{.name = "scratch", .plan = {engine::LayerPlan::New}}},
      .curves = {{.arm = "scratch", .samplesPerClass = 5, .seed = 1}}};
  record.curves[0].points = {{.step = 0, .targetAccuracy = 0.5, .sourceAccuracy = {}, .drift = {1.25}}};
  return std::make_shared<const engine::TransferRecord>(std::move(record));
}

void ProjectFilesTest::keepsTheTransfer() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QCOMPARE(tests::saveProblem(bench.files, path("transfer.pellucid")), QString());
  QVERIFY(!bench.files.isModified());
  bench.files.setTransfer(smallTransfer());
  QVERIFY(bench.files.isModified());
  QCOMPARE(tests::saveProblem(bench.files, path("transfer.pellucid")), QString());
  QVERIFY(!bench.files.isModified());

  Workbench other(m_data);
  std::shared_ptr<const engine::TransferRecord> opened;
  connect(&other.files, &app::ProjectFiles::transferOpened, this,
          [&opened](auto record) { opened = record; });
  QCOMPARE(tests::openProblem(other.files, path("transfer.pellucid")), QString());
  QTRY_COMPARE(other.step(), std::int64_t{0});
  QVERIFY(!other.files.isModified());
  QCOMPARE(opened->design.data, std::string("mnist+parity"));
  QVERIFY(opened->curves[0].points == smallTransfer()->curves[0].points);
  other.files.startExample();
  QTRY_VERIFY(opened == nullptr);
}

void ProjectFilesTest::initTestCase() {
  m_data = path("data");
  tests::writeIdxFiles(*tests::syntheticDataset(), m_data.toStdString());
}

void ProjectFilesTest::knowsWhatIsModified() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QVERIFY(!bench.files.isModified());
  bench.run.stepOnce();
  QTRY_COMPARE(bench.step(), std::int64_t{1});
  QVERIFY(bench.files.isModified());
  QCOMPARE(tests::saveProblem(bench.files, path("a.pellucid")), QString());
  QVERIFY(!bench.files.isModified());
  QVERIFY(ui::edit::setFrozen(bench.document, 0, true));
  QVERIFY(bench.files.isModified());
  bench.document.undoStack().undo();
  QVERIFY(!bench.files.isModified());
}

void ProjectFilesTest::opensWhatItSaved() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  bench.run.trainEpoch();
  QTRY_VERIFY(bench.step() > 0 && !bench.run.isTraining());
  QCOMPARE(tests::saveProblem(bench.files, path("b.pellucid")), QString());

  // What a killed save left goes away, too.
  QFile stray(path(".pellucid-1-0.tmp"));
  QVERIFY(stray.open(QIODevice::WriteOnly));
  Workbench other(path("no such folder"));
  QCOMPARE(tests::openProblem(other.files, path("b.pellucid")), QString());
  QVERIFY(!stray.exists());
  QTRY_COMPARE(other.step(), bench.step());
  QCOMPARE(other.files.path(), path("b.pellucid"));
  QVERIFY(other.run.moment()->snapshot->state == bench.run.moment()->snapshot->state);
  QVERIFY(other.run.history().train == bench.run.history().train);
  QCOMPARE(other.document.experiment(), bench.document.experiment());
  QVERIFY(!other.document.undoStack().canUndo());
}

void ProjectFilesTest::exportsTheTrainedNetwork() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QCOMPARE(tests::exportProblem(bench.files, path("c.onnx")), QString());
  const auto bytes = engine::readFile(path("c.onnx").toStdString());
  QVERIFY(bytes.has_value());
  const auto model = engine::readOnnx(*bytes, "c.onnx");
  QVERIFY2(model.has_value(), model ? "" : model.error().text().c_str());
  QVERIFY(model->weights == bench.run.moment()->weights());
}

void ProjectFilesTest::tellsOfOtherData() {
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

void ProjectFilesTest::changesNothingWhenItFails() {
  Workbench bench(m_data);
  QVERIFY(tests::saveProblem(bench.files, path("early.pellucid")).contains("still being read"));
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  bench.run.stepOnce();
  QTRY_COMPARE(bench.step(), std::int64_t{1});
  QVERIFY(tests::saveProblem(bench.files, path("no such folder/e.pellucid")).contains("e.pellucid"));
  QVERIFY(bench.files.isModified());
  QVERIFY(bench.files.path().isEmpty());

  const engine::Experiment before = bench.document.experiment();
  QVERIFY(tests::openProblem(bench.files, path("missing.pellucid")).contains("missing.pellucid"));
  QCOMPARE(mkfifo(path("pipe.pellucid").toLocal8Bit().constData(), 0600), 0);
  QVERIFY(
      tests::openProblem(bench.files, path("pipe.pellucid")).contains("is a pipe"));  // no wait for a writer
  QCOMPARE(bench.document.experiment(), before);
  QCOMPARE(bench.step(), std::int64_t{1});
}

void ProjectFilesTest::startsTheExample() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  bench.files.startExample();
  QTRY_COMPARE(bench.run.moment()->experiment(), engine::workedExample());
  QCOMPARE(bench.run.moment()->weights(), engine::workedExampleState().weights);
  QVERIFY(!bench.files.isModified());
  QVERIFY(bench.files.path().isEmpty());
}

void ProjectFilesTest::aWeightSetByHandIsUnsavedWork() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QCOMPARE(tests::saveProblem(bench.files, path("hand.pellucid")), QString());
  QVERIFY(bench.document.setParameter({"w", 0, static_cast<double>(bench.run.moment()->weights()[0]), 0.5}));
  QVERIFY(bench.files.isModified());
  QCOMPARE(tests::saveProblem(bench.files, path("hand.pellucid")), QString());  // at once: with the weight
  const auto bytes = engine::readFile(path("hand.pellucid").toStdString());
  const auto project = engine::readProject(*bytes, "hand.pellucid");
  QCOMPARE(project->state.weights[0], engine::Scalar(0.5));
  QVERIFY(!bench.files.isModified());
}

/// Not the experiment before, whose network is shown until the new one's is here.
void ProjectFilesTest::savesTheNewRunRightAfterAnEdit() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  bench.run.stepOnce();
  QTRY_COMPARE(bench.step(), std::int64_t{1});
  QVERIFY(ui::edit::setUnits(bench.document, 0, 9));
  QCOMPARE(tests::saveProblem(bench.files, path("edit.pellucid")), QString());
  QVERIFY(!bench.files.isModified());
  const auto bytes = engine::readFile(path("edit.pellucid").toStdString());
  const auto project = engine::readProject(*bytes, "edit.pellucid");
  QVERIFY2(project.has_value(), project ? "" : project.error().text().c_str());
  QCOMPARE(project->experiment, bench.document.experiment());
  QCOMPARE(project->state.step, std::int64_t{0});
  QVERIFY(project->history.train.empty());
}

void ProjectFilesTest::undoComesBackToWhatWasSaved() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  bench.run.stepOnce();
  QTRY_COMPARE(bench.step(), std::int64_t{1});
  QCOMPARE(tests::saveProblem(bench.files, path("undo.pellucid")), QString());
  QVERIFY(ui::edit::setSeed(bench.document, 7));
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QVERIFY(bench.files.isModified());
  bench.document.undoStack().undo();
  QTRY_COMPARE(bench.step(), std::int64_t{1});
  QVERIFY(!bench.files.isModified());
}

engine::RunState ProjectFilesTest::saveWithoutData(const QString& file, const QString& data) {
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

/// What the file holds is shown and saved again as it is, whatever was open before.
void ProjectFilesTest::opensWithoutItsData() {
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

/// The run that was in the window before still answers what is asked of it, such as the history of a weight.
void ProjectFilesTest::withoutItsDataItKeepsItsOwnWeights() {
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

void ProjectFilesTest::undoComesBackToAProjectWithoutItsData() {
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

void ProjectFilesTest::goesOnWhereTheDataAreFoundAgain() {
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

void ProjectFilesTest::asksAboutOtherData() {
  const engine::RunState saved = saveWithoutData(path("asks.pellucid"), path("asks"));
  tests::writeIdxFiles(*tests::syntheticDataset(60, 6, 3, 8), path("others").toStdString());
  Workbench other(path("no such folder"));
  QCOMPARE(tests::openProblem(other.files, path("asks.pellucid")), QString());
  QTRY_COMPARE(other.step(), saved.step);
  QSignalSpy found(&other.files, &app::ProjectFiles::otherDataFound);
  other.files.locateData(path("others").toStdString());
  QTRY_COMPARE(found.count(), 1);
  QVERIFY(!other.document.hasData());  // nobody has answered yet
  QVERIFY(other.files.useData(found[0][0].value<engine::DatasetPtr>()));
  QTRY_VERIFY(other.document.hasData() && other.step() == saved.step);
}

/// While data are being read, what was open is what is saved, under its own name.
void ProjectFilesTest::keepsWhatIsOpenUntilAllIsThere() {
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
  QCOMPARE(bench.files.path(), path("second.pellucid"));  // although the other was saved later, perhaps
  QTRY_VERIFY(bench.run.moment()->snapshot->state == saved);
  QVERIFY(!bench.files.isModified());
  const auto first = engine::readProject(*engine::readFile(path("first.pellucid").toStdString()), "first");
  QCOMPARE(first->state.step, std::int64_t{1});
  QCOMPARE(first->experiment.data.name, m_data.toStdString());
}

void ProjectFilesTest::tellsOfChangesOnDisk() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QVERIFY(!bench.files.hasChangedOnDisk());
  QCOMPARE(tests::saveProblem(bench.files, path("disk.pellucid")), QString());
  QVERIFY(!bench.files.hasChangedOnDisk());
  QFile file(path("disk.pellucid"));
  QVERIFY(file.open(QIODevice::Append) && file.write("more") == 4);
  file.close();
  QVERIFY(bench.files.hasChangedOnDisk());
  QCOMPARE(tests::saveProblem(bench.files, path("disk.pellucid")), QString());
  QVERIFY(!bench.files.hasChangedOnDisk());
}

void ProjectFilesTest::exportsNoPathsAndTheTestLoss() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QTRY_VERIFY(bench.run.isResting());
  QCOMPARE(tests::exportProblem(bench.files, path("facts.onnx")), QString());
  const auto model = engine::readOnnx(*engine::readFile(path("facts.onnx").toStdString()), "facts.onnx");
  QCOMPARE(model->facts.at("data"), std::string("data"));
  QCOMPARE(std::stod(model->facts.at("test_loss")), bench.run.newest()->test->metrics.loss);
}

/// The file holds what was there when it was asked for, and what came since is unsaved work.
void ProjectFilesTest::trainingAndEditingGoOnWhileItSaves() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  bench.files.saveTo(path("goes on.pellucid"));
  QCOMPARE(bench.files.writing(), path("goes on.pellucid"));
  bench.run.stepOnce();
  QVERIFY(ui::edit::setLearningRate(bench.document, 0.0123));
  QTRY_VERIFY(bench.files.writing().isEmpty());
  QTRY_COMPARE(bench.step(), std::int64_t{1});
  QVERIFY(bench.files.isModified());
  const auto project =
      engine::readProject(*engine::readFile(path("goes on.pellucid").toStdString()), "goes on");
  QCOMPARE(project->state.step, std::int64_t{0});
  QVERIFY(project->experiment.training.learningRate != 0.0123);
  // Going back to the design that was saved does not bring back its weights.
  bench.document.undoStack().undo();
  QVERIFY(bench.files.isModified());
  QCOMPARE(tests::saveProblem(bench.files, path("goes on.pellucid")), QString());
  QVERIFY(!bench.files.isModified());
}

/// What making its bytes throws is told, and the next one is written.
void ProjectFilesTest::goesOnAfterAFileThatCouldNotBeMade() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  auto broken = std::make_shared<engine::TransferRecord>(*smallTransfer());
  broken->curves[0].arm = "nobody";
  bench.files.setTransfer(broken);
  QVERIFY(tests::saveProblem(bench.files, path("broken.pellucid")).contains("unknown arm"));
  QVERIFY(!bench.files.wasWritten());
  QVERIFY(!QFile::exists(path("broken.pellucid")));
  bench.files.setTransfer(nullptr);
  QCOMPARE(tests::saveProblem(bench.files, path("broken.pellucid")), QString());
  QVERIFY(bench.files.wasWritten());

  // Nor does it end the program when it comes last.
  bench.files.setTransfer(broken);
  for (int i = 0; i < 2; ++i) bench.files.saveTo(path("last broken.pellucid"));
}

void ProjectFilesTest::writesInTheOrderAskedFor() {
  QStringList written;
  {
    Workbench bench(m_data);
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    connect(&bench.files, &app::ProjectFiles::saved, this, [&](const QString& file) { written << file; });
    for (const char* name : {"order1", "order2", "order3"}) bench.files.saveTo(path(name));
    QTRY_COMPARE(written, (QStringList{path("order1"), path("order2"), path("order3")}));
    QCOMPARE(bench.files.path(), path("order3"));
    for (const char* name : {"last1", "last2", "last3"}) bench.files.saveTo(path(name));
  }
  // The program has ended since.
  for (const char* name : {"last1", "last2", "last3"}) QVERIFY(QFile::exists(path(name)));
}

void ProjectFilesTest::readingCanBeCancelled() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QCOMPARE(tests::saveProblem(bench.files, path("cancel.pellucid")), QString());
  bench.run.stepOnce();
  QTRY_COMPARE(bench.step(), std::int64_t{1});
  QSignalSpy opened(&bench.files, &app::ProjectFiles::opened);
  bench.files.openFrom(path("cancel.pellucid"));
  bench.files.cancelReading();
  QVERIFY(bench.files.reading().isEmpty());
  // What is asked for next comes; had the cancelled one gone on, it would have come before.
  bench.files.openFrom(path("cancel.pellucid"));
  QTRY_COMPARE(opened.count(), 1);
  QTRY_COMPARE(bench.step(), std::int64_t{0});

  // Where nothing was open, the window would be empty for ever.
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

void ProjectFilesTest::asksAboutEditsSinceOpening() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QCOMPARE(tests::saveProblem(bench.files, path("asked.pellucid")), QString());
  int questions = 0;
  bool mayReplace = false;
  bench.files.setReplaceQuestion([&] {
    ++questions;
    return mayReplace;
  });
  bench.files.openFrom(path("asked.pellucid"));
  QVERIFY(ui::edit::setUnits(bench.document, 0, 9));
  QTRY_COMPARE(questions, 1);
  QCOMPARE(bench.document.experiment().network.layers[0].units, engine::Index{9});  // it was kept

  mayReplace = true;
  QSignalSpy opened(&bench.files, &app::ProjectFiles::opened);
  bench.files.openFrom(path("asked.pellucid"));
  QTRY_COMPARE(opened.count(), 1);
  QCOMPARE(questions, 1);  // nothing was edited since
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_project_files, ProjectFilesTest)
#include "tst_project_files.moc"

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
#include "tests/support/test_program.h"
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
  void goesOnWhereTheDataAreFoundAgain();
  void asksAboutOtherData();
  void keepsWhatIsOpenUntilAllIsThere();
  void tellsOfChangesOnDisk();
  void exportsNoPathsAndTheTestLoss();

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
  QVERIFY(bench.files.saveTo(path("transfer.pellucid")));
  QVERIFY(!bench.files.isModified());
  bench.files.setTransfer(smallTransfer());
  QVERIFY(bench.files.isModified());
  QVERIFY(bench.files.saveTo(path("transfer.pellucid")));
  QVERIFY(!bench.files.isModified());

  Workbench other(m_data);
  std::shared_ptr<const engine::TransferRecord> opened;
  connect(&other.files, &app::ProjectFiles::transferOpened, this,
          [&opened](auto record) { opened = record; });
  QVERIFY(other.files.openFrom(path("transfer.pellucid")));
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
  QVERIFY(bench.files.saveTo(path("a.pellucid")).has_value());
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
  QVERIFY(bench.files.saveTo(path("b.pellucid")).has_value());

  // What a killed save left goes away, too.
  QFile stray(path(".pellucid-1-0.tmp"));
  QVERIFY(stray.open(QIODevice::WriteOnly));
  Workbench other(path("no such folder"));
  QVERIFY(other.files.openFrom(path("b.pellucid")).has_value());
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
  QVERIFY(bench.files.exportOnnxTo(path("c.onnx")).has_value());
  const auto bytes = engine::readFile(path("c.onnx").toStdString());
  QVERIFY(bytes.has_value());
  const auto model = engine::readOnnx(*bytes, "c.onnx");
  QVERIFY2(model.has_value(), model ? "" : model.error().message.c_str());
  QVERIFY(model->weights == bench.run.moment()->weights());
}

void ProjectFilesTest::tellsOfOtherData() {
  const QString moving = path("moving");
  tests::writeIdxFiles(*tests::syntheticDataset(), moving.toStdString());
  Workbench bench(moving);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QVERIFY(bench.files.saveTo(path("d.pellucid")).has_value());
  tests::writeIdxFiles(*tests::syntheticDataset(60, 6, 3, 8), moving.toStdString());

  Workbench other(m_data);
  QSignalSpy told(&other.files, &app::ProjectFiles::dataDiffer);
  QVERIFY(other.files.openFrom(path("d.pellucid")).has_value());
  QTRY_COMPARE(told.count(), 1);
}

void ProjectFilesTest::changesNothingWhenItFails() {
  Workbench bench(m_data);
  const auto early = bench.files.saveTo(path("early.pellucid"));
  QVERIFY(!early.has_value() && early.error().message.find("still being read") != std::string::npos);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  bench.run.stepOnce();
  QTRY_COMPARE(bench.step(), std::int64_t{1});
  const auto saved = bench.files.saveTo(path("no such folder/e.pellucid"));
  QVERIFY(!saved.has_value());
  QVERIFY(saved.error().message.find("e.pellucid") != std::string::npos);
  QVERIFY(bench.files.isModified());
  QVERIFY(bench.files.path().isEmpty());

  const engine::Experiment before = bench.document.experiment();
  QVERIFY(!bench.files.openFrom(path("missing.pellucid")).has_value());
  QCOMPARE(mkfifo(path("pipe.pellucid").toLocal8Bit().constData(), 0600), 0);
  const auto pipe = bench.files.openFrom(path("pipe.pellucid"));  // at once, without waiting for a writer
  QVERIFY(!pipe && pipe.error().message.find("is a pipe, not a file") != std::string::npos);
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
  QVERIFY(bench.files.saveTo(path("hand.pellucid")));
  QVERIFY(bench.document.setParameter({"w", 0, static_cast<double>(bench.run.moment()->weights()[0]), 0.5}));
  QVERIFY(bench.files.isModified());
  QVERIFY(bench.files.saveTo(path("hand.pellucid")));  // at once: with the weight
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
  QVERIFY(bench.files.saveTo(path("edit.pellucid")));
  QVERIFY(!bench.files.isModified());
  const auto bytes = engine::readFile(path("edit.pellucid").toStdString());
  const auto project = engine::readProject(*bytes, "edit.pellucid");
  QVERIFY2(project.has_value(), project ? "" : project.error().message.c_str());
  QCOMPARE(project->experiment, bench.document.experiment());
  QCOMPARE(project->state.step, std::int64_t{0});
  QVERIFY(project->history.train.empty());
}

void ProjectFilesTest::undoComesBackToWhatWasSaved() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  bench.run.stepOnce();
  QTRY_COMPARE(bench.step(), std::int64_t{1});
  QVERIFY(bench.files.saveTo(path("undo.pellucid")));
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
    QVERIFY(bench.files.saveTo(file));
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
  QVERIFY(other.files.openFrom(path("gone.pellucid")));
  QTRY_COMPARE(missing.count(), 1);
  QVERIFY(missing[0][0].toString().contains("gone"));
  QCOMPARE(other.step(), saved.step);
  QVERIFY(other.run.moment()->snapshot->state == saved);
  QVERIFY(!other.files.isModified());
  QVERIFY(other.files.saveTo(path("gone.pellucid")));
  const auto project = engine::readProject(*engine::readFile(path("gone.pellucid").toStdString()), "gone");
  QVERIFY(project->state == saved);
  QCOMPARE(project->experiment.data.name, path("gone").toStdString());
  QCOMPARE(project->classNames.size(), std::size_t{3});
  QVERIFY(!project->history.train.empty());
  QCOMPARE(project->stepsPerEpoch, other.run.newest()->stepsPerEpoch);
  QVERIFY(project->stepsPerEpoch > 1);
}

void ProjectFilesTest::goesOnWhereTheDataAreFoundAgain() {
  const engine::RunState saved = saveWithoutData(path("moved.pellucid"), path("moved"));
  Workbench other(path("no such folder"));
  QSignalSpy missing(&other.files, &app::ProjectFiles::dataMissing);
  QVERIFY(other.files.openFrom(path("moved.pellucid")));
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
  QVERIFY(other.files.openFrom(path("asks.pellucid")));
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
  QVERIFY(bench.files.saveTo(path("first.pellucid")));
  const engine::RunState saved = saveWithoutData(path("second.pellucid"), path("second"));
  QVERIFY(QDir().rename(path("second elsewhere"), path("second")));
  bench.run.stepOnce();
  QTRY_COMPARE(bench.step(), std::int64_t{1});
  const engine::Bytes before = *engine::readFile(path("second.pellucid").toStdString());

  QVERIFY(bench.files.openFrom(path("second.pellucid")));
  QCOMPARE(bench.files.path(), path("first.pellucid"));
  QVERIFY(bench.files.saveTo(bench.files.path()));
  QVERIFY(*engine::readFile(path("second.pellucid").toStdString()) == before);
  QTRY_COMPARE(bench.files.path(), path("second.pellucid"));
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
  QVERIFY(bench.files.saveTo(path("disk.pellucid")));
  QVERIFY(!bench.files.hasChangedOnDisk());
  QFile file(path("disk.pellucid"));
  QVERIFY(file.open(QIODevice::Append) && file.write("more") == 4);
  file.close();
  QVERIFY(bench.files.hasChangedOnDisk());
  QVERIFY(bench.files.saveTo(path("disk.pellucid")));
  QVERIFY(!bench.files.hasChangedOnDisk());
}

void ProjectFilesTest::exportsNoPathsAndTheTestLoss() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QTRY_VERIFY(bench.run.isResting());
  QVERIFY(bench.files.exportOnnxTo(path("facts.onnx")));
  const auto model = engine::readOnnx(*engine::readFile(path("facts.onnx").toStdString()), "facts.onnx");
  QCOMPARE(model->facts.at("data"), std::string("data"));
  QCOMPARE(std::stod(model->facts.at("test_loss")), bench.run.newest()->test->metrics.loss);
}

}  // namespace

PELLUCID_TEST_IN(QApplication, tst_project_files, ProjectFilesTest)
#include "tst_project_files.moc"

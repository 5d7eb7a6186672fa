// SPDX-License-Identifier: GPL-3.0-or-later
// Saving, opening and exporting from the window's side: what counts as modified, and that failures change
// nothing.
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
  explicit Workbench(const QString& data) : files(document, run) {
    engine::Experiment experiment = tests::smallExperiment();
    experiment.data.name = data.toStdString();
    document.replace(experiment);
  }
  std::int64_t step() const { return run.moment() == nullptr ? -1 : run.moment()->snapshot->state.step; }

  ui::Document document;
  ui::Selection selection;
  ui::DatasetLibrary library{engine::DataLocations{}};
  ui::RunController run{document, selection, library};
  ui::SampleNavigator navigator{document, selection, library, run};
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

 private:
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
  QVERIFY(!other.files.isModified());
  QCOMPARE(opened->design.data, std::string("mnist+parity"));
  QVERIFY(opened->curves[0].points == smallTransfer()->curves[0].points);
  other.files.startNew();
  QVERIFY(opened == nullptr);
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
  ui::edit::setFrozen(bench.document, 0, true);
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

  Workbench other(path("no such folder"));
  QVERIFY(other.files.openFrom(path("b.pellucid")).has_value());
  QCOMPARE(other.files.path(), path("b.pellucid"));
  QTRY_COMPARE(other.step(), bench.step());
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

}  // namespace

PELLUCID_TEST_IN(QApplication, tst_project_files, ProjectFilesTest)
#include "tst_project_files.moc"

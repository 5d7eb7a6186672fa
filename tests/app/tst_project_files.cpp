// SPDX-License-Identifier: GPL-3.0-or-later
// Saving and exporting from the window's side: what counts as modified, and that failures change nothing.
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
#include "tests/support/workbench.h"
#include "ui/document/edits.h"

namespace {

using namespace pellucid;
using tests::Workbench;

class ProjectFilesTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void knowsWhatIsModified();
  void opensWhatItSaved();
  void exportsTheTrainedNetwork();
  void exportsTheCurves();
  void changesNothingWhenItFails();
  void startsTheExample();
  void keepsTheTransfer();
  void aWeightSetByHandIsUnsavedWork();
  void savesTheNewRunRightAfterAnEdit();
  void savesTheTestRightAfterOpening();
  void undoComesBackToWhatWasSaved();
  void tellsOfChangesOnDisk();
  void exportsNoPathsAndTheTestLoss();
  void trainingAndEditingGoOnWhileItSaves();
  void goesOnAfterAFileThatCouldNotBeMade();
  void writesAFileThatWaitsOnlyOnce();
  void exportsNoNetworkThatIsBroken();
  void savingAsMeansTheNewFileAtOnce();
  void whatAnotherProgramWritesMeanwhileIsNotReplaced();
  void writesInTheOrderAskedFor();
  void opensAModelOnTheDataThatItTells();
  void opensAModelWithoutData();
  void asksWhetherLogitsAreShares();

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
  QCOMPARE(tests::saveProblem(bench.files, path("transfer.pellucid")), QString());
  QVERIFY(!bench.files.isModified());
  bench.files.setTransfer(smallTransfer());
  QVERIFY(bench.files.isModified());
  QCOMPARE(tests::saveProblem(bench.files, path("transfer.pellucid")), QString());
  QVERIFY(!bench.files.isModified());

  Workbench other(m_data);
  std::shared_ptr<const engine::TransferRecord> opened;
  connect(&other.files, &app::ProjectFiles::transferOpened, this,
          [&opened](const auto& record) { opened = record; });
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

  // The remains of a killed save are removed, too.
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

/// An export opens as a network with these weights, ready for training, and has no file yet.
void ProjectFilesTest::opensAModelOnTheDataThatItTells() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  bench.run.stepOnce();
  QTRY_COMPARE(bench.step(), std::int64_t{1});
  QCOMPARE(tests::exportProblem(bench.files, path("trained.onnx")), QString());

  Workbench other(m_data);
  QTRY_COMPARE(other.step(), std::int64_t{0});
  QCOMPARE(tests::openProblem(other.files, path("trained.onnx")), QString());
  QTRY_VERIFY(other.run.moment() && other.run.moment()->weights() == bench.run.moment()->weights());
  QVERIFY(other.files.path().isEmpty() && other.files.source() == path("trained.onnx"));
  QVERIFY(!other.files.isModified());
  other.run.stepOnce();
  QTRY_COMPARE(other.step(), std::int64_t{1});
  QCOMPARE(tests::saveProblem(other.files, path("from a model.pellucid")), QString());
}

void ProjectFilesTest::opensAModelWithoutData() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  const QSignalSpy missing(&bench.files, &app::ProjectFiles::dataMissing);
  bench.files.openFrom(PELLUCID_SOURCE_DIR "/tests/cases/onnx-05a-sklearn-mlp-label-and-zipmap.onnx");
  QTRY_COMPARE(missing.size(), 1);
  const QString told = missing[0][0].toString();
  QVERIFY2(told.contains("takes 4 numbers and gives 3"), qPrintable(told));
  QVERIFY(!bench.document.hasData());
  QCOMPARE(bench.document.dataset()->classNames, (std::vector<std::string>{"alba", "rubra", "viridis"}));
  // A table that fits is accepted without a question: the training table is unknown.
  QFile table(path("kinds.csv"));
  QVERIFY(table.open(QIODevice::WriteOnly));
  table.write("a,b,c,d,kind\n");
  for (int i = 0; i < 30; ++i)
    table.write(QString("%1,2,3,%2,%3\n")
                    .arg(i)
                    .arg(i % 7)
                    .arg(QStringList{"alba", "rubra", "viridis"}[i % 3])
                    .toUtf8());
  table.close();
  bench.files.locateData(path("kinds.csv").toStdString());
  QTRY_VERIFY(bench.document.hasData());
}

void ProjectFilesTest::asksWhetherLogitsAreShares() {
  for (const bool areShares : {true, false}) {
    Workbench bench(m_data);
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    QStringList asked;
    bench.files.setLogitsQuestion([&](const QString& file) {
      asked << file;
      return areShares;
    });
    const QSignalSpy missing(&bench.files, &app::ProjectFiles::dataMissing);
    bench.files.openFrom(PELLUCID_SOURCE_DIR "/tests/cases/onnx-07b-elu.onnx");
    QTRY_COMPARE(missing.size(), 1);
    QCOMPARE(asked, QStringList{"onnx-07b-elu.onnx"});
    const auto& experiment = bench.document.experiment();
    QVERIFY(experiment.network.layers.back().activation ==
            (areShares ? engine::Activation::Softmax : engine::Activation::Linear));
    QVERIFY(experiment.training.loss ==
            (areShares ? engine::Loss::CrossEntropy : engine::Loss::MeanSquaredError));
  }
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

void ProjectFilesTest::exportsTheCurves() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  bench.run.trainEpoch();
  QTRY_VERIFY(bench.step() > 0 && bench.run.isResting());
  const auto order = [&] { bench.files.exportCurvesTo(path("curves.csv")); };
  QCOMPARE(tests::problemOf(bench.files, order), QString());
  QFile file(path("curves.csv"));
  QVERIFY(file.open(QIODevice::ReadOnly | QIODevice::Text));
  const QStringList lines = QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts);
  QCOMPARE(lines.first(),
           "step,epoch,train_loss,train_accuracy,test_loss,test_accuracy,seconds,learning_rate,"
           "gradient_norm,update_ratio");
  const engine::History& history = bench.run.history();
  // A line for the test before the first step and one for each step; the last has both.
  QCOMPARE(lines.size(), static_cast<qsizetype>(history.train.size()) + 2);
  const QStringList last = lines.last().split(',');
  QCOMPARE(last[0].toLongLong(), bench.step());
  QCOMPARE(last[2].toDouble(), history.train.back().metrics.loss);
  QCOMPARE(last[4].toDouble(), history.test.back().metrics.loss);
  QCOMPARE(last[5].toDouble(), history.test.back().metrics.accuracy);
  QVERIFY(
      !tests::problemOf(bench.files, [&] { bench.files.exportCurvesTo(path("no folder/a.csv")); }).isEmpty());
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

/// Not the previous experiment, whose network is shown until the new one has arrived.
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

void ProjectFilesTest::savesTheTestRightAfterOpening() {
  Workbench bench(m_data);
  QTRY_VERIFY(bench.step() == 0 && bench.run.isResting());
  QCOMPARE(tests::saveProblem(bench.files, path("test.pellucid")), QString());
  const auto read = [this] {
    return *engine::readProject(*engine::readFile(path("test.pellucid").toStdString()), "test");
  };
  const engine::History first = read().history;
  QCOMPARE(first.test.size(), std::size_t{1});

  Workbench other;
  QSignalSpy saved(&other.files, &app::ProjectFiles::saved);
  engine::History atOnce;
  connect(&other.files, &app::ProjectFiles::opened, &other.files, [&] {
    atOnce = other.run.history();  // before it can be measured again
    other.files.saveTo(path("test.pellucid"));
  });
  QCOMPARE(tests::openProblem(other.files, path("test.pellucid")), QString());
  QTRY_COMPARE(saved.count(), 1);
  QTRY_VERIFY(other.run.isResting());
  QVERIFY(atOnce == first);
  QVERIFY(read().history == first);
  QVERIFY(other.run.history() == first);
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
  bench.files.saveTo(path("disk.pellucid"), true);
  QTRY_VERIFY(bench.files.writing().isEmpty());
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

/// The file holds what was there at the request; what came since is unsaved work.
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
  // Going back to the saved design does not bring back its weights.
  bench.document.undoStack().undo();
  QVERIFY(bench.files.isModified());
  QCOMPARE(tests::saveProblem(bench.files, path("goes on.pellucid")), QString());
  QVERIFY(!bench.files.isModified());
}

/// An exception while making its bytes is reported, and the next file is written.
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

  // Nor does it end the program when it is the last one.
  bench.files.setTransfer(broken);
  for (int i = 0; i < 2; ++i) bench.files.saveTo(path("last broken.pellucid"));
}

/// The last one includes what the ones before had.
void ProjectFilesTest::writesAFileThatWaitsOnlyOnce() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QSignalSpy saved(&bench.files, &app::ProjectFiles::saved);
  for (int i = 0; i < 60; ++i) {
    QVERIFY(bench.document.setParameter({"w", 0, 0, i + 0.5}));
    bench.files.saveTo(path("often.pellucid"));
  }
  QTRY_VERIFY(bench.files.writing().isEmpty());
  QVERIFY(saved.size() == 1 || saved.size() == 2);
  QVERIFY(!bench.files.isModified());
  const auto project = engine::readProject(*engine::readFile(path("often.pellucid").toStdString()), "often");
  QCOMPARE(project->state.weights[0], engine::Scalar(59.5));
}

void ProjectFilesTest::exportsNoNetworkThatIsBroken() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  QVERIFY(bench.document.setParameter({"w", 0, 0, kInfinity}));
  const QString problem = tests::exportProblem(bench.files, path("broken.onnx"));
  QVERIFY2(problem.contains("row 1, column 1, has the value inf"), qPrintable(problem));
  QVERIFY(!QFile::exists(path("broken.onnx")));
  // The project keeps it like everything else.
  QCOMPARE(tests::saveProblem(bench.files, path("broken weight.pellucid")), QString());
}

void ProjectFilesTest::savingAsMeansTheNewFileAtOnce() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QCOMPARE(bench.files.target(), QString());
  bench.files.saveTo(path("as1.pellucid"));
  bench.files.saveTo(path("as2.pellucid"));
  QCOMPARE(bench.files.target(), path("as2.pellucid"));
  bench.files.exportOnnxTo(path("as.onnx"));
  QCOMPARE(bench.files.target(), path("as2.pellucid"));
  QTRY_VERIFY(bench.files.writing().isEmpty());
  QCOMPARE(bench.files.target(), path("as2.pellucid"));
  QVERIFY(!tests::saveProblem(bench.files, path("no such folder/as3.pellucid")).isEmpty());
  QCOMPARE(bench.files.target(), path("as2.pellucid"));
}

/// Neither at once, while something else is being written, nor by a save that waits for it.
void ProjectFilesTest::whatAnotherProgramWritesMeanwhileIsNotReplaced() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QCOMPARE(tests::saveProblem(bench.files, path("mine.pellucid")), QString());
  const auto append = [this] {
    QFile file(path("mine.pellucid"));
    QVERIFY(file.open(QIODevice::Append) && file.write("more") == 4);
  };
  bench.files.exportOnnxTo(path("mine.onnx"));
  append();
  QVERIFY(bench.files.hasChangedOnDisk());
  QTRY_VERIFY(bench.files.writing().isEmpty());
  QCOMPARE(tests::saveProblem(bench.files, path("mine.pellucid")),
           QString("mine.pellucid was not saved: another program has changed it in the meantime. Save again "
                   "to decide what to do."));

  bench.files.saveTo(path("mine.pellucid"), true);
  QTRY_VERIFY(bench.files.writing().isEmpty());
  QVERIFY(!bench.files.hasChangedOnDisk());
  QSignalSpy failed(&bench.files, &app::ProjectFiles::notSaved);
  append();
  bench.files.exportOnnxTo(path("mine.onnx"));
  bench.files.saveTo(path("mine.pellucid"), true);
  bench.files.saveTo(path("mine.pellucid"));  // decided while the other one waits
  QTRY_VERIFY(bench.files.writing().isEmpty());
  QCOMPARE(failed.size(), 0);

  bench.files.exportOnnxTo(path("mine.onnx"));
  bench.files.saveTo(path("mine.pellucid"));
  append();
  QTRY_VERIFY(bench.files.writing().isEmpty());
  QCOMPARE(failed.size(), 1);
  QFile file(path("mine.pellucid"));
  QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().endsWith("more"));
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
  // The program has ended by now.
  for (const char* name : {"last1", "last2", "last3"}) QVERIFY(QFile::exists(path(name)));
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_project_files, ProjectFilesTest)
#include "tst_project_files.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// What `pellucid train` writes and goes on from: projects, ONNX models, and nothing at all when it refuses.
#include <QDir>
#include <QFile>
#include <QtTest>
#include <algorithm>

#include "app/command_line/model_loading.h"
#include "engine/io/atomic_write.h"
#include "engine/train/timeline.h"
#include "tests/app/command_line/idx_folder.h"
#include "tests/app/command_line/program.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::tests;

class TestTrainOutputs : public QObject {
  Q_OBJECT

  QStringList fresh(const QStringList& more) const {
    return QStringList{"train",
                       "--data",
                       m_data.path(),
                       "--layers",
                       kIdxLayers,
                       "--batch",
                       QString::number(kIdxBatch),
                       "--json"} +
           more;
  }
  static QString hash(const ProgramRun& run) {
    return run.exitCode == 0 ? run.json()["weights_sha256"].toString() : QString::fromUtf8(run.errors);
  }
  static QByteArray bytes(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }
  static engine::Project project(const QString& path) { return *app::loadProject(path.toStdString()); }

 private slots:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
  }

  void savingAndGoingOnGivesTheSameBits_data() {
    QTest::addColumn<QStringList>("half");
    QTest::addColumn<QString>("optimizer");
    for (const char* optimizer : {"adam", "momentum", "sgd"}) {
      QTest::addRow("%s, at an epoch's end", optimizer) << QStringList{"--epochs", "2"} << optimizer;
      QTest::addRow("%s, within an epoch", optimizer) << QStringList{"--steps", "17"} << optimizer;
    }
  }
  void savingAndGoingOnGivesTheSameBits() {
    QFETCH(QStringList, half);
    QFETCH(QString, optimizer);
    const QString saved = path("half.pellucid");
    QStringList wholeRun = fresh({"--epochs", "4", "--optimizer", optimizer, "--metrics", path("whole.csv")});
    const auto whole = runProgram(wholeRun);
    QCOMPARE(whole.exitCode, 0);
    QCOMPARE(runProgram(fresh(half + QStringList{"--optimizer", optimizer, "--save", saved})).exitCode, 0);
    const auto rest =
        runProgram({"train", "--project", saved, "--epochs", "4", "--json", "--metrics", path("rest.csv")});
    QCOMPARE(hash(rest), hash(whole));
    QCOMPARE(rest.json()["steps"].toInt(), 4 * kIdxStepsPerEpoch);
    QCOMPARE(rest.json()["train_loss"], whole.json()["train_loss"]);
    QVERIFY(!bytes(path("whole.csv")).isEmpty());
    QCOMPARE(bytes(path("rest.csv")), bytes(path("whole.csv")));
  }

  /// In the window, which trains them again.
  void everyStepCanBeGoneTo() {
    const QString whole = path("whole.pellucid");
    const QString part = path("part.pellucid");
    QCOMPARE(runProgram(fresh({"--steps", "17", "--save", whole})).exitCode, 0);
    QCOMPARE(runProgram(fresh({"--steps", "9", "--save", part})).exitCode, 0);
    // A continued run has the moments of both.
    QCOMPARE(
        runProgram({"train", "--project", part, "--steps", "17", "--lr", "0.5", "--save", part}).exitCode, 0);
    for (const QString& file : {whole, part}) {
      const engine::Project saved = project(file);
      QVERIFY(saved.timeline != nullptr);
      auto trainer = engine::Trainer::create(saved.experiment, m_data.load()).value();
      QVERIFY(trainer.restore(saved.state).has_value());
      engine::Timeline timeline;
      timeline.resume(*saved.timeline, trainer);
      QCOMPARE(timeline.earliest(), 0);
      timeline.goTo(trainer, 0, 9);
      const engine::RunState middle = trainer.state();
      auto again = engine::Trainer::create(trainer.experiment(), m_data.load()).value();
      again.applyLive(*saved.timeline->first);
      for (int i = 0; i < 9; ++i) QVERIFY(std::holds_alternative<engine::Metrics>(again.step()));
      QVERIFY(middle == again.state());
      timeline.goTo(trainer, 0, 17);
      QVERIFY(trainer.state() == saved.state);
      const auto best = std::ranges::min_element(
          saved.history.test, {}, [](const engine::HistoryPoint& test) { return test.metrics.loss; });
      QCOMPARE(timeline.map().lanes[0].best->step, best->step);
      QCOMPARE(timeline.map().lanes[0].best->loss, best->metrics.loss);
    }
  }

  /// The moments that the window kept of the run are still there, and it continues.
  void goingOnKeepsTheLanes() {
    const QString file = path("lanes.pellucid");
    QCOMPARE(runProgram(fresh({"--epochs", "1", "--save", file})).exitCode, 0);
    engine::Project begun = project(file);
    const std::int64_t step = begun.state.step;
    auto record = std::make_shared<engine::TimelineRecord>();
    record->first = std::make_shared<const engine::Experiment>(begun.experiment);
    const auto state = std::make_shared<const engine::RunState>(begun.state);
    record->lanes = {
        {.parent = std::nullopt, .begin = step, .end = step, .events = {}, .kept = {{.state = state}}},
        {.parent = 0, .begin = step, .end = step + 5, .events = {}, .kept = {}}};
    record->step = step;
    begun.timeline = record;
    QVERIFY(engine::atomicWrite(file.toStdString(), *engine::writeProject(begun)).has_value());
    QCOMPARE(runProgram({"train", "--project", file, "--epochs", "2", "--save", file}).exitCode, 0);
    const engine::Project gone = project(file);
    QCOMPARE(gone.state.step, 2 * kIdxStepsPerEpoch);
    QVERIFY(gone.timeline != nullptr);
    QCOMPARE(gone.timeline->lanes.size(), std::size_t{2});
    QCOMPARE(gone.timeline->lanes[0].end, std::int64_t{2 * kIdxStepsPerEpoch});
    QCOMPARE(gone.timeline->lanes[1].end, step + 5);
    QCOMPARE(gone.timeline->step, gone.state.step);
  }

  void goingOnMayOverwriteItsOwnFile() {
    const QString file = path("p.pellucid");
    QCOMPARE(runProgram(fresh({"--epochs", "1", "--save", file})).exitCode, 0);
    QCOMPARE(runProgram({"train", "--project", file, "--epochs", "2", "--save", file}).exitCode, 0);
    QCOMPARE(project(file).state.step, 2 * kIdxStepsPerEpoch);
    QCOMPARE(project(file).history.train.size(), std::size_t{2 * kIdxStepsPerEpoch});
  }

  void aProjectKnowsItsExperiment() {
    const QString file = path("p.pellucid");
    const auto run = runProgram(fresh({"--steps", "3", "--seed", "9", "--lr", "0.02", "--init", "he",
                                       "--freeze", "2", "--no-shuffle", "--save", file}));
    QCOMPARE(run.exitCode, 0);
    const engine::Project saved = project(file);
    QCOMPARE(saved.experiment.seed, 9U);
    QCOMPARE(saved.experiment.training.learningRate, 0.02);
    QVERIFY(!saved.experiment.training.shuffle);
    QVERIFY(saved.experiment.network.initializer == engine::Initializer::He);
    QVERIFY(!saved.experiment.network.layers[0].frozen && saved.experiment.network.layers[1].frozen);
    QCOMPARE(saved.experiment.data.name, m_data.path().toStdString());
    QCOMPARE(saved.datasetChecksum, m_data.load()->checksum);
    QCOMPARE(saved.state.step, 3);
  }

  void aFrozenLayerKeepsItsWeights() {
    const QString begun = path("begun.pellucid");
    const QString frozen = path("frozen.pellucid");
    QCOMPARE(runProgram(fresh({"--epochs", "1", "--save", begun})).exitCode, 0);
    // The padlock may change when a project is continued.
    QCOMPARE(runProgram({"train", "--project", begun, "--epochs", "3", "--freeze", "1", "--save", frozen})
                 .exitCode,
             0);
    const auto before = app::loadModel(begun.toStdString());
    const auto after = app::loadModel(frozen.toStdString());
    QVERIFY(before && after);
    const auto layer = [](const app::LoadedModel& loaded, std::size_t i) -> engine::Matrix {
      return loaded.network->weight(loaded.model.weights, i);
    };
    QVERIFY(layer(*before, 0) == layer(*after, 0));
    QVERIFY(layer(*before, 1) != layer(*after, 1));
    QVERIFY(project(frozen).experiment.network.layers[0].frozen);
  }

  /// Nor a layer whose rate is multiplied by 0, which may also change when a project is continued.
  void aRateFactorActsOnARunThatGoesOn() {
    const QString begun = path("begun.pellucid");
    const QString slowed = path("slowed.pellucid");
    QCOMPARE(runProgram(fresh({"--epochs", "1", "--save", begun})).exitCode, 0);
    QString layers = kIdxLayers;
    layers.replace(layers.indexOf(':'), 1, "-lr0:");
    const auto run =
        runProgram({"train", "--project", begun, "--epochs", "3", "--layers", layers, "--save", slowed});
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    const engine::Project before = project(begun);
    const engine::Project after = project(slowed);
    QCOMPARE(after.experiment.network.layers[0].rateFactor, 0.0);
    const auto network = engine::Network::create(after.experiment.network, after.shape).value();
    const auto first = [&](const engine::Project& of) {
      return engine::Matrix(network->weight(of.state.weights, 0));
    };
    QVERIFY(first(before) == first(after));
    QVERIFY(before.state.weights != after.state.weights);
  }

  void whatWouldBeAnotherRunIsRefused_data() {
    QTest::addColumn<QStringList>("option");
    for (const QStringList& option : {QStringList{"--layers", "30,8:tanh,3:softmax"},
                                      {"--loss", "mse"},
                                      {"--optimizer", "sgd"},
                                      {"--batch", "9"},
                                      {"--seed", "2"},
                                      {"--init", "glorot"},
                                      {"--no-shuffle"},
                                      {"--data", "mnist"},
                                      {"--epochs", "1"}})
      QTest::newRow(qPrintable(option.join(' '))) << option;
  }
  void whatWouldBeAnotherRunIsRefused() {
    QFETCH(QStringList, option);
    const QString file = path("p.pellucid");
    QCOMPARE(runProgram(fresh({"--epochs", "2", "--save", file})).exitCode, 0);
    const QByteArray before = bytes(file);
    const auto run = runProgram(QStringList{"train", "--project", file, "--save", file} + option);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains(option[0].toLatin1()), run.errors.constData());
    QCOMPARE(bytes(file), before);
  }

  void repeatingWhatTheProjectSaysIsAllowed() {
    const QString file = path("p.pellucid");
    const auto begun = runProgram(fresh({"--epochs", "2", "--save", file}));
    const auto run = runProgram(fresh({"--project", file, "--epochs", "2", "--seed", "1", "--lr", "0.5"}));
    QCOMPARE(hash(run), hash(begun));  // nothing was left to do
  }

  void weightsComeFromAModel() {
    const auto begun =
        runProgram(fresh({"--epochs", "2", "--save", path("m.pellucid"), "--export", path("m.onnx")}));
    QCOMPARE(begun.exitCode, 0);
    for (const char* file : {"m.pellucid", "m.onnx"})
      QCOMPARE(hash(runProgram(fresh({"--init-from", path(file), "--steps", "0"}))), hash(begun));
  }

  /// A model trained on scaled data gives the same answers when it learns from unscaled data: the file itself
  /// takes the data as they are.
  void aModelsScalingComesWithItsWeights() {
    const QString model = path("scaled.onnx");
    QCOMPARE(runProgram({"train", "--data", m_data.path() + "+standardise", "--layers", kIdxLayers,
                         "--epochs", "1", "--export", model})
                 .exitCode,
             0);
    const auto asked = runProgram({"evaluate", model, "--data", m_data.path(), "--json"});
    const auto begun = runProgram(fresh({"--init-from", model, "--steps", "0"}));
    QVERIFY2(begun.exitCode == 0, begun.errors.constData());
    const double loss = asked.json()["loss"].toDouble();
    QVERIFY(loss > 0 && std::abs(begun.json()["test_loss"].toDouble() - loss) < 1e-5);
    const auto other = runProgram(fresh({"--init-from", model, "--model-input", "0-255", "--steps", "0"}));
    QVERIFY(std::abs(other.json()["test_loss"].toDouble() - loss) > 1e-3);
    QCOMPARE(runProgram(fresh({"--model-input", "mnist", "--steps", "0"})).exitCode, 2);
  }

  void weightsOfAnotherShapeAreRefusedLayerByLayer() {
    QCOMPARE(runProgram(fresh({"--steps", "0", "--export", path("m.onnx")})).exitCode, 0);
    const auto run = runProgram({"train", "--data", m_data.path(), "--layers", "30,9:tanh,4:relu,3:softmax",
                                 "--init-from", path("m.onnx"), "--save", path("none.pellucid")});
    QCOMPARE(run.exitCode, 2);
    for (const char* text : {"Layer 1", "30→7", "30→9", "Layer 2", "Layer 3", "missing"})
      QVERIFY2(run.tells(text), text);
    QVERIFY(!QFile::exists(path("none.pellucid")));
  }

  void aDivergedModelIsNotWrittenButItsMetricsAre() {
    const auto run = runProgram({"train", "--data", m_data.path(), "--layers", "30,3:linear", "--loss", "mse",
                                 "--optimizer", "sgd", "--lr", "1000", "--save", path("p"), "--export",
                                 path("o"), "--metrics", path("m")});
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{"m"});
  }

  void aRefusedFileLeavesNothingBehind() {
    const QString broken = path("broken.pellucid");
    QCOMPARE(runProgram(fresh({"--steps", "1", "--save", broken})).exitCode, 0);
    QFile file(broken);
    QVERIFY(file.resize(file.size() / 2));
    const auto run = runProgram(
        {"train", "--project", broken, "--save", path("p"), "--export", path("o"), "--metrics", path("m")});
    QCOMPARE(run.exitCode, 1);
    QVERIFY(run.tells("broken.pellucid"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{"broken.pellucid"});
  }

 private:
  QString path(const char* name) const { return m_folder->filePath(name); }

  IdxFolder m_data;
  std::unique_ptr<QTemporaryDir> m_folder;
};

PELLUCID_TEST_IN(QCoreApplication, tst_train_outputs, TestTrainOutputs)
#include "tst_train_outputs.moc"

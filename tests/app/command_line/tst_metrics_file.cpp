// SPDX-License-Identifier: GPL-3.0-or-later
// The CSV of the real program, read here by splitting lines, against the textbook loop of engine::Trainer.
#include <QFile>
#include <QtTest>
#include <variant>

#include "app/command_line/model_loading.h"
#include "engine/train/trainer.h"
#include "tests/app/command_line/idx_folder.h"
#include "tests/app/command_line/program.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::tests;

class TestMetricsFile : public QObject {
  Q_OBJECT

  /// The run requested from the program below, without the program.
  engine::Trainer trainer() const {
    engine::Experiment experiment = engine::seedExperiment();
    experiment.data.name = m_data.path().toStdString();
    experiment.network.layers = {{.units = 7, .activation = engine::Activation::Tanh, .frozen = false},
                                 {.units = 3, .activation = engine::Activation::Softmax, .frozen = false}};
    experiment.training.batchSize = kIdxBatch;
    experiment.seed = 4;
    return *engine::Trainer::create(experiment, m_data.load());
  }

  QStringList arguments(const QString& file, const QStringList& more) const {
    return QStringList{"train",
                       "--data",
                       m_data.path(),
                       "--layers",
                       kIdxLayers,
                       "--batch",
                       QString::number(kIdxBatch),
                       "--seed",
                       "4",
                       "--metrics",
                       file,
                       "--json"} +
           more;
  }

  static QList<QByteArrayList> rows(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    QList<QByteArrayList> rows;
    for (const QByteArray& line : file.readAll().trimmed().split('\n')) rows.append(line.split(','));
    return rows;
  }

  static QByteArrayList header() {
    return {"step",          "epoch",   "train_loss",    "train_accuracy", "test_loss",
            "test_accuracy", "seconds", "learning_rate", "gradient_norm",  "update_ratio"};
  }

 private slots:
  void everyStepHasItsRow() {
    QTemporaryDir folder;
    const QString file = folder.filePath("metrics.csv");
    const auto run = runProgram(arguments(file, {"--steps", "20", "--metrics-every", "step"}));
    QCOMPARE(run.exitCode, 0);
    const auto csv = rows(file);
    QCOMPARE(csv.size(), 21);
    QCOMPARE(csv[0], header());

    auto naive = trainer();
    double lossOfEpoch = 0;
    for (int step = 1; step <= 20; ++step) {
      const auto result = naive.step();
      const auto& train = std::get<engine::Metrics>(result);
      if (step > kIdxStepsPerEpoch) lossOfEpoch += train.loss;
      const QByteArrayList& row = csv[step];
      QCOMPARE(row.size(), 10);
      QCOMPARE(row[0].toInt(), step);
      QCOMPARE(row[1].toInt(), step <= kIdxStepsPerEpoch ? 1 : 2);
      QVERIFY(row[2].toDouble() == train.loss);  // numbers round-trip, so nothing is rounded
      QVERIFY(row[3].toDouble() == train.accuracy);
      QVERIFY(row[6].isEmpty());  // the same seed writes the same file, however long it takes
      QVERIFY(row[7].toDouble() == naive.sizes().learningRate);
      QVERIFY(row[8].toDouble() == naive.sizes().gradientNorm);
      QVERIFY(row[9].toDouble() == naive.sizes().updateRatio);
      if (step == kIdxStepsPerEpoch) {
        const engine::Metrics test = naive.evaluateTest();
        QVERIFY(row[4].toDouble() == test.loss);
        QVERIFY(row[5].toDouble() == test.accuracy);
      } else {
        QVERIFY(row[4].isEmpty() && row[5].isEmpty());
      }
    }
    const QJsonObject report = run.json();
    QCOMPARE(report["train_loss"].toDouble(), lossOfEpoch / (20 - kIdxStepsPerEpoch));
    QVERIFY(report["test_loss"].toDouble() == naive.evaluateTest().loss);
    QVERIFY(report["test_accuracy"].toDouble() == naive.evaluateTest().accuracy);
  }

  void everyEpochHasTheRowOfItsLastStep() {
    QTemporaryDir folder;
    const QString file = folder.filePath("metrics.csv");
    const auto run = runProgram(
        arguments(file, {"--steps", QString::number(3 * kIdxStepsPerEpoch + 5), "--metrics-every", "epoch"}));
    QCOMPARE(run.exitCode, 0);
    const auto csv = rows(file);
    QCOMPARE(csv.size(), 4);
    QCOMPARE(csv[0], header());

    auto naive = trainer();
    for (int epoch = 1; epoch <= 3; ++epoch) {
      std::variant<engine::Metrics, engine::Diverged> last;
      for (int step = 0; step < kIdxStepsPerEpoch; ++step) last = naive.step();
      const engine::Metrics test = naive.evaluateTest();
      QCOMPARE(csv[epoch][0].toInt(), epoch * kIdxStepsPerEpoch);
      QCOMPARE(csv[epoch][1].toInt(), epoch);
      QVERIFY(csv[epoch][2].toDouble() == std::get<engine::Metrics>(last).loss);
      QVERIFY(csv[epoch][3].toDouble() == std::get<engine::Metrics>(last).accuracy);
      QVERIFY(csv[epoch][4].toDouble() == test.loss);
      QVERIFY(csv[epoch][5].toDouble() == test.accuracy);
    }
  }

  void aLongRunHasAllItsRowsAndAThinHistory() {
    QTemporaryDir folder;
    const QString file = folder.filePath("metrics.csv");
    const QString project = folder.filePath("p.pellucid");
    const int steps = static_cast<int>(engine::kMaxHistoryPoints) + 50;
    const QStringList training{"train",       "--data", "and",     "--layers",
                               "2,1:sigmoid", "--json", "--steps", QString::number(steps),
                               "--metrics",   file,     "--save",  project};
    const auto run = runProgram(training);
    QVERIFY2(run.exitCode == 0, run.errors);
    const auto csv = rows(file);
    QCOMPARE(csv.size(), steps + 1);
    for (int step = 1; step <= steps; ++step)
      if (csv[step][0].toInt() != step) QCOMPARE(csv[step][0].toInt(), step);
    QCOMPARE(run.json()["train_loss"].toDouble(), csv.last()[2].toDouble());  // one step is an epoch

    const auto saved = app::loadProject(project.toStdString());
    QVERIFY(saved.has_value());
    QVERIFY(saved->history.train.size() <= engine::kMaxHistoryPoints * 3 / 4);  // thinned, not cut
    QCOMPARE(saved->history.train.back().step, steps);
    QVERIFY(saved->history.train.front().step == 1);
  }

  void rowsThatCannotBeWrittenAreAnErrorAtTheEnd() {
    QTemporaryDir folder;
    const QString file = folder.filePath("metrics.csv");
    const QString model = folder.filePath("m.onnx");
    const auto run =
        runPrepared("ulimit -f 16", arguments(file, {"--steps", "3000", "--export", model}));  // KiB
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.tells("metrics.csv") && run.tells("File too large"), run.errors);
    QVERIFY(app::loadModel(model.toStdString()).has_value());
    QVERIFY(rows(file).size() > 50);
  }

  void aRunWithoutStepsHasOnlyTheHeader() {
    QTemporaryDir folder;
    const QString file = folder.filePath("metrics.csv");
    QCOMPARE(runProgram(arguments(file, {"--steps", "0"})).exitCode, 0);
    QCOMPARE(rows(file), QList<QByteArrayList>{header()});
  }

 private:
  IdxFolder m_data;
};

PELLUCID_TEST_IN(QCoreApplication, tst_metrics_file, TestMetricsFile)
#include "tst_metrics_file.moc"

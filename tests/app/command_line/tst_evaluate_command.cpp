// SPDX-License-Identifier: GPL-3.0-or-later
// `pellucid evaluate` on what `pellucid train` wrote, against the training's own test and a sample-by-sample
// count.
#include <QJsonArray>
#include <QtTest>

#include "app/command_line/model_loading.h"
#include "engine/inspect/probe.h"
#include "tests/app/command_line/idx_folder.h"
#include "tests/app/command_line/program.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::tests;

class TestEvaluateCommand : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { QVERIFY(m_folder.isValid() && m_data.isValid()); }

  void agreesWithTheTrainingsTest_data() {
    QTest::addColumn<QString>("layers");
    QTest::addColumn<QString>("loss");
    QTest::addColumn<QString>("format");
    for (const char* format : {"--export", "--save"}) {
      QTest::addRow("cross-entropy %s", format) << kIdxLayers << "cross-entropy" << format;
      QTest::addRow("mse %s", format) << "30,7:sigmoid,3:linear"
                                      << "mse" << format;
    }
  }
  void agreesWithTheTrainingsTest() {
    QFETCH(QString, layers);
    QFETCH(QString, loss);
    QFETCH(QString, format);
    const QString model = m_folder.filePath("model");
    const auto train = runProgram({"train", "--data", m_data.path(), "--layers", layers, "--loss", loss,
                                   "--epochs", "2", format, model, "--json"});
    QVERIFY2(train.exitCode == 0, train.errors.constData());
    const auto run = runProgram({"evaluate", model, "--data", m_data.path(), "--json"});
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    QCOMPARE(run.output.count('\n'), 1);
    const QJsonObject report = run.json();
    QCOMPARE(report["accuracy"], train.json()["test_accuracy"]);
    QCOMPARE(report["loss"], train.json()["test_loss"]);
    QCOMPARE(report["samples"].toInt(), 30);
    compareClasses(report["per_class"].toArray(), model);
  }

  void peopleCanReadIt() {
    const QString model = m_folder.filePath("model");
    QCOMPARE(runProgram({"train", "--data", m_data.path(), "--epochs", "1", "--export", model}).exitCode, 0);
    const auto run = runProgram({"evaluate", model, "--data", m_data.path()});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.output.startsWith("Accuracy "));
    QCOMPARE(run.output.count('\n'), 4);  // and a line for each class
  }

  /// ONNX Runtime's results on MNIST's test images with these models: 9045 and 9084 of 10,000 correct.
  void modelsOfOtherProgramsAreEvaluated() {
    const QString cases = QString(PELLUCID_SOURCE_DIR) + "/tests/cases/";
    const auto accuracy = [&](const QStringList& arguments) {
      const auto run =
          runProgram(QStringList{"evaluate"} + arguments + QStringList{"--data", "mnist", "--json"});
      return run.exitCode == 0 ? run.json()["accuracy"].toDouble() : -1;
    };
    QCOMPARE(accuracy({cases + "onnx-04-external-data.onnx"}), 0.9045);
    QCOMPARE(accuracy({cases + "onnx-08c-uint8-input-cast-div255.onnx"}), 0.9045);
    QCOMPARE(accuracy({cases + "onnx-02a-keras-cnn-nhwc-transposes.onnx"}), 0.9084);
    QCOMPARE(accuracy({cases + "onnx-13b-logits.onnx", "--softmax"}), 0.9045);
    QVERIFY(accuracy({cases + "onnx-13b-logits.onnx", "--model-input", "mnist"}) < 0.9);
    QVERIFY(runProgram({"evaluate", cases + "onnx-13b-logits.onnx", "--data", "mnist"}).tells("--softmax"));
    const auto wrong = runProgram({"evaluate", cases + "onnx-13b-logits.onnx", "--model-input", "255"});
    QVERIFY(wrong.exitCode != 0 && wrong.tells("--model-input") && wrong.tells("0-255"));
    const auto told =
        runProgram({"evaluate", cases + "onnx-12a-activation-on-the-input.onnx", "--data", "mnist"});
    QVERIFY2(told.exitCode == 0 && told.tells("stands for an activation"), told.errors.constData());
  }

  void dataOfAnotherKindAreRefused() {
    const QString model = m_folder.filePath("other");
    QCOMPARE(runProgram({"train", "--data", m_data.path(), "--steps", "0", "--export", model}).exitCode, 0);
    const auto run = runProgram({"evaluate", model, "--data", "mnist"});
    QCOMPARE(run.exitCode, 2);
    for (const char* text : {"30 inputs", "784", "mnist"}) QVERIFY2(run.tells(text), run.errors.constData());
    QVERIFY(run.output.isEmpty());

    // The same number of values, but arranged differently.
    const IdxFolder turned(kIdxWidth, kIdxHeight);
    const auto other = runProgram({"evaluate", model, "--data", turned.path()});
    QCOMPARE(other.exitCode, 2);
    QVERIFY2(other.tells("6×5") && other.tells("5×6"), other.errors.constData());
  }

 private:
  void compareClasses(const QJsonArray& classes, const QString& file) const {
    const auto loaded = app::loadModel(file.toStdString());
    QVERIFY(loaded.has_value());
    const auto dataset = m_data.load();
    std::array<int, 3> samples{};
    std::array<int, 3> correct{};
    for (engine::Index n = 0; n < dataset->test.size(); ++n) {
      const engine::Probe one = probe(*loaded->network, loaded->model.weights, engine::Loss::MeanSquaredError,
                                      engine::sample(dataset->test, dataset->inputs(), n), std::nullopt);
      const std::uint8_t label = dataset->test.labels[static_cast<std::size_t>(n)];
      ++samples[label];
      if (one.prediction == label) ++correct[label];
    }
    QCOMPARE(classes.size(), 3);
    for (int i = 0; i < 3; ++i) {
      QCOMPARE(classes[i]["class"].toString(), QString::number(i));
      QCOMPARE(classes[i]["samples"].toInt(), samples[static_cast<std::size_t>(i)]);
      QCOMPARE(classes[i]["accuracy"].toDouble(), static_cast<double>(correct[static_cast<std::size_t>(i)]) /
                                                      samples[static_cast<std::size_t>(i)]);
    }
  }

  IdxFolder m_data;
  QTemporaryDir m_folder;
};

PELLUCID_TEST_IN(QCoreApplication, tst_evaluate_command, TestEvaluateCommand)
#include "tst_evaluate_command.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// `pellucid predict` for samples and for the same samples as PNG files.
#include <QImage>
#include <QJsonArray>
#include <QtTest>
#include <limits>

#include "app/command_line/model_loading.h"
#include "engine/inspect/probe.h"
#include "engine/io/atomic_write.h"
#include "tests/app/command_line/idx_folder.h"
#include "tests/app/command_line/program.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::tests;

class TestPredictCommand : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QVERIFY(m_folder.isValid() && m_data.isValid());
    m_dataset = m_data.load();
    for (const char* format : {"--export", "--save"}) {
      const auto run = runProgram({"train", "--data", m_data.path(), "--layers", kIdxLayers, "--batch",
                                   QString::number(kIdxBatch), "--epochs", "20", format, model(format)});
      QVERIFY2(run.exitCode == 0, run.errors.constData());
    }
  }

  void aSampleIsAnsweredAsByTheEngine_data() {
    QTest::addColumn<QString>("file");
    QTest::newRow("ONNX") << model("--export");
    QTest::newRow("project") << model("--save");
  }
  void aSampleIsAnsweredAsByTheEngine() {
    QFETCH(QString, file);
    const auto loaded = app::loadModel(file.toStdString());
    QVERIFY(loaded.has_value());
    for (const int n : {0, 7, 29}) {
      const auto run =
          runProgram({"predict", file, "--data", m_data.path(), "--sample", QString::number(n), "--json"});
      QVERIFY2(run.exitCode == 0, run.errors.constData());
      const engine::Probe expected =
          probe(*loaded->network, loaded->model.weights, engine::Loss::CrossEntropy,
                engine::sample(m_dataset->test, m_dataset->inputs(), n), std::nullopt);
      const QJsonObject report = run.json();
      QCOMPARE(report["prediction"].toInt(), static_cast<int>(expected.prediction));
      QCOMPARE(report["class"].toString(), QString::number(expected.prediction));
      QCOMPARE(report["label"].toInt(), m_dataset->test.labels[static_cast<std::size_t>(n)]);
      const QJsonArray probabilities = report["probabilities"].toArray();
      QCOMPARE(probabilities.size(), 3);
      for (int i = 0; i < 3; ++i)
        QVERIFY(static_cast<engine::Scalar>(probabilities[i].toDouble()) == expected.trace.output()(i, 0));
    }
  }

  void aNetworkThatIsNotFiniteIsRefusedByName() {
    auto project = app::loadProject(model("--save").toStdString());
    QVERIFY(project.has_value());
    project->state.weights[0] = std::numeric_limits<engine::Scalar>::quiet_NaN();
    const QString file = m_folder.filePath("nan.pellucid");
    QVERIFY(engine::atomicWrite(file.toStdString(), *engine::writeProject(*project)).has_value());
    for (const QStringList& arguments :
         {QStringList{"predict", file, "--sample", "0"}, {"evaluate", file}, {"train", "--project", file}}) {
      const auto run = runProgram(arguments + QStringList{"--data", m_data.path()});
      QCOMPARE(run.exitCode, 1);
      QVERIFY2(run.tells("tensor fc1.weight, row 1, column 1 is nan"), run.errors.constData());
    }
  }

  void aPngOfASampleGetsTheSameAnswer() {
    const auto sample =
        runProgram({"predict", model("--export"), "--data", m_data.path(), "--sample", "3", "--json"});
    QImage image = testImage(3);
    const QString file = m_folder.filePath("sample.png");
    QVERIFY(image.save(file));
    const auto same = runProgram({"predict", model("--export"), "--image", file, "--json"});
    QVERIFY2(same.exitCode == 0, same.errors.constData());
    QCOMPARE(same.json()["probabilities"], sample.json()["probabilities"]);
    QCOMPARE(same.json()["inverted"], QJsonValue(false));
    QVERIFY(same.errors.isEmpty());

    // Dark on bright, as on paper: it is inverted, and this is reported.
    image.invertPixels();
    QVERIFY(image.save(file));
    const auto inverted = runProgram({"predict", model("--export"), "--image", file, "--json"});
    QCOMPARE(inverted.json()["probabilities"], sample.json()["probabilities"]);
    QCOMPARE(inverted.json()["inverted"], QJsonValue(true));
    QVERIFY(inverted.tells("inverted"));

    // Four times as large: not the same bits, but the same picture.
    QVERIFY(testImage(3).scaled(4 * kIdxWidth, 4 * kIdxHeight).save(file));
    const auto large = runProgram({"predict", model("--export"), "--image", file, "--json"});
    for (int i = 0; i < 3; ++i)
      QVERIFY(qAbs(large.json()["probabilities"][i].toDouble() -
                   sample.json()["probabilities"][i].toDouble()) < 0.02);
  }

  void aPlainListOfValuesIsTakenAsASquare() {
    engine::TrainedModel list;
    list.network.layers = {{.units = 3, .activation = engine::Activation::Softmax, .frozen = false}};
    list.shape = {.channels = 1, .height = 1, .width = 36};
    list.weights = (*engine::Network::create(list.network, engine::flatShape(36)))->initialParameters(2);
    const QString file = m_folder.filePath("list.onnx");
    QVERIFY(engine::atomicWrite(file.toStdString(), engine::writeOnnx(list)).has_value());

    QImage image(6, 6, QImage::Format_Grayscale8);
    engine::Vector pixels(36);
    for (int i = 0; i < 36; ++i) {
      image.scanLine(i / 6)[i % 6] = static_cast<uchar>(3 * i);
      pixels[i] = static_cast<engine::Scalar>(3 * i) * (engine::Scalar(1) / 255);
    }
    const QString png = m_folder.filePath("square.png");
    QVERIFY(image.save(png));
    const auto run = runProgram({"predict", file, "--image", png, "--json"});
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    const engine::Probe expected = probe(**engine::Network::create(list.network, engine::flatShape(36)),
                                         list.weights, engine::Loss::CrossEntropy, pixels, std::nullopt);
    for (int i = 0; i < 3; ++i)
      QCOMPARE(static_cast<float>(run.json()["probabilities"][i].toDouble()), expected.trace.output()(i, 0));
  }

  void outputsThatAreNoProbabilitiesAreNotCalledSo() {
    const QString file = m_folder.filePath("linear.onnx");
    QCOMPARE(runProgram({"train", "--data", m_data.path(), "--layers", "30,3:linear", "--loss", "mse",
                         "--steps", "1", "--export", file})
                 .exitCode,
             0);
    const auto run = runProgram({"predict", file, "--data", m_data.path(), "--sample", "0", "--json"});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.json()["outputs"].toArray().size(), 3);
    QVERIFY(!run.json().contains("probabilities"));
  }

  void peopleCanReadIt() {
    const auto run = runProgram({"predict", model("--save"), "--data", m_data.path(), "--sample", "0"});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.output.startsWith("Prediction: "));
    QVERIFY(run.output.contains("Label: "));
  }

  void aSampleOutOfRangeIsRefused() {
    const auto run = runProgram({"predict", model("--save"), "--data", m_data.path(), "--sample", "30"});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.tells("0 to 29"), run.errors.constData());
  }

  void aBrokenImageIsRefused() {
    const QString file = m_folder.filePath("broken.png");
    QVERIFY(testImage(0).save(file));
    QFile broken(file);
    QVERIFY(broken.resize(40));
    const auto run = runProgram({"predict", model("--save"), "--image", file, "--json"});
    QCOMPARE(run.exitCode, 1);
    QVERIFY(run.tells("broken.png"));
    QVERIFY(run.output.isEmpty());
  }

 private:
  QString model(const char* format) const { return m_folder.filePath(QLatin1String(format).mid(2)); }

  QImage testImage(int n) const {
    return QImage(m_dataset->test.pixels.data() + n * kIdxHeight * kIdxWidth, kIdxWidth, kIdxHeight,
                  kIdxWidth, QImage::Format_Grayscale8)
        .copy();
  }

  IdxFolder m_data;
  QTemporaryDir m_folder;
  engine::DatasetPtr m_dataset;
};

PELLUCID_TEST_IN(QCoreApplication, tst_predict_command, TestPredictCommand)
#include "tst_predict_command.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// ONNX models as other programs write them, file by file: each answers what ONNX Runtime answered to the same
// samples (tests/cases/onnx-answers.json, recorded by record_onnx.cjs), or is refused for a reason that it is
// told.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <fstream>

#include "engine/io/onnx.h"
#include "engine/model/network.h"
#include "io_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

const std::string kFolder = std::string(PELLUCID_SOURCE_DIR) + "/tests/cases/";

Bytes caseBytes(const std::string& name) {
  std::ifstream file(kFolder + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

QJsonObject recorded() {
  const Bytes bytes = caseBytes("onnx-answers.json");
  return QJsonDocument::fromJson(QByteArray(reinterpret_cast<const char*>(bytes.data()), std::ssize(bytes)))
      .object();
}

/// Unsupported cases, and the words required in the refusal.
const std::map<std::string, std::vector<std::string_view>> kRefused = {
    {"onnx-07n-leakyrelu-0.3-keras.onnx", {"LeakyRelu", "none of the activations", "tf2onnx"}},
    {"onnx-07o-relu6.onnx", {"Clip", "none of the activations", "torch.onnx.export"}},
    {"onnx-07p-prelu.onnx", {"PRelu", "none of the activations"}},
    {"onnx-09e-opset6.onnx", {"operator set 6; from 7 to 24", "opset 13"}},
    {"onnx-10d-residual-connection.onnx", {"Add", "only plain chains"}},
    {"onnx-11c-dilated.onnx", {"dilations [2, 2]", "dilated convolution"}},
    {"onnx-11d-depthwise-group.onnx", {"group 4", "grouped convolution"}},
    {"onnx-14c-quantized-activations.onnx", {"QuantizeLinear", "quantised network"}},
    {"onnx-15-lstm.onnx", {"LSTM", "recurrent"}},
};

Result<TrainedModel> readCase(const std::string& name) {
  const Bytes bytes = caseBytes(name);
  OnnxOptions options;
  const auto beside = onnxDataFiles(bytes, name);
  if (!beside) return beside.error();
  for (const std::string& file : *beside) options.files[file] = caseBytes(file);
  return readOnnx(bytes, name, options);
}

/// The samples of record_onnx.cjs, as in Pellucid where the file expects bytes: divided by 255.
Matrix samplesOf(const TrainedModel& model, const std::string& name) {
  const bool areBytes = name.find("uint8") != std::string::npos;
  const Scalar unit = areBytes || name.find("rescaling") != std::string::npos ? 255 : 1;
  Matrix x(model.shape.size(), 3);
  for (Index n = 0; n < x.cols(); ++n)
    for (Index j = 0; j < x.rows(); ++j) {
      const auto k = static_cast<Scalar>((31 * n + 17 * j) % 97);
      x(j, n) = (areBytes ? k : (k - 24) / 72) / unit;
    }
  return x;
}

}  // namespace

class TestOnnxCases : public QObject {
  Q_OBJECT

 private slots:
  void everyCaseIsReadOrRefused_data() {
    QTest::addColumn<QString>("file");
    const QJsonObject answers = recorded();
    QVERIFY(answers.size() > 80);
    for (const QString& file : answers.keys()) QTest::newRow(qPrintable(file)) << file;
  }
  void everyCaseIsReadOrRefused() {
    QFETCH(QString, file);
    const std::string name = file.toStdString();
    const auto model = readCase(name);
    if (const auto refused = kRefused.find(name); refused != kRefused.end()) {
      QVERIFY(!model);
      for (const auto part : refused->second)
        QVERIFY2(model.error().text().find(part) != std::string::npos, model.error().text().c_str());
      return;
    }
    QVERIFY2(model.has_value(), model ? "" : model.error().text().c_str());
    const bool isLabelled = name.starts_with("onnx-05a");
    const QJsonArray theirs =
        recorded()[isLabelled ? "onnx-05g-the-same-as-05a-cut-to-probabilities.onnx" : file].toArray();
    QCOMPARE(theirs.size(), 3);
    const Matrix ours = answersOf(*model, samplesOf(*model, name));
    for (int n = 0; n < 3; ++n) {
      const QJsonArray sample = theirs[n].toArray();
      // For two classes the network outputs the share of the second.
      const int first = name.starts_with("onnx-05d") ? 1 : 0;
      QCOMPARE(Index{sample.size() - first}, ours.rows());
      for (int i = first; i < sample.size(); ++i) {
        double expected = sample[i].toDouble();
        if (name.starts_with("onnx-13a")) expected = std::exp(expected);  // its LogSoftmax is a softmax here
        const double difference = std::abs(static_cast<double>(ours(i - first, n)) - expected);
        QVERIFY2(difference < 1e-5 * std::max(1.0, std::abs(expected)),
                 qPrintable(QString("sample %1, answer %2: %3, not %4")
                                .arg(n)
                                .arg(i)
                                .arg(ours(i - first, n))
                                .arg(expected)));
      }
    }
  }

  /// What is read can be written, and gives the same answers when read again.
  void everyCaseIsWrittenAgain() {
    for (const QString& file : recorded().keys()) {
      const std::string name = file.toStdString();
      if (kRefused.contains(name)) continue;
      const auto model = readCase(name);
      QVERIFY2(model.has_value(), qPrintable(file));
      QVERIFY2(checkOnnx(model->network).has_value(), qPrintable(file));
      const auto again = readOnnx(writeOnnx(*model), name);
      QVERIFY2(again.has_value(), again ? "" : again.error().text().c_str());
      QVERIFY2(again->network == model->network, qPrintable(file));
      QVERIFY2(isSameBits(again->weights, model->weights), qPrintable(file));
      QVERIFY2(again->shape == model->shape && again->scaling == model->scaling, qPrintable(file));
    }
  }

  void classNamesComeFromTheNodesAtTheEnd() {
    const auto model = readCase("onnx-05a-sklearn-mlp-label-and-zipmap.onnx");
    QVERIFY(model);
    QCOMPARE(model->classNames, (std::vector<std::string>{"alba", "rubra", "viridis"}));
  }

  void dataBesideTheModelAreAskedForByName() {
    const std::string name = "onnx-04-external-data.onnx";
    const auto beside = onnxDataFiles(caseBytes(name), name);
    QVERIFY(beside);
    QCOMPARE(*beside, std::vector<std::string>{"onnx-04-external-data.onnx.data"});
    const auto alone = readOnnx(caseBytes(name), name);
    QVERIFY(!alone &&
            says(alone.error().text(), {"onnx-04-external-data.onnx.data", "not beside the model"}));
    OnnxOptions shortened;
    shortened.files[(*beside)[0]] = Bytes(100);
    const auto cut = readOnnx(caseBytes(name), name, shortened);
    QVERIFY(!cut && says(cut.error().text(), {"it has 100"}));
  }

  void aModelCanBeToldWhatItIsGiven() {
    const std::string name = "onnx-13b-logits.onnx";
    OnnxOptions options;
    options.inputs = {.mean = Vector::Constant(1, Scalar(0.1307)),
                      .deviation = Vector::Constant(1, Scalar(0.3081))};
    options.addSoftmax = true;
    const auto model = readOnnx(caseBytes(name), name, options);
    QVERIFY(model);
    QVERIFY(model->scaling.inputs == options.inputs);
    QVERIFY(model->network.layers.back().activation == Activation::Softmax);
    // The file keeps the input.
    const auto again = readOnnx(writeOnnx(*model), name);
    QVERIFY(again && again->scaling == model->scaling && again->network == model->network);
  }

  /// Keras's Rescaling expects pixels up to 255, unless the user says otherwise.
  void aModelThatDividesPixelsWantsBytes() {
    const std::string name = "onnx-02h-keras-rescaling-first.onnx";
    const auto guessed = readCase(name);
    QVERIFY(guessed && guessed->notes.size() == 1);
    QVERIFY(std::abs(guessed->scaling.inputs.deviation[0] - Scalar(0.5)) < 1e-5);
    OnnxOptions told;
    told.areInputsTold = true;
    const auto asItIs = readOnnx(caseBytes(name), name, told);
    QVERIFY(asItIs && asItIs->notes.empty());
    QVERIFY(std::abs(asItIs->scaling.inputs.deviation[0] - Scalar(127.5)) < 1e-3);
  }

  void theLayoutCanBeTold() {
    const std::string name = "onnx-02f-keras-mlp-nhwc-three-channels.onnx";
    OnnxOptions options;
    options.layout = OnnxLayout::ChannelsFirst;
    const auto first = readOnnx(caseBytes(name), name, options);
    const auto last = readCase(name);
    QVERIFY(first && last);
    QVERIFY(first->shape == (Shape{.channels = 8, .height = 7, .width = 3}));
    QVERIFY(last->shape == (Shape{.channels = 3, .height = 8, .width = 7}));
    QVERIFY(!isSameBits(first->weights, last->weights));
  }
};

PELLUCID_TEST(tst_onnx_cases, TestOnnxCases)
#include "tst_onnx_cases.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Exported models in ONNX Runtime, from the npm package onnxruntime-node. Skipped, saying so, where that
// cannot be had.
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "engine/io/onnx.h"
#include "engine/model/network.h"
#include "io_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

constexpr const char* kPackage = "onnxruntime-node@1.30.0";

Index largest(const Matrix& outputs, Index sample) {
  Index index = 0;
  outputs.col(sample).maxCoeff(&index);
  return index;
}

Matrix matrixOf(const QJsonArray& values, Index rows) {
  Matrix matrix(rows, values.size() / rows);
  for (Index i = 0; i < matrix.size(); ++i)
    matrix.data()[i] = static_cast<Scalar>(values[static_cast<int>(i)].toDouble());
  return matrix;
}

}  // namespace

class TestOnnxRuntime : public QObject {
  Q_OBJECT

 private slots:
  /// Installs the package into the build folder, once. Its native library is inside, so none of its scripts
  /// needs to run.
  void initTestCase() {
    m_node = QStandardPaths::findExecutable("node");
    const QString npm = QStandardPaths::findExecutable("npm");
    if (m_node.isEmpty() || npm.isEmpty()) QSKIP("node and npm are not there to run the exported models.");
    QVERIFY(QDir().mkpath(kFolder));
    if (isInstalled()) return;
    QProcess install;
    install.setWorkingDirectory(kFolder);
    install.start(npm,
                  {"install", "--prefix", kFolder, "--ignore-scripts", "--no-audit", "--no-fund", kPackage});
    constexpr int kMilliseconds = 240'000;
    const bool ended = install.waitForFinished(kMilliseconds);
    if (!ended || install.exitCode() != 0 || !isInstalled())
      QSKIP(
          ("onnxruntime-node cannot be installed: " + install.readAllStandardError().right(300)).constData());
  }

  void agrees_data() {
    QTest::addColumn<Shape>("shape");
    QTest::addColumn<std::vector<LayerSpec>>("layers");
    QTest::addColumn<QString>("output");
    const auto layer = [](Index units, Activation activation) {
      return LayerSpec{.units = units, .activation = activation, .frozen = false};
    };
    using Layers = std::vector<LayerSpec>;
    QTest::newRow("784-64-10") << flatShape(784)
                               << Layers{layer(64, Activation::Relu), layer(10, Activation::Softmax)}
                               << "probabilities";
    QTest::newRow("20-7-5-3") << flatShape(20)
                              << Layers{layer(7, Activation::Sigmoid), layer(5, Activation::Tanh),
                                        layer(3, Activation::Softmax)}
                              << "probabilities";
    QTest::newRow("sigmoid") << flatShape(20)
                             << Layers{layer(7, Activation::Tanh), layer(4, Activation::Sigmoid)}
                             << "outputs";
    QTest::newRow("tanh") << flatShape(20) << Layers{layer(7, Activation::Linear), layer(4, Activation::Tanh)}
                          << "outputs";
    QTest::newRow("relu") << flatShape(3) << Layers{layer(5, Activation::Softmax), layer(4, Activation::Relu)}
                          << "outputs";
    LayerSpec strided = conv2d(4, 3, Activation::Tanh);
    strided.stride = 2;
    strided.padding = {.isSame = false, .pixels = 1};
    LayerSpec same = conv2d(3, 4, Activation::Relu);
    same.padding = {.isSame = true};
    same.bias = false;
    QTest::newRow("convolutions") << Shape{.channels = 2, .height = 11, .width = 14}
                                  << Layers{same,
                                            maxPool(2),
                                            strided,
                                            averagePool(2),
                                            flatten(),
                                            dropout(0.5),
                                            layer(5, Activation::Relu),
                                            layer(3, Activation::Softmax)}
                                  << "probabilities";
    QTest::newRow("the CNN of MNIST")
        << Shape{.channels = 1, .height = 28, .width = 28}
        << Layers{conv2d(8, 5, Activation::Relu),  maxPool(2),
                  conv2d(16, 5, Activation::Relu), maxPool(2),
                  layer(64, Activation::Relu),     layer(10, Activation::Softmax)}
        << "probabilities";
    for (const auto& [activation, name] : kEnumNames<Activation>) {
      if (activation == Activation::Softmax) continue;
      LayerSpec bare = dense(6, activation);
      bare.bias = false;
      QTest::newRow(("two of " + std::string(name)).c_str())
          << flatShape(8) << Layers{bare, dense(3, activation)}
          << (activation == Activation::Linear ? "" : "outputs");
    }
    QTest::newRow("batch norm of rows") << flatShape(8)
                                        << Layers{batchNorm(Activation::Linear), dense(5, Activation::Linear),
                                                  batchNorm(Activation::Relu), dense(3, Activation::Softmax)}
                                        << "probabilities";
    QTest::newRow("batch norm of maps") << Shape{.channels = 2, .height = 6, .width = 5}
                                        << Layers{batchNorm(Activation::Linear),
                                                  conv2d(3, 3, Activation::Linear),
                                                  batchNorm(Activation::Silu),
                                                  maxPool(2),
                                                  flatten(),
                                                  batchNorm(Activation::Linear),
                                                  dense(3, Activation::Softmax)}
                                        << "probabilities";
    QTest::newRow("linear") << flatShape(1)
                            << Layers{layer(1, Activation::Relu), layer(2, Activation::Linear)} << "";
  }
  void agrees() {
    QFETCH(Shape, shape);
    QFETCH(std::vector<LayerSpec>, layers);
    QFETCH(QString, output);
    TrainedModel model = randomModel(shape, layers);
    const auto network = *Network::create(model.network, shape);
    for (const Tensor& tensor : network->tensors())
      if (tensor.name == "running_var")
        model.weights.segment(tensor.offset, tensor.size()) =
            model.weights.segment(tensor.offset, tensor.size()).cwiseAbs().array() + Scalar(0.1);
    constexpr Index kSamples = 200;
    Trace trace;
    trace.input.resize(shape.size(), kSamples);
    Random random(3, "input");
    for (Scalar& value : trace.input.reshaped()) value = static_cast<Scalar>(random.uniform());
    network->forward(model.weights, trace);

    const QString sizes = shape.isImage()
                              ? QString("%1,%2,%3").arg(shape.channels).arg(shape.height).arg(shape.width)
                              : QString::number(shape.size());
    const QJsonObject outputs = outputsOf(model, trace.input, sizes);
    QCOMPARE(outputs.size(), output.isEmpty() ? 1 : 2);
    compare(matrixOf(outputs["logits"].toArray(), network->outputs()), trace.logits());
    if (!output.isEmpty()) compare(matrixOf(outputs[output].toArray(), network->outputs()), trace.output());
  }

  /// Inputs and outputs in the table's units, as the graph says.
  void scaledModelsAgree() {
    TrainedModel model =
        randomModel(flatShape(3), {dense(5, Activation::Tanh), dense(2, Activation::Linear)});
    model.scaling.inputs = {.mean = (Vector(3) << 100, -2, Scalar(0.1)).finished(),
                            .deviation = (Vector(3) << 40, Scalar(0.3), 5).finished()};
    model.scaling.targets = {.mean = (Vector(2) << 20, 3).finished(),
                             .deviation = (Vector(2) << 8, Scalar(0.5)).finished()};
    Matrix samples = Matrix::Random(3, 50);
    samples.row(0) = samples.row(0).array() * 40 + 100;
    Trace trace;
    trace.input = samples;
    for (Index i = 0; i < 3; ++i)
      trace.input.row(i) =
          (samples.row(i).array() - model.scaling.inputs.mean[i]) / model.scaling.inputs.deviation[i];
    const auto network = *Network::create(model.network, model.shape);
    network->forward(model.weights, trace);
    Matrix answers = trace.output();
    for (Index i = 0; i < 2; ++i)
      answers.row(i) =
          answers.row(i).array() * model.scaling.targets.deviation[i] + model.scaling.targets.mean[i];
    const QJsonObject outputs = outputsOf(model, samples, "3");
    QCOMPARE(outputs.keys(), (QStringList{"logits", "outputs"}));
    compare(matrixOf(outputs["outputs"].toArray(), 2), answers);
    compare(matrixOf(outputs["logits"].toArray(), 2), trace.logits());
  }

 private:
  /// ONNX Runtime's answers to samples of these sizes.
  QJsonObject outputsOf(const TrainedModel& model, const Matrix& samples, const QString& sizes) {
    const QTemporaryDir folder;
    const QString modelFile = folder.filePath("model.onnx");
    const QString inputFile = folder.filePath("input.bin");
    if (!atomicWrite(modelFile.toStdString(), writeOnnx(model)) ||
        !atomicWrite(inputFile.toStdString(),
                     std::span(reinterpret_cast<const std::uint8_t*>(samples.data()),
                               static_cast<std::size_t>(samples.size()) * sizeof(Scalar))))
      return {};
    QDir::setCurrent(kFolder);
    const QJsonObject answer =
        QJsonDocument::fromJson(outputOf(m_node, {beside("run_onnx.cjs"), modelFile, inputFile, sizes}))
            .object();
    return answer["inputs"].toArray() == QJsonArray{"input"} ? answer["outputs"].toObject() : QJsonObject();
  }
  static void compare(const Matrix& theirs, const Matrix& ours) {
    QCOMPARE(theirs.cols(), ours.cols());
    const double difference = static_cast<double>((theirs - ours).cwiseAbs().maxCoeff());
    QVERIFY2(difference < 1e-5, qPrintable(QString::number(difference)));
    for (Index n = 0; n < ours.cols(); ++n) QCOMPARE(largest(theirs, n), largest(ours, n));
  }
  static bool isInstalled() { return QDir(kFolder + "/node_modules/onnxruntime-node/bin").exists(); }

  inline static const QString kFolder = PELLUCID_NODE_FOLDER;
  QString m_node;
};

PELLUCID_TEST(tst_onnx_runtime, TestOnnxRuntime)
#include "tst_onnx_runtime.moc"

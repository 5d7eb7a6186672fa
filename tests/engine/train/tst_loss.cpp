// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/loss.h"

#include <QtTest>

#include "engine/base/random.h"
#include "tests/support/messages.h"
#include "tests/support/naive_network.h"
#include "tests/support/precision.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

using Labels = std::vector<std::uint8_t>;

Matrix oneHot(Index outputs, const Labels& labels) {
  Matrix y = Matrix::Zero(outputs, static_cast<Index>(labels.size()));
  for (std::size_t n = 0; n < labels.size(); ++n) y(labels[n], static_cast<Index>(n)) = 1;
  return y;
}

LayerTrace traceOf(const Matrix& z, Activation f) {
  LayerTrace trace;
  trace.z = z;
  activate(f, z, trace.a);
  return trace;
}

/// A naive network whose output layer has exactly these logits: one input of value 1, the logits as weights.
struct NaiveOutput {
  NaiveNetwork network;
  std::vector<NaiveSample> batch;
  NaiveOutput(const Matrix& z, Activation f, const Labels& labels) {
    NaiveLayer layer;
    layer.inputs = static_cast<std::size_t>(z.cols());
    layer.units = static_cast<std::size_t>(z.rows());
    layer.activation = f;
    layer.weight.assign(z.data(), z.data() + z.size());
    layer.bias.assign(layer.units, 0);
    network.layers = {layer};
    for (std::size_t n = 0; n < labels.size(); ++n) {
      NaiveSample sample{.x = Numbers(labels.size(), 0), .label = labels[n]};
      sample.x[n] = 1;
      batch.push_back(sample);
    }
    network.forward(batch);
  }
};

Matrix randomLogits(Index rows, Index cols) {
  Random random(3, "logits");
  Matrix z(rows, cols);
  for (Scalar& value : z.reshaped()) value = static_cast<Scalar>(2 * random.normal());
  return z;
}

}  // namespace

class TestLoss : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithTheDefinition_data() {
    QTest::addColumn<Loss>("loss");
    QTest::addColumn<Activation>("activation");
    for (const auto& loss : kEnumNames<Loss>)
      for (const auto& activation : kEnumNames<Activation>)
        if (validate(loss.value, activation.value))
          QTest::addRow("%s of %s", loss.name.data(), activation.name.data())
              << loss.value << activation.value;
  }

  void agreesWithTheDefinition() {
    QFETCH(Loss, loss);
    QFETCH(Activation, activation);
    const Matrix z = randomLogits(4, 3);
    const Labels labels = {2, 0, 3};
    NaiveOutput naive(z, activation, labels);
    naive.network.backward(loss, naive.batch);

    LayerTrace trace = traceOf(z, activation);
    QVERIFY(isClose(lossSum(loss, trace, oneHot(4, labels)) / 3, naive.network.loss(loss, naive.batch)));
    lossGradient(loss, activation, oneHot(4, labels), trace);
    QCOMPARE(trace.delta.cols(), 3);
    for (Index n = 0; n < 3; ++n)
      QVERIFY(largestDifference(Vector(trace.delta.col(n)),
                                naive.network.layers[0].delta[static_cast<std::size_t>(n)]) < kPrecision);
  }

  void crossEntropyStaysFiniteAtExtremeLogits() {
    Matrix z(3, 2);
    z << 1000, -1000,  //
        -1000, 1000,   //
        -1000, 1000;
    const Matrix y = oneHot(3, {1, 1});
    LayerTrace trace = traceOf(z, Activation::Softmax);
    // -log p is 2000 for the first sample, and log 2 for the second, whose two largest logits are equal
    QVERIFY(isClose(lossSum(Loss::CrossEntropy, trace, y), 2000 + std::log(2.0)));
    lossGradient(Loss::CrossEntropy, Activation::Softmax, y, trace);
    Matrix expected(3, 2);
    expected << 0.5, 0,  //
        -0.5, -0.25,     //
        0, 0.25;
    QCOMPARE(trace.delta, expected);
  }

  void smallSquaredErrorsKeepTheirDigits() {
    // All outputs are nearly right, so the loss is far below the rounding of the outputs' own squares.
    Matrix a(4, 1);
    a << Scalar(1e-5), Scalar(-2e-5), 1, Scalar(3e-5);
    const LayerTrace trace = traceOf(a, Activation::Linear);
    const double sum = lossSum(Loss::MeanSquaredError, trace, oneHot(4, {2}));
    QVERIFY2(std::abs(sum / 7e-10 - 1) < 1e-5, QByteArray::number(sum));
  }

  void crossEntropyWantsProbabilities() {
    QVERIFY(validate(Loss::CrossEntropy, Activation::Softmax));
    QVERIFY(validate(Loss::MeanSquaredError, Activation::Relu));
    const auto refused = validate(Loss::CrossEntropy, Activation::Tanh);
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().message, {"tanh", "softmax", "mse"}), refused.error().message.c_str());
  }
};

QTEST_APPLESS_MAIN(TestLoss)
#include "tst_loss.moc"

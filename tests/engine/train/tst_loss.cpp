// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/loss.h"

#include <QtTest>

#include <stdexcept>

#include "engine/base/random.h"
#include "tests/support/messages.h"
#include "tests/support/naive_network.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

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
  NaiveOutput(const Matrix& z, Activation f, const Matrix& y) {
    NaiveLayer layer;
    layer.inputs = static_cast<std::size_t>(z.cols());
    layer.units = static_cast<std::size_t>(z.rows());
    layer.activation = f;
    layer.weight.assign(z.data(), z.data() + z.size());
    layer.bias.assign(layer.units, 0);
    network.layers = {layer};
    for (Index n = 0; n < y.cols(); ++n) {
      const Vector targets = y.col(n);
      NaiveSample sample{.x = Numbers(layer.inputs, 0), .y = {targets.begin(), targets.end()}};
      sample.x[static_cast<std::size_t>(n)] = 1;
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
        if (validate(loss.value, activation.value, 4))
          QTest::addRow("%s of %s", loss.name.data(), activation.name.data())
              << loss.value << activation.value;
  }

  void agreesWithTheDefinition() {
    QFETCH(Loss, loss);
    QFETCH(Activation, activation);
    const Matrix z = randomLogits(4, 3);
    const Labels labels = {2, 0, 3};
    Matrix y = loss == Loss::Hinge ? Matrix(2 * oneHot(4, labels).array() - 1) : oneHot(4, labels);
    y(0, 1) *= Scalar(0.75);  // targets need not be 0 and 1
    y(1, 1) = loss == Loss::Hinge ? -1 : Scalar(0.25);
    NaiveOutput naive(z, activation, y);
    naive.network.backward(loss, naive.batch);

    LayerTrace trace = traceOf(z, activation);
    QVERIFY(isClose(lossSum(loss, trace, y) / 3, naive.network.loss(loss, naive.batch)));
    lossGradient(loss, activation, y, trace);
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
    QVERIFY(largestDifference(trace.delta.reshaped(), expected.reshaped()) < 1e-15);
  }

  void everyLossStaysFiniteAtExtremeLogits() {
    Matrix z(4, 2);
    z << 1000, -1000,  //
        -1000, 1000,   //
        0, 1000,       //
        500, -1000;
    for (const auto& loss : kEnumNames<Loss>)
      for (const auto& f : kEnumNames<Activation>) {
        if (!validate(loss.value, f.value, 4) || f.value == Activation::Exponential) continue;
        LayerTrace trace = traceOf(z, f.value);
        const Matrix y = oneHot(4, {1, 3});
        QVERIFY(std::isfinite(lossSum(loss.value, trace, y)));
        lossGradient(loss.value, f.value, y, trace);
        QVERIFY(trace.delta.allFinite());
      }
    // -log(1 - σ(1000)) = 1000, for eight values: 1000, 1000, log 2, 500 and 0, 1000, 1000, 1000
    const LayerTrace trace = traceOf(z, Activation::Sigmoid);
    QVERIFY(isClose(lossSum(Loss::BinaryCrossEntropy, trace, oneHot(4, {1, 3})), (5500 + std::log(2.0)) / 4));
  }

  /// More values than are added in one run; PyTorch's definitions in plain loops.
  void largeBatchesAgreeWithTheDefinition() {
    const Matrix a = randomLogits(3, 700);
    const Matrix y = randomLogits(700, 3).transpose();
    double squares = 0;
    double absolutes = 0;
    double huber = 0;
    for (Index i = 0; i < a.size(); ++i) {
      const double e = double(a(i)) - double(y(i));
      squares += e * e;
      absolutes += std::abs(e);
      huber += std::abs(e) < 1 ? e * e / 2 : std::abs(e) - 0.5;
    }
    const LayerTrace trace = traceOf(a, Activation::Linear);
    QVERIFY(isClose(lossSum(Loss::MeanSquaredError, trace, y), squares / 2));
    QVERIFY(isClose(lossSum(Loss::MeanSquares, trace, y), squares / 3));
    QVERIFY(isClose(lossSum(Loss::MeanAbsoluteError, trace, y), absolutes / 3));
    QVERIFY(isClose(lossSum(Loss::Huber, trace, y), huber / 3));
  }

  void targetsOfAnotherShapeAreABug() {
    LayerTrace trace = traceOf(randomLogits(3, 2), Activation::Linear);
    QVERIFY_THROWS_EXCEPTION(std::logic_error, lossSum(Loss::Huber, trace, Matrix::Zero(2, 3)));
    QVERIFY_THROWS_EXCEPTION(std::logic_error,
                             lossGradient(Loss::Huber, Activation::Linear, Matrix::Zero(3, 1), trace));
  }

  void smallSquaredErrorsKeepTheirDigits() {
    // All outputs are nearly correct, so the loss is far below the rounding of the outputs' own squares.
    Matrix a(4, 1);
    a << Scalar(1e-5), Scalar(-2e-5), 1, Scalar(3e-5);
    const LayerTrace trace = traceOf(a, Activation::Linear);
    const double sum = lossSum(Loss::MeanSquaredError, trace, oneHot(4, {2}));
    QVERIFY2(std::abs(sum / 7e-10 - 1) < 1e-5, QByteArray::number(sum));
  }

  void refusesWhatDoesNotFit() {
    QVERIFY(validate(Loss::CrossEntropy, Activation::Softmax, 2));
    QVERIFY(validate(Loss::MeanSquaredError, Activation::Relu, 1));
    QVERIFY(validate(Loss::BinaryCrossEntropy, Activation::Sigmoid, 1));
    QVERIFY(validate(Loss::Hinge, Activation::Softsign, 1));
    const auto isRefused = [](Loss loss, Activation output, Index outputs,
                              std::initializer_list<std::string_view> parts) {
      const auto refused = validate(loss, output, outputs);
      return !refused && mentions(refused.error().text(), parts);
    };
    QVERIFY(isRefused(Loss::CrossEntropy, Activation::Tanh, 3, {"tanh", "softmax", "mse"}));
    QVERIFY(isRefused(Loss::CrossEntropy, Activation::Sigmoid, 3, {"softmax", "binary-cross-entropy"}));
    QVERIFY(
        isRefused(Loss::BinaryCrossEntropy, Activation::Softmax, 3, {"softmax", "sigmoid", "cross-entropy"}));
    QVERIFY(isRefused(Loss::Hinge, Activation::Sigmoid, 3, {"sigmoid", "-1", "linear"}));
    for (const auto& loss : kEnumNames<Loss>)
      QVERIFY(isRefused(loss.value, Activation::Softmax, 1, {"one unit", "sigmoid"}));
  }
};

PELLUCID_TEST(tst_loss, TestLoss)
#include "tst_loss.moc"

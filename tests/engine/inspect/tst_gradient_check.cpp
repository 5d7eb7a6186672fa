// SPDX-License-Identifier: GPL-3.0-or-later
// Every gradient of the engine against central differences, in double; and gradients made wrong, to see them
// caught.
#include "engine/inspect/gradient_check.h"

#include <QtTest>

#include <cmath>
#include <limits>

#include "engine/base/random.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

constexpr Index kInputs = 4;
constexpr double kTolerance = 1e-6;

struct Problem {
  NetworkSpec spec;
  std::shared_ptr<const Network> network;
  Vector parameters;
  Matrix x;
  Matrix y;

  /// A difference across a kink would be meaningless.
  bool isAwayFromKinks(Loss loss) const {
    Trace trace;
    trace.input = x;
    network->forward(parameters, trace);
    double nearest = INFINITY;
    const auto isKink = [&](const auto& distances) {
      nearest = std::min<double>(nearest, distances.abs().minCoeff());
    };
    for (std::size_t i = 0; i < spec.layers.size(); ++i) {
      const auto z = trace.layers[i].z.array();
      switch (spec.layers[i].activation) {
        case Activation::Relu:
        case Activation::LeakyRelu:
        case Activation::Elu:
        case Activation::Selu:
          isKink(z);
          break;
        case Activation::HardSigmoid:
          isKink(z.abs() - 3);
          break;
        default:
          break;
      }
    }
    const auto a = trace.output().array();
    if (loss == Loss::MeanAbsoluteError) isKink(a - y.array());
    if (loss == Loss::Huber) isKink((a - y.array()).abs() - 1);
    if (loss == Loss::Hinge) isKink(1 - a * y.array());
    return nearest > 1e-2;
  }
};

/// Any targets that the loss accepts: a distribution, shares, signs or numbers.
Matrix drawTargets(Loss loss, Index outputs, Index batch, Random& random) {
  Matrix y(outputs, batch);
  for (Scalar& value : y.reshaped()) {
    const bool isShare = loss == Loss::CrossEntropy || loss == Loss::BinaryCrossEntropy;
    const double normal = random.normal();
    value = static_cast<Scalar>(isShare               ? random.uniform()
                                : loss == Loss::Hinge ? std::copysign(1, normal)
                                                      : normal);
  }
  if (loss == Loss::CrossEntropy)
    for (Index n = 0; n < batch; ++n) y.col(n) /= y.col(n).sum();
  return y;
}

Problem draw(const NetworkSpec& spec, Loss loss, Index batch, std::uint64_t seed) {
  Problem problem{.spec = spec,
                  .network = Network::create(spec, flatShape(kInputs)).value(),
                  .parameters = {},
                  .x = {},
                  .y = {}};
  Random random(seed, "problem");
  problem.parameters.resize(problem.network->parameterCount());
  // Nested e^z grow so fast that differences would say little.
  bool isExponential = false;
  for (const LayerSpec& layer : spec.layers) isExponential |= layer.activation == Activation::Exponential;
  const double size = isExponential ? 0.3 : 0.7;
  for (Scalar& value : problem.parameters) value = static_cast<Scalar>(size * random.normal());
  problem.x.resize(kInputs, batch);
  for (Scalar& value : problem.x.reshaped()) value = static_cast<Scalar>(random.normal());
  problem.y = drawTargets(loss, spec.layers.back().units, batch, random);
  return problem;
}

Problem drawAwayFromKinks(const NetworkSpec& spec, Loss loss, Index batch) {
  for (std::uint64_t seed = 0;; ++seed)
    if (Problem problem = draw(spec, loss, batch, seed); problem.isAwayFromKinks(loss)) return problem;
}

NetworkSpec network(Activation hidden, Activation output, std::size_t depth) {
  NetworkSpec spec;
  for (std::size_t i = 0; i + 1 < depth; ++i)
    spec.layers.push_back({.units = 5 - static_cast<Index>(i), .activation = hidden, .frozen = i == 0});
  spec.layers.push_back({.units = 3, .activation = output, .frozen = false});
  return spec;
}

GradientCheckReport check(const Problem& problem, Loss loss, const Backward& backward = {}) {
  return checkGradient(*problem.network, problem.parameters, loss, problem.x, problem.y,
                       {.h = 2e-5, .floor = 5e-4, .backward = backward});
}

}  // namespace

class TestGradientCheck : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithDifferences_data() {
    QTest::addColumn<Loss>("loss");
    QTest::addColumn<Activation>("output");
    for (const auto& loss : kEnumNames<Loss>)
      for (const auto& output : kEnumNames<Activation>)
        if (validate(loss.value, output.value, 3))
          QTest::addRow("%s of %s", loss.name.data(), output.name.data()) << loss.value << output.value;
  }

  /// Every hidden activation, one to three layers, one sample and three, the first hidden layer frozen.
  void agreesWithDifferences() {
    QFETCH(Loss, loss);
    QFETCH(Activation, output);
    for (const auto& hidden : kEnumNames<Activation>)
      for (const std::size_t depth : {1U, 2U, 3U})
        for (const Index batch : {1, 3}) {
          const Problem problem = drawAwayFromKinks(network(hidden.value, output, depth), loss, batch);
          const GradientCheckReport report = check(problem, loss);
          QCOMPARE(report.tensors.size(), 2 * depth);
          for (const auto& entry : report.tensors)
            QVERIFY2(entry.relativeError < kTolerance,
                     qPrintable(
                         QString("hidden %1, %2 layers, batch %3: layer %4 %5[%6] is %7, differences give %8")
                             .arg(hidden.name.data())
                             .arg(depth)
                             .arg(batch)
                             .arg(entry.tensor.layer)
                             .arg(entry.tensor.name.c_str())
                             .arg(entry.worst)
                             .arg(entry.backprop, 0, 'g', 12)
                             .arg(entry.difference, 0, 'g', 12)));
        }
  }

  void catchesOneWrongSign() {
    const Problem problem = draw(network(Activation::Tanh, Activation::Softmax, 3), Loss::CrossEntropy, 3, 1);
    for (const Tensor& tensor : problem.network->tensors()) {
      const Index at = tensor.offset + tensor.size() - 1;
      const auto report =
          check(problem, Loss::CrossEntropy, [&](const Vector& p, Trace& trace, Vector& gradient) {
            problem.network->backward(p, trace, gradient);
            gradient[at] = -gradient[at];
          });
      QVERIFY(report.worstError() > 0.1);
      for (const auto& entry : report.tensors) {
        const bool isSpoiled = entry.tensor.offset == tensor.offset;
        QCOMPARE(entry.relativeError > kTolerance, isSpoiled);
        if (isSpoiled) QCOMPARE(entry.worst, tensor.size() - 1);
      }
    }
  }

  /// Typical mistakes: the derivative of the activation left out, a sum in place of a mean, a value that is
  /// not a number.
  void catchesUsualMistakes() {
    const Problem problem =
        draw(network(Activation::Sigmoid, Activation::Softmax, 2), Loss::CrossEntropy, 3, 1);
    const auto withoutDerivative = [&](const Vector& p, Trace& trace, Vector& gradient) {
      problem.network->backward(p, trace, gradient);
      const Matrix wrong =
          problem.network->weight(p, 1).transpose() * trace.layers[1].delta * trace.input.transpose();
      gradient.head(wrong.size()) = wrong.reshaped();
    };
    QVERIFY(check(problem, Loss::CrossEntropy, withoutDerivative).worstError() > 0.1);
    const auto sum = [&](const Vector& p, Trace& trace, Vector& gradient) {
      problem.network->backward(p, trace, gradient);
      gradient *= 3;
    };
    QVERIFY(check(problem, Loss::CrossEntropy, sum).worstError() > 0.1);
    const auto notANumber = [&](const Vector& p, Trace& trace, Vector& gradient) {
      problem.network->backward(p, trace, gradient);
      gradient[0] = std::numeric_limits<Scalar>::quiet_NaN();
    };
    QVERIFY(std::isnan(check(problem, Loss::CrossEntropy, notANumber).worstError()));
  }
};

PELLUCID_TEST(tst_gradient_check, TestGradientCheck)
#include "tst_gradient_check.moc"

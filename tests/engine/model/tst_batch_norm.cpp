// SPDX-License-Identifier: GPL-3.0-or-later
// Batch normalisation against plain loops, while training and afterwards.
#include "engine/model/batch_norm.h"

#include <QtTest>

#include "tests/support/layer_pass.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// The parameters as stored: one value per channel for weight, bias, running mean, running variance.
NaiveBatchNorm naive(const Numbers& parameters, const LayerSpec& spec) {
  const auto channels = static_cast<std::ptrdiff_t>(parameters.size() / 4);
  const auto part = [&](std::ptrdiff_t i) {
    return Numbers(parameters.begin() + i * channels, parameters.begin() + (i + 1) * channels);
  };
  return {.weight = part(0),
          .bias = part(1),
          .mean = part(2),
          .variance = part(3),
          .momentum = spec.momentum,
          .epsilon = spec.epsilon};
}

Numbers flat(const NaiveBatchNorm& norm) {
  Numbers all;
  for (const Numbers& part : {norm.weight, norm.bias, norm.mean, norm.variance})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace

class TestBatchNorm : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithPlainLoops_data() {
    QTest::addColumn<Shape>("shape");
    QTest::addColumn<double>("momentum");
    QTest::addColumn<double>("epsilon");
    const Shape maps{.channels = 3, .height = 4, .width = 5};
    QTest::newRow("numbers in a row") << flatShape(5) << 0.1 << 1e-5;
    QTest::newRow("one number") << flatShape(1) << 0.1 << 1e-5;
    QTest::newRow("maps") << maps << 0.1 << 1e-5;
    QTest::newRow("one large map") << Shape{.channels = 1, .height = 9, .width = 9} << 0.1 << 1e-5;
    QTest::newRow("quick statistics") << flatShape(5) << 0.7 << 1e-5;
    QTest::newRow("statistics that stay") << maps << 0.0 << 1e-5;
    QTest::newRow("only the last batch") << maps << 1.0 << 1e-5;
    QTest::newRow("a large epsilon") << maps << 0.1 << 0.5;
  }

  void agreesWithPlainLoops() {
    QFETCH(Shape, shape);
    LayerSpec spec = batchNorm(Activation::Linear);
    QFETCH(double, momentum);
    QFETCH(double, epsilon);
    spec.momentum = momentum;
    spec.epsilon = epsilon;
    LayerTrace used;
    for (const bool isTraining : {true, false})
      for (const Index samples : {8, 3}) {
        const BatchNorm layer(spec, shape);
        const LayerPass pass =
            passThrough(layer, {.samples = samples, .isTraining = isTraining, .trace = used});
        used = pass.trace;
        const NaiveBatchNorm norm = naive(pass.parameters, spec);
        const Samples z = batchNorm(norm, maps(shape), isTraining, pass.x);
        QVERIFY(worstDifference(pass.z, z) < kSumPrecision);
        QCOMPARE(pass.a, pass.z);
        const NaiveGradients d = batchNormBackward(norm, maps(shape), isTraining, pass.x, pass.delta);
        QVERIFY(worstDifference(pass.dx, d.x) < kSumPrecision);
        const Numbers none(norm.mean.size(), 0);
        QVERIFY(worstDifference(pass.gradient, flat({d.weight, d.bias, none, none})) < kSumPrecision);

        Vector parameters =
            Eigen::Map<const Eigen::VectorXd>(pass.parameters.data(), layer.parameterCount()).cast<Scalar>();
        layer.followStatistics(pass.trace, parameters.data());
        const Numbers followed(parameters.begin(), parameters.end());
        if (isTraining)
          QVERIFY(worstDifference(followed, flat(follow(norm, maps(shape), pass.x))) < kSumPrecision);
        else
          QCOMPARE(followed, pass.parameters);
      }
  }

  /// A single value per channel has no variance: it is normalised to 0, and the running variance stays.
  void aSingleNumberTeachesNoVariance() {
    const BatchNorm layer(batchNorm(Activation::Linear), flatShape(2));
    Vector parameters(layer.parameterCount());
    Random random(1, "init");
    layer.initialize(Initializer::He, random, parameters.data());
    const Vector before = parameters;
    LayerTrace trace;
    layer.forward(parameters.data(), (Matrix(2, 1) << 5, -7).finished(), trace, {.isTraining = true});
    QCOMPARE(trace.z, Matrix::Zero(2, 1).eval());
    layer.followStatistics(trace, parameters.data());
    QCOMPARE(parameters, before);
  }

  /// weight 1, bias 0, mean 0, variance 1: the output equals the input, except for ε.
  void beginsAsAlmostNothing() {
    const BatchNorm layer(batchNorm(Activation::Linear), flatShape(2));
    Vector parameters(layer.parameterCount());
    Random random(1, "init");
    layer.initialize(Initializer::He, random, parameters.data());
    QCOMPARE(parameters, (Vector(8) << 1, 1, 0, 0, 0, 0, 1, 1).finished());
    LayerTrace trace;
    layer.forward(parameters.data(), (Matrix(2, 1) << 5, -7).finished(), trace, {});
    QVERIFY(isClose(trace.a(0, 0), 5 / std::sqrt(1.00001)));
    QVERIFY(isClose(trace.a(1, 0), -7 / std::sqrt(1.00001)));
  }
};

PELLUCID_TEST(tst_batch_norm, TestBatchNorm)
#include "tst_batch_norm.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/dense.h"

#include <QtTest>

#include "tests/support/layer_pass.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

// W = [1 2 3; 4 5 6], b = [10; 20], as stored in memory.
const Vector kParameters = (Vector(8) << 1, 4, 2, 5, 3, 6, 10, 20).finished();
// Two samples.
const Matrix kInput = (Matrix(3, 2) << 1, 0, 0, 1, 2, -1).finished();

}  // namespace

class TestDense : public QObject {
  Q_OBJECT

 private slots:
  void namesItsTensors() {
    const Dense layer(dense(2, Activation::Linear), flatShape(3));
    const auto& tensors = layer.tensors();
    QCOMPARE(tensors.size(), std::size_t{2});
    QCOMPARE(tensors[0].name, std::string("weight"));
    QCOMPARE(tensors[0].rows, 2);
    QCOMPARE(tensors[0].cols, 3);
    QCOMPARE(tensors[1].name, std::string("bias"));
    QCOMPARE(tensors[1].offset, 6);
    QCOMPARE(layer.parameterCount(), 8);
  }

  /// z = W x + b by hand: 1 + 6 + 10, 4 + 12 + 20; 2 - 3 + 10, 5 - 6 + 20.
  void forwardAgreesWithAHandComputedExample() {
    LayerTrace trace;
    Dense(dense(2, Activation::Linear), flatShape(3)).forward(kParameters.data(), kInput, trace, {});
    const Matrix expected = (Matrix(2, 2) << 17, 9, 36, 19).finished();
    QCOMPARE(trace.z, expected);
    QCOMPARE(trace.a, expected);
    Dense(dense(2, Activation::Tanh), flatShape(3)).forward(kParameters.data(), kInput, trace, {});
    QCOMPARE(trace.z, expected);
    QVERIFY(isClose(trace.a(1, 1), 1));
  }

  /// dL/dW = delta xᵀ, dL/db = Σ delta, dL/dx = Wᵀ delta, by hand.
  void backwardAgreesWithAHandComputedExample() {
    const Dense layer(dense(2, Activation::Linear), flatShape(3));
    LayerTrace trace;
    layer.forward(kParameters.data(), kInput, trace, {});
    trace.delta = (Matrix(2, 2) << 1, 3, 2, -1).finished();
    Vector gradient = Vector::Constant(8, 77);
    Matrix dx;
    layer.backward(kParameters.data(), kInput, trace, gradient.data(), &dx);
    QCOMPARE(gradient, (Vector(8) << 1, 2, 3, -1, -1, 5, 4, 1).finished());
    QCOMPARE(dx, (Matrix(3, 2) << 9, -1, 12, 1, 15, 3).finished());
    Vector again(8);
    layer.backward(kParameters.data(), kInput, trace, again.data(), nullptr);
    QCOMPARE(again, gradient);
  }

  /// With sizes on both sides of whole registers and of the point where a product changes its method.
  void agreesWithPlainLoops() {
    for (const Index inputs : {1, 3, 16, 50})
      for (const Index outputs : {1, 4, 15, 16, 33})
        for (const Index samples : {1, 3, 32})
          for (const bool bias : {true, false}) {
            LayerSpec spec = dense(outputs, Activation::Linear);
            spec.bias = bias;
            const LayerPass pass = passThrough(Dense(spec, flatShape(inputs)), {.samples = samples});
            const auto units = static_cast<std::size_t>(outputs);
            const auto biasBegin = pass.parameters.begin() + inputs * outputs;
            const Numbers weight(pass.parameters.begin(), biasBegin);
            QVERIFY(worstDifference(pass.z, dense(weight, {biasBegin, pass.parameters.end()}, units,
                                                  pass.x)) < 5 * kPrecision);
            const NaiveGradients d = denseBackward(weight, units, pass.x, pass.delta);
            QVERIFY(worstDifference(pass.dx, d.x) < 5 * kPrecision);
            Numbers gradient = d.weight;
            if (bias) gradient.insert(gradient.end(), d.bias.begin(), d.bias.end());
            QVERIFY(worstDifference(pass.gradient, gradient) < 5 * kPrecision);
          }
  }

  void worksWithoutABias() {
    LayerSpec spec = dense(2, Activation::Linear);
    spec.bias = false;
    const Dense layer(spec, flatShape(3));
    QCOMPARE(layer.parameterCount(), 6);
    LayerTrace trace;
    layer.forward(kParameters.data(), kInput, trace, {});
    QCOMPARE(trace.z, (Matrix(2, 2) << 7, -1, 16, -1).finished());
    trace.delta = Matrix::Ones(2, 2);
    Vector gradient = Vector::Constant(7, 77);
    layer.backward(kParameters.data(), kInput, trace, gradient.data(), nullptr);
    QCOMPARE(gradient(6), Scalar(77));
  }

  /// Zeros may be skipped: the result is the same as with all of them.
  void sparseInputGivesTheSame() {
    const Dense layer(dense(2, Activation::Tanh), flatShape(3));
    LayerTrace full;
    layer.forward(kParameters.data(), kInput, full, {});
    full.delta = (Matrix(2, 2) << 1, 3, 2, -1).finished();
    Vector gradient(8);
    layer.backward(kParameters.data(), kInput, full, gradient.data(), nullptr);

    SparseBatch x;
    x.reset(3, 2);
    for (Index n = 0; n < 2; ++n) x.add(kInput.col(n).data(), 1);
    LayerTrace sparse;
    layer.forward(kParameters.data(), x, sparse);
    QCOMPARE(sparse.z, full.z);
    QCOMPARE(sparse.a, full.a);
    sparse.delta = full.delta;
    Vector again(8);
    layer.backward(x, sparse, again.data());
    QCOMPARE(again, gradient);
  }

  /// More units than are processed at once, and a number that is not a multiple of a block.
  void sparseInputOfManyUnitsGivesTheSame() {
    constexpr Index kUnits = 301;
    constexpr Index kInputs = 40;
    constexpr Index kSamples = 9;
    const Dense layer(dense(kUnits, Activation::Relu), flatShape(kInputs));
    Random random(1, "test");
    const auto fill = [&](auto&& values) {
      for (Scalar& value : values.reshaped()) value = static_cast<Scalar>(random.normal());
    };
    Vector parameters(layer.parameterCount());
    Matrix input(kInputs, kSamples);
    LayerTrace full;
    full.delta.resize(kUnits, kSamples);
    fill(parameters);
    fill(input);
    fill(full.delta);
    for (Scalar& value : input.reshaped())
      if (random.below(3) > 0) value = 0;
    SparseBatch x;
    x.reset(kInputs, kSamples);
    for (Index n = 0; n < kSamples; ++n) x.add(input.col(n).data(), 1);

    LayerTrace sparse;
    sparse.delta = full.delta;
    Vector gradient(layer.parameterCount());
    Vector again(layer.parameterCount());
    layer.forward(parameters.data(), input, full, {});
    layer.backward(parameters.data(), input, full, gradient.data(), nullptr);
    layer.forward(parameters.data(), x, sparse);
    layer.backward(x, sparse, again.data());
    for (Index i = 0; i < full.z.size(); ++i)
      QVERIFY(isClose(sparse.z.data()[i], static_cast<double>(full.z.data()[i])));
    for (Index i = 0; i < gradient.size(); ++i) QVERIFY(isClose(again(i), static_cast<double>(gradient(i))));
  }

  void beginsWithZeroBiases() {
    Vector parameters = Vector::Constant(8, 77);
    Random random(1, "init");
    Dense(dense(2, Activation::Relu), flatShape(3)).initialize(Initializer::He, random, parameters.data());
    QVERIFY((parameters.tail(2).array() == 0).all());
    QVERIFY((parameters.head(6).array() != 0).all());
    QVERIFY((parameters.head(6).array().abs() < 10).all());
  }
};

PELLUCID_TEST(tst_dense, TestDense)
#include "tst_dense.moc"

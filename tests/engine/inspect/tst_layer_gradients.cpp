// SPDX-License-Identifier: GPL-3.0-or-later
// Every kind of layer under the gradient check, in double: each with every activation that it can have and
// every loss, batches of one and three, with and without bias, frozen and not. And layers with the mistakes
// that people make in them, to see them caught.
#include <QtTest>

#include <algorithm>

#include "engine/base/random.h"
#include "engine/inspect/gradient_check.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

constexpr double kStackTolerance = 1e-6;
/// A batch norm is so curved that a difference is off by about 1e-10, however small the gradient is.
constexpr double kFloor = 1e-3;
/// Distance from a kink of an activation, a loss or a pool: much more than a value moves when one weight
/// does.
constexpr Scalar kMargin = Scalar(1e-3);
constexpr Scalar kLargest = 20;

/// Layers below an output, and the input they receive.
struct Stack {
  const char* name;
  Shape input;
  std::vector<LayerSpec> (*layers)(Activation);
};

constexpr Shape kRow{.channels = 4, .height = 1, .width = 1};
constexpr Shape kMaps{.channels = 2, .height = 5, .width = 6};
constexpr Padding kSame{.isSame = true, .pixels = 0};
constexpr Padding kOne{.isSame = false, .pixels = 1};

LayerSpec frozen(LayerSpec layer) {
  layer.frozen = true;
  return layer;
}

LayerSpec withoutBias(LayerSpec layer) {
  layer.bias = false;
  return layer;
}

LayerSpec window(LayerSpec layer, Index stride, Padding padding = {}) {
  layer.stride = stride;
  layer.padding = padding;
  return layer;
}

using Layers = std::vector<LayerSpec>;
constexpr Activation kLinear = Activation::Linear;
constexpr Activation kTanh = Activation::Tanh;

const std::array kStacks = {
    Stack{"dense", kRow,
          [](Activation f) {
            return Layers{dense(5, f), dense(4, f)};
          }},
    Stack{"dense without bias", kRow,
          [](Activation f) {
            return Layers{withoutBias(dense(5, f)), withoutBias(dense(4, f))};
          }},
    Stack{"dense, frozen below", kRow,
          [](Activation f) {
            return Layers{frozen(dense(5, f)), dense(4, f)};
          }},
    Stack{"dense, frozen between", kRow,
          [](Activation f) {
            return Layers{dense(5, f), frozen(dense(4, f)), dense(3, f)};
          }},
    Stack{"conv2d", kMaps,
          [](Activation f) {
            return Layers{conv2d(3, 3, f), conv2d(2, 2, f), flatten()};
          }},
    Stack{"conv2d without bias", kMaps,
          [](Activation f) {
            return Layers{withoutBias(conv2d(3, 2, f)), flatten()};
          }},
    Stack{"conv2d with stride and padding", kMaps,
          [](Activation f) {
            return Layers{window(conv2d(3, 3, kTanh), 2, kOne), window(conv2d(2, 2, f), 2, kSame), flatten()};
          }},
    Stack{"conv2d, frozen between", kMaps,
          [](Activation f) {
            return Layers{conv2d(3, 3, f), frozen(conv2d(2, 2, f)), flatten()};
          }},
    Stack{"max pool", kMaps,
          [](Activation f) {
            return Layers{conv2d(3, 2, f), maxPool(2), conv2d(2, 2, kTanh), flatten()};
          }},
    Stack{"overlapping max pool", kMaps,
          [](Activation f) {
            return Layers{conv2d(3, 2, f), window(maxPool(3), 1), flatten()};
          }},
    Stack{"average pool", kMaps,
          [](Activation f) {
            return Layers{conv2d(3, 2, f), averagePool(2), conv2d(2, 2, kTanh), flatten()};
          }},
    Stack{"overlapping average pool", kMaps,
          [](Activation f) {
            return Layers{conv2d(3, 2, f), window(averagePool(3), 1), flatten()};
          }},
    Stack{"batch norm of dense", kRow,
          [](Activation f) {
            return Layers{withoutBias(dense(5, kLinear)), batchNorm(f), dense(4, f)};
          }},
    Stack{"batch norm of activations", kRow,
          [](Activation f) {
            return Layers{dense(5, kTanh), batchNorm(f)};
          }},
    Stack{"batch norm of conv2d", kMaps,
          [](Activation f) {
            return Layers{conv2d(3, 3, kLinear), batchNorm(f), flatten()};
          }},
    Stack{"batch norm, frozen", kMaps,
          [](Activation f) {
            return Layers{conv2d(3, 3, kTanh), frozen(batchNorm(f)), flatten(), dense(4, f)};
          }},
    Stack{"dropout", kRow,
          [](Activation f) {
            return Layers{dense(8, f), dropout(0.4), dense(6, f), dropout(0.2)};
          }},
    Stack{"dropout of maps", kMaps,
          [](Activation f) {
            return Layers{conv2d(3, 3, f), dropout(0.4), flatten()};
          }},
};

struct StackProblem {
  std::shared_ptr<const Network> network;
  TrainingPass training;
  Vector parameters;
  Matrix x;
  Matrix y;
};

/// Whether the slopes on both sides of a point differ: `at` gives a value at this distance from the point.
template <class F>
bool isKink(const F& at) {
  const Scalar right = (at(kMargin) - at(0)) / kMargin;
  const Scalar left = (at(0) - at(-kMargin)) / kMargin;
  return std::abs(right - left) > Scalar(0.2) * std::max({std::abs(right), std::abs(left), Scalar(0.1)});
}

bool hasKink(Activation f, const Matrix& z) {
  if (f == Activation::Softmax) return false;
  return std::any_of(z.reshaped().begin(), z.reshaped().end(), [&](Scalar value) {
    return isKink([&](Scalar by) {
      Matrix a;
      activate(f, Matrix::Constant(1, 1, value + by), a);
      return a(0, 0);
    });
  });
}

/// Whether the two largest values of a window are about equal; two zeros after a relu are not at a kink.
bool hasKink(const Layer& pool, const Matrix& x) {
  const Shape& in = pool.inputShape();
  const Shape& out = pool.outputShape();
  for (const auto& sample : x.colwise())
    for (Index c = 0; c < out.channels; ++c)
      for (Index top = 0; top < out.height; ++top)
        for (Index left = 0; left < out.width; ++left) {
          std::vector<Scalar> pixels;
          for (Index i = 0; i < pool.spec().kernel; ++i)
            for (Index j = 0; j < pool.spec().kernel; ++j)
              pixels.push_back(sample[(c * in.height + top * pool.spec().stride + i) * in.width +
                                      left * pool.spec().stride + j]);
          std::sort(pixels.rbegin(), pixels.rend());
          if (pixels[0] - pixels[1] < kMargin && !(pixels[0] == 0 && pixels[1] == 0)) return true;
        }
  return false;
}

bool hasKink(Loss loss, const LayerTrace& output, const Matrix& y) {
  for (Index i = 0; i < output.a.size(); ++i) {
    const bool found = isKink([&](Scalar by) {
      LayerTrace moved = output;
      moved.a.reshaped()[i] += by;
      return static_cast<Scalar>(lossSum(loss, moved, y));
    });
    if (found) return true;
  }
  return false;
}

/// A difference across a kink would be meaningless; a batch with almost no variance is too curved for a
/// difference to be exact to 1e-6, and so are values as large as e^(e^x) soon is.
bool isSmooth(const StackProblem& problem, Loss loss) {
  Trace trace;
  trace.input = problem.x;
  problem.network->forward(problem.parameters, trace, &problem.training);
  for (std::size_t i = 0; i < trace.layers.size(); ++i) {
    const Layer& layer = problem.network->layer(i);
    const LayerTrace& of = trace.layers[i];
    if (of.a.cwiseAbs().maxCoeff() > kLargest) return false;
    if (layer.hasActivation() && hasKink(layer.activation(), of.z)) return false;
    if (layer.kind() == LayerKind::MaxPool && hasKink(layer, trace.layers[i - 1].a)) return false;
    if (layer.kind() == LayerKind::BatchNorm && of.isTraining && problem.x.cols() > 1 &&
        of.statistics.segment(layer.inputShape().channels, layer.inputShape().channels).minCoeff() < 0.005)
      return false;
  }
  return !hasKink(loss, trace.layers.back(), problem.y);
}

StackProblem draw(const NetworkSpec& spec, const Shape& input, Index batch, std::uint64_t seed) {
  StackProblem problem;
  problem.network = Network::create(spec, input).value();
  problem.training = {.seed = seed, .step = 3, .frozen = {}};
  for (const LayerSpec& layer : spec.layers) problem.training.frozen.push_back(layer.frozen);
  Random random(seed, "problem");
  problem.parameters.resize(problem.network->parameterCount());
  for (const Tensor& tensor : problem.network->tensors())
    for (Scalar& value : problem.parameters.segment(tensor.offset, tensor.size())) {
      const double scale = 1.2 / std::sqrt(static_cast<double>(tensor.cols) + 1);
      value = static_cast<Scalar>(scale * random.normal());
      if (tensor.name == "running_var") value = std::abs(value) + Scalar(0.5);
    }
  problem.x.resize(input.size(), batch);
  for (Scalar& value : problem.x.reshaped()) value = static_cast<Scalar>(random.normal());
  const Index outputs = spec.layers.back().units;
  problem.y.setZero(outputs, batch);
  for (Index n = 0; n < batch; ++n)
    problem.y(static_cast<Index>(random.below(static_cast<std::uint64_t>(outputs))), n) = 1;
  return problem;
}

StackProblem drawSmooth(const NetworkSpec& spec, const Shape& input, Index batch, Loss loss) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    StackProblem problem = draw(spec, input, batch, seed);
    if (loss == Loss::Hinge) problem.y = (2 * problem.y.array() - 1).matrix();  // -1 and +1
    if (isSmooth(problem, loss)) return problem;
  }
  qFatal("no problem without a kink was found");
}

GradientCheckReport checkStack(const StackProblem& problem, Loss loss, const Backward& backward = {}) {
  return checkGradient(*problem.network, problem.parameters, loss, problem.x, problem.y,
                       {.floor = kFloor, .training = &problem.training, .backward = backward});
}

/// Makes a layer's backward pass find something wrong.
using Spoiling = void (*)(const Layer&, LayerTrace&);

NetworkSpec withOutput(Layers layers, Index units, Activation output) {
  layers.push_back(dense(units, output));
  return {.layers = std::move(layers)};
}

/// The output activation usual for a loss.
Activation outputOf(Loss loss) {
  switch (loss) {
    case Loss::CrossEntropy:
      return Activation::Softmax;
    case Loss::BinaryCrossEntropy:
      return Activation::Sigmoid;
    default:
      return Activation::Linear;
  }
}

}  // namespace

class TestLayerGradients : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithDifferences_data() {
    QTest::addColumn<std::size_t>("stack");
    QTest::addColumn<Activation>("activation");
    for (std::size_t i = 0; i < kStacks.size(); ++i)
      for (const auto& activation : kEnumNames<Activation>)
        if (validate(withOutput(kStacks[i].layers(activation.value), 3, kLinear), kStacks[i].input))
          QTest::addRow("%s, %s", kStacks[i].name, activation.name.data()) << i << activation.value;
  }

  void agreesWithDifferences() {
    QFETCH(std::size_t, stack);
    QFETCH(Activation, activation);
    for (const auto& loss : kEnumNames<Loss>)
      for (const Index batch : {1, 3}) {
        const NetworkSpec spec = withOutput(kStacks[stack].layers(activation), 3, outputOf(loss.value));
        const StackProblem problem = drawSmooth(spec, kStacks[stack].input, batch, loss.value);
        const GradientCheckReport report = checkStack(problem, loss.value);
        for (const auto& entry : report.tensors)
          QVERIFY2(entry.relativeError < kStackTolerance,
                   qPrintable(QString("%1, batch %2: layer %3 %4[%5] is %6, differences give %7")
                                  .arg(loss.name.data())
                                  .arg(batch)
                                  .arg(entry.tensor.layer)
                                  .arg(entry.tensor.name.c_str())
                                  .arg(entry.worst)
                                  .arg(entry.backprop, 0, 'g', 12)
                                  .arg(entry.difference, 0, 'g', 12)));
        // Nothing was left out except what does not learn.
        Index expected = 0;
        for (std::size_t i = 0; i < spec.layers.size(); ++i)
          if (!spec.layers[i].frozen) expected += problem.network->layer(i).learnedCount();
        Index checked = 0;
        for (const auto& entry : report.tensors) checked += entry.tensor.size();
        QCOMPARE(checked, expected);
      }
  }

  void inUseStatisticsAndDropoutRest() {
    const NetworkSpec spec = withOutput({dense(5, kTanh), batchNorm(kTanh), dropout(0.5)}, 3, kLinear);
    const StackProblem problem = draw(spec, kRow, 3, 1);
    const auto report =
        checkGradient(*problem.network, problem.parameters, Loss::MeanSquaredError, problem.x, problem.y);
    QVERIFY(report.worstError() < kStackTolerance);
  }

  void catchesWrongLayers_data() {
    QTest::addColumn<std::size_t>("layer");
    QTest::addColumn<NetworkSpec>("spec");
    QTest::addColumn<Spoiling>("spoil");
    const auto row = [](const char* name, std::size_t layer, const NetworkSpec& spec, Spoiling spoil) {
      QTest::newRow(name) << layer << spec << spoil;
    };
    // A mistake spoils the gradients of the layers below.
    row("batch norm that takes the batch's statistics for constants", 1,
        withOutput({conv2d(3, 3, kTanh), batchNorm(kTanh), flatten()}, 3, kLinear),
        [](const Layer&, LayerTrace& trace) { trace.isTraining = false; });
    row("dropout that lets every gradient through", 2,
        withOutput({conv2d(3, 3, kTanh), flatten(), dropout(0.4)}, 3, kLinear),
        [](const Layer&, LayerTrace& trace) { trace.isTraining = false; });
    row("dropout that does not scale", 2,
        withOutput({conv2d(3, 3, kTanh), flatten(), dropout(0.4)}, 3, kLinear),
        [](const Layer&, LayerTrace& trace) {
          trace.kept = (trace.kept.array() != 0).cast<Scalar>().matrix();
        });
    row("max pool that answers for its first pixel", 1,
        withOutput({conv2d(3, 2, kTanh), maxPool(2), flatten()}, 3, kLinear),
        [](const Layer& pool, LayerTrace& trace) {
          const Shape& in = pool.inputShape();
          const Shape& out = pool.outputShape();
          auto chosen = trace.chosen.begin();
          for (Index n = 0; n < trace.a.cols(); ++n)
            for (Index c = 0; c < out.channels; ++c)
              for (Index y = 0; y < out.height; ++y)
                for (Index x = 0; x < out.width; ++x)
                  *chosen++ = static_cast<std::int32_t>((c * in.height + 2 * y) * in.width + 2 * x);
        });
  }

  void catchesWrongLayers() {
    QFETCH(std::size_t, layer);
    QFETCH(NetworkSpec, spec);
    QFETCH(Spoiling, spoil);
    const StackProblem problem = drawSmooth(spec, kMaps, 3, Loss::MeanSquaredError);
    QVERIFY(checkStack(problem, Loss::MeanSquaredError).worstError() < kStackTolerance);
    const auto wrong = [&](const Vector& parameters, Trace& trace, Vector& gradient) {
      spoil(problem.network->layer(layer), trace.layers[layer]);
      problem.network->backward(parameters, trace, gradient, &problem.training);
    };
    for (const auto& entry : checkStack(problem, Loss::MeanSquaredError, wrong).tensors)
      QCOMPARE(entry.relativeError > 0.01, entry.tensor.layer < layer);
  }

  /// Another mistake in a convolution: its kernel reversed.
  void catchesAKernelTurnedRound() {
    const StackProblem problem = draw(withOutput({conv2d(3, 3, kTanh), flatten()}, 3, kLinear), kMaps, 3, 1);
    const auto wrong = [&](const Vector& parameters, Trace& trace, Vector& gradient) {
      problem.network->backward(parameters, trace, gradient, &problem.training);
      for (Index c = 0; c < kMaps.channels; ++c)
        gradient.segment(c * 9 * 3, 9 * 3).reshaped(3, 9).rowwise().reverseInPlace();
    };
    const auto report = checkStack(problem, Loss::MeanSquaredError, wrong);
    QVERIFY(report.tensors[0].relativeError > 0.1);
    QVERIFY(report.tensors[1].relativeError < kStackTolerance);
  }
};

PELLUCID_TEST(tst_layer_gradients, TestLayerGradients)
#include "tst_layer_gradients.moc"

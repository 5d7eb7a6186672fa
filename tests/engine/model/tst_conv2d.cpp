// SPDX-License-Identifier: GPL-3.0-or-later
// Convolution against plain loops, in shapes that meet every path of the fast code.
#include "engine/model/conv2d.h"

#include <QtTest>

#include "tests/support/layer_pass.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

struct Geometry {
  const char* name;
  Shape in;
  Index filters;
  Index kernel;
  Index stride = 1;
  Padding padding = {};
};

constexpr Padding kSame{.isSame = true, .pixels = 0};
constexpr Padding kOne{.isSame = false, .pixels = 1};
constexpr Padding kTwo{.isSame = false, .pixels = 2};

constexpr Shape maps(Index channels, Index height, Index width) {
  return {.channels = channels, .height = height, .width = width};
}

const std::array kGeometries = {
    Geometry{"one pixel of one map", maps(1, 4, 5), 1, 1},
    Geometry{"one pixel of many maps", maps(7, 3, 4), 5, 1},
    Geometry{"a kernel as large as the map", maps(2, 3, 3), 4, 3},
    Geometry{"digits", maps(1, 28, 28), 8, 5},
    Geometry{"behind digits", maps(8, 12, 12), 16, 5},
    Geometry{"3 x 3 over one map", maps(1, 9, 12), 12, 3},
    Geometry{"3 x 3 over eight maps", maps(8, 6, 11), 8, 3},
    Geometry{"3 x 3 over sixteen maps", maps(16, 5, 5), 10, 3},
    Geometry{"lines of 7", maps(2, 5, 9), 3, 3},
    Geometry{"lines of 8", maps(2, 5, 10), 3, 3},
    Geometry{"lines of 9", maps(3, 4, 11), 2, 3},
    Geometry{"lines of 17", maps(1, 4, 18), 6, 2},
    Geometry{"16 filters and one more", maps(3, 6, 6), 17, 3},
    Geometry{"31 filters", maps(1, 9, 12), 31, 4},
    Geometry{"tall maps", maps(2, 19, 3), 5, 2},
    Geometry{"stride 2", maps(3, 9, 11), 4, 3, 2},
    Geometry{"stride 2, pixels left over", maps(2, 10, 20), 4, 3, 2},
    Geometry{"stride larger than the kernel", maps(2, 11, 13), 3, 2, 4},
    Geometry{"padding 1", maps(3, 5, 8), 4, 3, 1, kOne},
    Geometry{"padding 2, stride 2", maps(2, 7, 6), 9, 3, 2, kTwo},
    Geometry{"padding makes a small map large enough", maps(2, 2, 2), 3, 4, 1, kTwo},
    Geometry{"same, odd kernel", maps(2, 6, 9), 5, 5, 1, kSame},
    Geometry{"same, even kernel", maps(3, 5, 8), 4, 4, 1, kSame},
    Geometry{"same, stride 2", maps(2, 7, 10), 4, 3, 2, kSame},
    Geometry{"same, stride 3, even kernel", maps(2, 8, 10), 3, 4, 3, kSame},
    Geometry{"same, stride larger than the kernel", maps(1, 9, 7), 2, 1, 3, kSame},
};

LayerSpec spec(const Geometry& of, bool bias, Activation activation) {
  LayerSpec layer = conv2d(of.filters, of.kernel, activation);
  layer.stride = of.stride;
  layer.padding = of.padding;
  layer.bias = bias;
  return layer;
}

NaiveWindows naiveWindows(const Geometry& of) {
  const auto kernel = static_cast<std::size_t>(of.kernel);
  const auto stride = static_cast<std::size_t>(of.stride);
  if (of.padding.isSame) return sameWindows(pellucid::tests::maps(of.in), kernel, stride);
  return windows(pellucid::tests::maps(of.in), kernel, stride, static_cast<std::size_t>(of.padding.pixels));
}

}  // namespace

class TestConv2d : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithPlainLoops_data() {
    QTest::addColumn<std::size_t>("geometry");
    for (std::size_t i = 0; i < kGeometries.size(); ++i) QTest::newRow(kGeometries[i].name) << i;
  }

  void agreesWithPlainLoops() {
    QFETCH(std::size_t, geometry);
    const Geometry& of = kGeometries[geometry];
    const NaiveWindows at = naiveWindows(of);
    LayerTrace used;
    for (const bool bias : {true, false})
      for (const bool sparse : {true, false})
        for (const Index samples : {3, 1}) {
          const Conv2d layer(spec(of, bias, Activation::Linear), of.in);
          QCOMPARE(layer.outputShape(),
                   maps(of.filters, static_cast<Index>(at.lines), static_cast<Index>(at.columns)));
          const LayerPass pass = passThrough(layer, {.samples = samples, .sparse = sparse, .trace = used});
          used = pass.trace;

          const auto filters = static_cast<std::size_t>(of.filters);
          const auto biasBegin =
              pass.parameters.begin() + of.filters * of.in.channels * of.kernel * of.kernel;
          const Numbers weights(pass.parameters.begin(), biasBegin);
          const Numbers biases(biasBegin, pass.parameters.end());
          QCOMPARE(biases.size(), bias ? filters : 0);
          QVERIFY(worstDifference(pass.z, convolve(at, filters, weights, biases, pass.x)) < kSumPrecision);
          QCOMPARE(pass.a, pass.z);
          const NaiveGradients d = convolveBackward(at, filters, weights, pass.x, pass.delta);
          Numbers gradient = d.weight;
          if (bias) gradient.insert(gradient.end(), d.bias.begin(), d.bias.end());
          QVERIFY(worstDifference(pass.dx, d.x) < kSumPrecision);
          QVERIFY(worstDifference(pass.gradient, gradient) < kSumPrecision);
        }
  }

  /// A cross-correlation by hand: the kernel is not reversed.
  void slidesTheKernelAsItIs() {
    const Conv2d layer(conv2d(1, 2, Activation::Relu), maps(1, 2, 3));
    const Vector parameters = (Vector(5) << 1, 2, 3, 4, -40).finished();
    const Matrix x = (Matrix(6, 1) << 1, 2, 3, 4, 5, 6).finished();
    LayerTrace trace;
    layer.forward(parameters.data(), x, trace, {});
    // 1·1 + 2·2 + 3·4 + 4·5 - 40 and 1·2 + 2·3 + 3·5 + 4·6 - 40
    QCOMPARE(trace.z, (Matrix(2, 1) << -3, 7).finished());
    QCOMPARE(trace.a, (Matrix(2, 1) << 0, 7).finished());
  }

  void aGradientOfZerosIsZero() {
    const Conv2d layer(conv2d(3, 2, Activation::Relu), maps(2, 4, 4));
    const Vector parameters = Vector::Ones(layer.parameterCount());
    const Matrix x = Matrix::Ones(layer.inputs(), 2);
    LayerTrace trace;
    layer.forward(parameters.data(), x, trace, {});
    trace.delta.setZero(layer.outputs(), 2);
    Vector gradient = Vector::Ones(layer.parameterCount());
    Matrix dx;
    layer.backward(parameters.data(), x, trace, gradient.data(), &dx);
    QCOMPARE(gradient, Vector::Zero(layer.parameterCount()).eval());
    QCOMPARE(dx, Matrix::Zero(layer.inputs(), 2).eval());
  }

  /// fan-in is channels · kernel²: He's standard deviation is sqrt(2 / 50).
  void beginsWithTheFanInOfAWindow() {
    const Conv2d layer(conv2d(400, 5, Activation::Relu), maps(2, 8, 8));
    Vector parameters = Vector::Constant(layer.parameterCount(), 77);
    Random random(1, "init");
    layer.initialize(Initializer::He, random, parameters.data());
    const auto weights = parameters.head(400 * 50).cast<double>();
    QVERIFY(std::abs(weights.squaredNorm() / 20000 - 2.0 / 50) < 0.002);
    QVERIFY((parameters.tail(400).array() == 0).all());
  }
};

PELLUCID_TEST(tst_conv2d, TestConv2d)
#include "tst_conv2d.moc"

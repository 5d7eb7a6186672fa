// SPDX-License-Identifier: GPL-3.0-or-later
// Pools against plain loops.
#include "engine/model/pooling.h"

#include <QtTest>

#include <cmath>
#include <limits>

#include "tests/support/layer_pass.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

LayerSpec pool(LayerKind kind, Index kernel, Index stride) {
  LayerSpec spec = kind == LayerKind::MaxPool ? maxPool(kernel) : averagePool(kernel);
  spec.stride = stride;
  return spec;
}

}  // namespace

class TestPooling : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithPlainLoops_data() {
    QTest::addColumn<Shape>("in");
    QTest::addColumn<Index>("kernel");
    QTest::addColumn<Index>("stride");
    const auto row = [](Index channels, Index height, Index width, Index kernel, Index stride) {
      QTest::addRow("%dx%dx%d, kernel %d, stride %d", int(height), int(width), int(channels), int(kernel),
                    int(stride))
          << Shape{.channels = channels, .height = height, .width = width} << kernel << stride;
    };
    row(1, 4, 4, 2, 2);
    row(8, 24, 24, 2, 2);
    row(3, 5, 7, 2, 2);  // pixels left over
    row(2, 9, 23, 2, 2);
    row(2, 8, 11, 2, 2);
    row(3, 7, 8, 2, 2);
    row(2, 7, 9, 3, 2);  // windows overlap
    row(2, 6, 21, 3, 1);
    row(3, 8, 10, 2, 3);  // pixels between windows
    row(2, 9, 19, 3, 3);
    row(4, 3, 3, 3, 3);  // the whole map
    row(5, 4, 3, 1, 1);
  }

  void agreesWithPlainLoops() {
    QFETCH(Shape, in);
    QFETCH(Index, kernel);
    QFETCH(Index, stride);
    const NaiveWindows at =
        windows(maps(in), static_cast<std::size_t>(kernel), static_cast<std::size_t>(stride));
    LayerTrace used;
    for (const Index samples : {3, 1})
      for (const bool sparse : {true, false}) {
        const LayerPass max = passThrough(MaxPool(pool(LayerKind::MaxPool, kernel, stride), in),
                                          {.samples = samples, .sparse = sparse, .trace = used});
        QCOMPARE(max.a, maxPool(at, max.x));
        QVERIFY(worstDifference(max.dx, maxPoolBackward(at, max.x, max.delta)) < kPrecision);
        const LayerPass mean = passThrough(AveragePool(pool(LayerKind::AveragePool, kernel, stride), in),
                                           {.samples = samples, .sparse = sparse, .trace = max.trace});
        QVERIFY(worstDifference(mean.a, averagePool(at, mean.x)) < kPrecision);
        QVERIFY(worstDifference(mean.dx, averagePoolBackward(at, mean.delta)) < kPrecision);
        used = mean.trace;
      }
  }

  /// If two values are equally large the gradient goes to the first of them, not to both.
  void theFirstOfEqualsIsChosen() {
    const MaxPool layer(maxPool(2), {.channels = 1, .height = 2, .width = 4});
    const Matrix x = (Matrix(8, 1) << 0, 5, -1, -1, 5, 5, -1, -1).finished();
    LayerTrace trace;
    layer.forward(nullptr, x, trace, {});
    QCOMPARE(trace.a, (Matrix(2, 1) << 5, -1).finished());
    trace.delta = (Matrix(2, 1) << 2, 3).finished();
    Matrix dx;
    layer.backward(nullptr, x, trace, nullptr, &dx);
    QCOMPARE(dx, (Matrix(8, 1) << 0, 2, 3, 0, 0, 0, 0, 0).finished());
  }

  /// Divergence must not hide behind a pool, wherever in the window the value is.
  void notANumberIsNotLost() {
    const Shape in{.channels = 1, .height = 2, .width = 2};
    for (Index i = 0; i < 4; ++i) {
      Matrix x = (Matrix(4, 1) << 1, 2, 3, 4).finished();
      x(i, 0) = std::numeric_limits<Scalar>::quiet_NaN();
      LayerTrace trace;
      MaxPool(maxPool(2), in).forward(nullptr, x, trace, {});
      QVERIFY(std::isnan(trace.a(0, 0)));
      AveragePool(averagePool(2), in).forward(nullptr, x, trace, {});
      QVERIFY(std::isnan(trace.a(0, 0)));
    }
  }
};

PELLUCID_TEST(tst_pooling, TestPooling)
#include "tst_pooling.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/fold.h"

#include <QtTest>

#include "engine/data/point_sets.h"
#include "engine/inspect/probe.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestFold : public QObject {
  Q_OBJECT

 private slots:
  void cornersGoWhereAProbePutsThem() {
    const Dataset data = makePointSet("circle", {.samples = 20, .targets = {}});
    const InputPlane plane = inputPlane(data, 0, Index{1}, Vector::Zero(2), 1, 1);
    const FoldAxes axes{.layer = 1, .across = 2, .up = 0};
    const FoldedGrid grid = foldGrid(*m_network, m_weights, data, plane, axes, 4);
    QCOMPARE(grid.columns, Index{5});
    QCOMPARE(grid.rows, Index{5});
    // Row 0 is at the top, and the corners are the plane's own.
    QVERIFY(isClose(grid.flat(0, 0), plane.plane.left));
    QVERIFY(isClose(grid.flat(1, 0), plane.plane.top));
    QVERIFY(isClose(grid.flat(0, 24), plane.plane.right));
    QVERIFY(isClose(grid.flat(1, 24), plane.plane.bottom));
    QVERIFY(isClose(grid.flat(0, 12), (plane.plane.left + plane.plane.right) / 2));
    for (Index i = 0; i < 25; ++i) {
      const Probe probed =
          probe(*m_network, m_weights, Loss::CrossEntropy, grid.flat.col(i), std::optional<std::uint8_t>());
      QVERIFY(isClose(grid.folded(0, i), probed.trace.layers[1].a(2, 0)));
      QVERIFY(isClose(grid.folded(1, i), probed.trace.layers[1].a(0, 0)));
      for (Index output = 0; output < 2; ++output)
        QVERIFY(isClose(grid.outputs(output, i), probed.trace.output()(output, 0)));
    }
  }

  void samplesGoWhereTheirInputsGo() {
    const Dataset data = makePointSet("circle", {.samples = 20, .targets = {}});
    const Matrix places =
        foldSamples(*m_network, m_weights, data.test, {.layer = 0, .across = 3, .up = 1}, 8);
    QCOMPARE(places.cols(), Index{8});
    for (Index i = 0; i < 8; ++i) {
      const Probe probed = probe(*m_network, m_weights, Loss::CrossEntropy, sample(data.test, 2, i),
                                 std::optional<std::uint8_t>());
      QVERIFY(isClose(places(0, i), probed.trace.layers[0].a(3, 0)));
      QVERIFY(isClose(places(1, i), probed.trace.layers[0].a(1, 0)));
    }
  }

  void aLineIsFoldedToo() {
    const Dataset data = makePointSet("curve", {.samples = 20, .targets = {}});
    NetworkSpec spec;
    spec.layers = {dense(3, Activation::Tanh), dense(1, Activation::Linear)};
    const auto network = Network::create(spec, flatShape(1)).value();
    const InputPlane line = inputPlane(data, 0, std::nullopt, Vector::Zero(1), 1, 1);
    const FoldedGrid grid =
        foldGrid(*network, network->initialParameters(1), data, line, {.layer = 0, .across = 0, .up = 2}, 10);
    QCOMPARE(grid.rows, Index{1});
    QCOMPARE(grid.folded.cols(), Index{11});
    for (Index i = 0; i < 11; ++i) QVERIFY(isClose(grid.flat(1, i), 0));  // halfway up
  }

 private:
  static std::shared_ptr<const Network> makeNetwork() {
    NetworkSpec spec;
    spec.layers = {dense(4, Activation::Tanh), dense(3, Activation::Relu), dense(2, Activation::Softmax)};
    return Network::create(spec, flatShape(2)).value();
  }
  std::shared_ptr<const Network> m_network = makeNetwork();
  Vector m_weights = m_network->initialParameters(7);
};

PELLUCID_TEST(tst_fold, TestFold)
#include "tst_fold.moc"

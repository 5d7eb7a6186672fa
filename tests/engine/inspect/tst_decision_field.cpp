// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/decision_field.h"

#include <QtTest>
#include <stdexcept>

#include "engine/data/point_sets.h"
#include "engine/inspect/probe.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestDecisionField : public QObject {
  Q_OBJECT

 private slots:
  /// Every pixel equals the result of a probe at that point.
  void agreesWithAProbeOfEachPoint() {
    NetworkSpec spec;
    spec.layers = {dense(4, Activation::Tanh), batchNorm(Activation::Relu), dropout(0.5),
                   dense(3, Activation::Softmax)};
    const auto network = Network::create(spec, flatShape(2)).value();
    const Vector weights = network->initialParameters(5);
    const Plane plane{.left = -2, .right = 4, .bottom = -1, .top = 3, .columns = 6, .rows = 4};
    const DecisionField field = decisionField(*network, weights, plane);
    QCOMPARE(field.plane, plane);
    QCOMPARE(field.layers.size(), std::size_t{4});
    for (Index row = 0; row < 4; ++row)
      for (Index column = 0; column < 6; ++column) {
        // Pixels of 1×1 around -1.5, -0.5, … and 2.5, 1.5, …
        Vector point(2);
        point << Scalar(-1.5) + static_cast<Scalar>(column), Scalar(2.5) - static_cast<Scalar>(row);
        const Probe expected = probe(*network, weights, Loss::CrossEntropy, point, std::nullopt);
        for (std::size_t layer = 0; layer < 4; ++layer) {
          const Matrix& a = expected.trace.layers[layer].a;
          QCOMPARE(field.layers[layer].rows(), a.rows());
          QCOMPARE(field.layers[layer].cols(), Index{24});
          for (Index unit = 0; unit < a.rows(); ++unit)
            QVERIFY(isClose(field.layers[layer](unit, row * 6 + column), a(unit, 0)));
        }
      }
  }

  /// x² and x·y move with x and y.
  void whatIsMadeFromThePlaneFollowsIt() {
    Dataset data = makePointSet("circle", {.samples = 20, .targets = {}});
    QVERIFY(addMadeInput(MadeInput::SquareX, data).has_value());
    QVERIFY(addMadeInput(MadeInput::Product, data).has_value());
    NetworkSpec spec;
    spec.layers = {dense(3, Activation::Tanh), dense(2, Activation::Softmax)};
    const auto network = Network::create(spec, data.shape).value();
    const Vector weights = network->initialParameters(5);
    Plane plane = planeAround(data, 4);
    const DecisionField field = decisionField(*network, weights, data, plane);
    for (Index row = 0; row < 4; ++row)
      for (Index column = 0; column < 4; ++column) {
        const Scalar x = plane.x(column);
        const Scalar y = plane.y(row);
        Vector point(4);
        point << x, y, x * x, x * y;
        const Probe expected = probe(*network, weights, Loss::CrossEntropy, point, std::nullopt);
        for (std::size_t layer = 0; layer < 2; ++layer)
          for (Index unit = 0; unit < field.layers[layer].rows(); ++unit)
            QVERIFY(isClose(field.layers[layer](unit, row * 4 + column),
                            expected.trace.layers[layer].a(unit, 0)));
      }
  }

  void thePlaneHasRoomAroundAllSamples() {
    const Dataset gate = makeTruthTable("xor-gate");
    const Plane plane = planeAround(gate, 10);
    QCOMPARE(plane.columns, Index{10});
    QCOMPARE(plane.rows, Index{10});
    for (const Scalar least : {plane.left, plane.bottom}) QVERIFY(isClose(least, -0.1));
    for (const Scalar most : {plane.right, plane.top}) QVERIFY(isClose(most, 1.1));

    Dataset dataset = gate;
    dataset.train.numbers.row(1).setConstant(3);
    dataset.test.numbers.row(1).setConstant(3);
    dataset.test.numbers(0, 0) = 21;
    const Plane flat = planeAround(dataset, 10);
    QVERIFY(isClose(flat.right, 23.1));
    QVERIFY(isClose(flat.bottom, 2));
    QVERIFY(isClose(flat.top, 4));
  }

  void otherNumbersOfInputsAreABug() {
    NetworkSpec spec;
    spec.layers = {dense(1, Activation::Linear)};
    const auto network = Network::create(spec, flatShape(3)).value();
    QVERIFY_THROWS_EXCEPTION(std::logic_error, decisionField(*network, network->initialParameters(1), {}));
    Dataset images;
    images.shape = {.channels = 1, .height = 28, .width = 28};
    QVERIFY_THROWS_EXCEPTION(std::logic_error, planeAround(images, 8));
  }
};

PELLUCID_TEST(tst_decision_field, TestDecisionField)
#include "tst_decision_field.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/units/part_pass.h"

#include <QtTest>

#include "tests/engine/inspect/units/plain_halves.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestPartPass : public QObject {
  Q_OBJECT

 private slots:
  void partsMakeTheWholeToTheBit() {
    const DatasetPtr data = twoChannels();
    const auto network = Network::create(mapsExperiment().network, data->shape).value();
    const Vector weights = weightsOf(*network);
    Trace whole;
    const std::vector<std::uint32_t> samples = {3, 0, 7};
    gather(data->train, data->inputs(), samples, whole.input);
    network->forward(weights, whole);
    for (std::size_t middle = 0; middle + 1 < network->layerCount(); ++middle) {
      Trace part;
      pellucid::engine::passThrough(*network, weights, 0, middle, whole.input, part);
      const Matrix on = part.layers[middle].a;
      pellucid::engine::passThrough(*network, weights, middle + 1, network->layerCount() - 1, on, part);
      for (std::size_t i = 0; i < network->layerCount(); ++i) QVERIFY(part.layers[i].a == whole.layers[i].a);
    }
  }

  void theGradientOfEachLayerIsThatOfPlainLoops() {
    const DatasetPtr data = twoChannels();
    const Experiment experiment = mapsExperiment();
    const auto network = Network::create(experiment.network, data->shape).value();
    const Vector weights = weightsOf(*network);
    for (std::size_t layer = 0; layer < network->layerCount(); ++layer) {
      Trace trace;
      const std::vector<std::uint32_t> samples = {5, 2};
      gather(data->train, data->inputs(), samples, trace.input);
      network->forward(weights, trace);
      Matrix delta = Matrix::Zero(network->layer(layer).outputs(), 2);
      Samples plainDelta;
      for (Index n = 0; n < 2; ++n) {
        for (Index unit = 0; unit < delta.rows(); ++unit)
          delta(unit, n) = static_cast<Scalar>(1 + unit % 3) / static_cast<Scalar>(2 + n);
        plainDelta.push_back(numbersOf(delta.col(n)));
      }
      const Matrix dx = inputGradient(*network, weights, layer, delta, trace);

      PlainHalves plain(*network, experiment.network, layer, weights);
      plain.below.forward({numbersOf(trace.input.col(0)), numbersOf(trace.input.col(1))});
      for (std::size_t i = layer + 1; i-- > 0;) {
        plainDelta = plain.below.stages[i].backward(plainDelta).x;
        if (i == 0) break;
        const NaiveStage& under = plain.below.stages[i - 1];
        if (hasActivation(under.spec.kind))
          for (std::size_t n = 0; n < 2; ++n)
            plainDelta[n] = activateBackward(under.spec.activation, under.z[n], under.a[n], plainDelta[n]);
      }
      QCOMPARE(dx.cols(), Index{2});
      for (Index n = 0; n < 2; ++n)
        QVERIFY(worstDifference(numbersOf(dx.col(n)), plainDelta[static_cast<std::size_t>(n)]) <
                kSumPrecision);
    }
  }

  void largeNetworksTakeFewerSamplesAtATime() {
    const auto small = Network::create({.layers = {dense(3, Activation::Relu)}}, flatShape(4)).value();
    QCOMPARE(samplesAtATime(*small), Index{200});
    const auto large = Network::create({.layers = {dense(100000, Activation::Relu)}}, flatShape(100)).value();
    QCOMPARE(samplesAtATime(*large), (Index{1} << 24) / 100100);
  }
};

PELLUCID_TEST(tst_part_pass, TestPartPass)
#include "tst_part_pass.moc"

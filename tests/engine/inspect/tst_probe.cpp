// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/probe.h"

#include <QtTest>

#include <stdexcept>

#include "engine/train/trainer.h"
#include "tests/support/datasets.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestProbe : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithTheDefinition_data() {
    QTest::addColumn<Loss>("loss");
    for (const auto& loss : kEnumNames<Loss>)
      if (validate(loss.value, Activation::Softmax, 3)) QTest::newRow(loss.name.data()) << loss.value;
  }

  void agreesWithTheDefinition() {
    QFETCH(Loss, loss);
    const DatasetPtr dataset = syntheticDataset();
    const NetworkSpec spec = smallExperiment().network;
    const auto network = Network::create(spec, flatShape(6)).value();
    const Vector weights = network->initialParameters(9);
    const Vector input = sample(dataset->test, 6, 3);
    const std::uint8_t target = dataset->test.labels[3];
    NaiveNetwork naive = naiveNetwork(spec, 6, weights);
    const std::vector<NaiveSample> batch = {{.x = {input.begin(), input.end()}, .label = target}};
    const Numbers output = naive.forward(batch).front();
    naive.backward(loss, batch);

    const Probe result = probe(*network, weights, loss, input, target);
    QVERIFY(result.hasGradient());
    QVERIFY(isClose(*result.loss, naive.loss(loss, batch)));
    QCOMPARE(result.prediction, std::max_element(output.begin(), output.end()) - output.begin());
    for (std::size_t l = 0; l < naive.layers.size(); ++l) {
      const NaiveLayer& layer = naive.layers[l];
      QVERIFY(largestDifference(Vector(result.trace.layers[l].z), layer.z[0]) < kPrecision);
      QVERIFY(largestDifference(Vector(result.trace.layers[l].a), layer.a[0]) < kPrecision);
      QVERIFY(largestDifference(Vector(result.trace.layers[l].delta), layer.delta[0]) < kPrecision);
      for (std::size_t i = 0; i < layer.inputs; ++i) {
        const auto from = static_cast<Index>(i);
        QVERIFY(isClose(incoming(result, l, from), layer.x[0][i]));
        for (std::size_t o = 0; o < layer.units; ++o)
          QVERIFY(isClose(edgeGradient(result, l, static_cast<Index>(o), from),
                          layer.weightGradient[i * layer.units + o]));
      }
    }
  }

  /// The sample's loss is the one that training minimises: y = (1 − e) y + e / 3.
  void targetsAreSmoothedAsInTraining() {
    const DatasetPtr dataset = syntheticDataset();
    const NetworkSpec spec = smallExperiment().network;
    const auto network = Network::create(spec, flatShape(6)).value();
    const Vector weights = network->initialParameters(9);
    const Vector input = sample(dataset->test, 6, 3);
    NaiveNetwork naive = naiveNetwork(spec, 6, weights);
    const std::vector<NaiveSample> batch = {{.x = {input.begin(), input.end()}, .y = {0.1, 0.8, 0.1}}};
    naive.forward(batch);
    naive.backward(Loss::CrossEntropy, batch);
    const Probe result = probe(*network, weights, Loss::CrossEntropy, input, 1, 0.3);
    QVERIFY(isClose(*result.loss, naive.loss(Loss::CrossEntropy, batch)));
    for (Index i = 0; i < 3; ++i) QVERIFY(isClose(result.y[i], batch[0].y[static_cast<std::size_t>(i)]));
    for (std::size_t l = 0; l < naive.layers.size(); ++l)
      QVERIFY(largestDifference(Vector(result.trace.layers[l].delta), naive.layers[l].delta[0]) < kPrecision);
  }

  void withoutATargetThereIsNoGradient() {
    const auto network = Network::create(smallExperiment().network, flatShape(6)).value();
    const Vector weights = network->initialParameters(9);
    const Vector input = Vector::Constant(6, Scalar(0.5));
    const Probe blind = probe(*network, weights, Loss::CrossEntropy, input, std::nullopt);
    QVERIFY(!blind.hasGradient());
    QVERIFY(!blind.target);
    QCOMPARE(blind.trace.output(), probe(*network, weights, Loss::CrossEntropy, input, 1).trace.output());
    QVERIFY_THROWS_EXCEPTION(std::logic_error, edgeGradient(blind, 0, 0, 0));
  }

  void probingChangesNoBitOfTheTraining() {
    Experiment experiment = smallExperiment();
    auto& layers = experiment.network.layers;
    layers.insert(layers.begin() + 1, {batchNorm(Activation::Relu), dropout(0.3)});
    Trainer plain = Trainer::create(experiment, syntheticDataset()).value();
    Trainer watched = Trainer::create(experiment, syntheticDataset()).value();
    for (std::int64_t step = 0; step < 40; ++step) {
      QVERIFY(plain.step() == watched.step());
      const Vector input = sample(watched.dataset().test, 6, step % 15);
      (void)probe(*watched.network(), watched.state().weights, Loss::CrossEntropy, input, 1);
    }
    QCOMPARE(watched.state(), plain.state());
  }

  void aTargetWithoutAnOutputIsABug() {
    const auto network = Network::create(smallExperiment().network, flatShape(6)).value();
    QVERIFY_THROWS_EXCEPTION(std::logic_error, probe(*network, network->initialParameters(1),
                                                     Loss::CrossEntropy, Vector::Ones(6), 3));
  }
};

PELLUCID_TEST(tst_probe, TestProbe)
#include "tst_probe.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/distributions.h"

#include <QtTest>

#include <algorithm>

#include "tests/support/datasets.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// A step of 6–5–3 after a few others, with a batch of 8.
StepTrace recorded(Activation hidden, Optimizer optimizer = Optimizer::Sgd) {
  Experiment experiment = withOptimizer(optimizer);
  experiment.network.layers[0].activation = hidden;
  const DatasetPtr dataset = syntheticDataset(60);
  Trainer trainer = Trainer::create(experiment, dataset).value();
  for (int i = 0; i < 4; ++i) trainer.step();
  return traceStep(experiment, dataset, trainer.state()).value();
}

}  // namespace

class TestDistributions : public QObject {
  Q_OBJECT

 private slots:
  /// All of a layer's values, by plain loops over the same batch.
  void valuesAreThoseOfPlainLoops() {
    const StepTrace trace = recorded(Activation::Tanh);
    const auto batch = naiveBatch(trace.dataset->train, 6, trace.samples);
    NaiveNetwork naive = naiveNetwork(trace.experiment.network, 6, trace.before.weights);
    naive.forward(batch);
    naive.backward(Loss::CrossEntropy, batch);
    for (std::size_t layer = 0; layer < 2; ++layer) {
      const NaiveLayer& of = naive.layers[layer];
      Numbers z, a, delta, updates;
      for (std::size_t n = 0; n < batch.size(); ++n)
        for (std::size_t unit = 0; unit < of.units; ++unit) {
          z.push_back(of.z[n][unit]);
          a.push_back(of.a[n][unit]);
          delta.push_back(of.delta[n][unit] * static_cast<double>(batch.size()));
        }
      for (const double gradient : of.weightGradient)
        updates.push_back(-trace.experiment.training.learningRate * gradient);
      const auto differs = [&](LayerQuantity quantity, const Numbers& expected) {
        return largestDifference(valuesOf(trace, layer, quantity), expected);
      };
      QVERIFY(differs(LayerQuantity::Weights, of.weight) == 0);
      QVERIFY(differs(LayerQuantity::Biases, of.bias) == 0);
      QVERIFY(differs(LayerQuantity::Sums, z) < kSumPrecision);
      QVERIFY(differs(LayerQuantity::Activations, a) < kSumPrecision);
      QVERIFY(differs(LayerQuantity::Deltas, delta) < kSumPrecision);
      QVERIFY(differs(LayerQuantity::Gradients, of.weightGradient) < kSumPrecision);
      QVERIFY(differs(LayerQuantity::Updates, updates) < kPrecision);
      double moved = 0, size = 0;
      for (const double update : updates) moved += update * update;
      for (const double weight : of.weight) size += weight * weight;
      QVERIFY(isClose(updateRatio(trace, layer), std::sqrt(moved / size), 1e-3));
    }
  }

  void eachValueHasItsPlace() {
    const StepTrace trace = recorded(Activation::Tanh);
    const auto weight = trace.network->weight(trace.weights(), 0);
    const Vector weights = valuesOf(trace, 0, LayerQuantity::Weights);
    for (Index i = 0; i < weights.size(); ++i) {
      const NetworkPlace place = placeOf(trace, 0, LayerQuantity::Weights, i);
      QCOMPARE(weights[i], weight(place.unit, *place.from));
      QVERIFY(exists(*trace.network, place));
      QCOMPARE(placeOf(trace, 0, LayerQuantity::Updates, i), place);
    }
    const Vector biases = valuesOf(trace, 1, LayerQuantity::Biases);
    for (Index i = 0; i < biases.size(); ++i)
      QCOMPARE(trace.weights()[parameterIndex(*trace.network, placeOf(trace, 1, LayerQuantity::Biases, i))],
               biases[i]);
    const Vector outputs = valuesOf(trace, 1, LayerQuantity::Activations);
    for (Index i = 0; i < outputs.size(); ++i) {
      const NetworkPlace place = placeOf(trace, 1, LayerQuantity::Activations, i);
      QVERIFY(place.isUnit());
      QCOMPARE(outputs[i], trace.passes.layers[1].a(place.unit, i / 3));
    }
  }

  /// By counting how many values are at most a band's; and the moments by their definitions.
  void bandsAndMomentsAreThoseOfTheirDefinitions() {
    Vector values(101);
    for (Index i = 0; i < 101; ++i) values[(i * 37) % 101] = static_cast<Scalar>(i * i);  // shuffled
    const Spread spread = spreadOf(values);
    QCOMPARE(spread.count, 101);
    double mean = 0, squares = 0;
    for (int i = 0; i <= 100; ++i) mean += i * i / 101.0;
    for (int i = 0; i <= 100; ++i) squares += (i * i - mean) * (i * i - mean) / 101.0;
    QVERIFY(isClose(spread.mean, mean, 1e-9));
    QVERIFY(isClose(spread.deviation, std::sqrt(squares), 1e-9));
    const std::array<int, 9> percent = {0, 7, 16, 31, 50, 69, 84, 93, 100};
    for (std::size_t band = 0; band < 9; ++band)  // value number p of 0 … 100 has p % below it
      QVERIFY(isClose(spread.bands[band], percent[band] * percent[band], 1e-9));
    Vector two(2);
    two << 1, 3;
    QVERIFY(isClose(spreadOf(two).bands[4], 2, 1e-9));
  }

  void whatIsNotFiniteIsLeftOut() {
    Vector values(4);
    values << 1, NAN, 2, INFINITY;
    const Spread spread = spreadOf(values);
    QCOMPARE(spread.count, 2);
    QCOMPARE(spread.notFinite, 2);
    QCOMPARE(spread.most(), 2.0);
    QCOMPARE(spreadOf({}).count, 0);
  }

  /// A unit whose bias keeps it below 0 for every sample is dead.
  void deadAndFlatUnitsAreCounted() {
    const DatasetPtr dataset = syntheticDataset(60);
    Experiment experiment = smallExperiment();
    experiment.network.layers[0].activation = Activation::Relu;
    RunState state = Trainer::create(experiment, dataset).value().state();
    const auto network = Network::create(experiment.network, dataset->shape).value();
    state.weights[parameterIndex(*network, {.layer = 0, .unit = 2, .from = NetworkPlace::kBias})] = -100;
    const StepTrace trace = traceStep(experiment, dataset, state).value();
    const LayerHealth health = healthOf(trace, 0);
    Index dead = 0, flat = 0;
    for (Index unit = 0; unit < 5; ++unit) {
      Index below = 0;
      for (Index n = 0; n < 8; ++n) below += trace.passes.layers[0].z(unit, n) <= 0 ? 1 : 0;
      flat += below;
      dead += below == 8 ? 1 : 0;
    }
    QVERIFY(dead >= 1);
    QCOMPARE(health.units, 5);
    QCOMPARE(health.dead, dead);
    QCOMPARE(health.values, 40);
    QCOMPARE(health.flat, flat);
    QCOMPARE(healthOf(trace, 1).units, 0);  // softmax
  }

  void whatIsNotThereHasNoValues() {
    Experiment experiment = smallExperiment();
    experiment.network.layers.insert(experiment.network.layers.begin() + 1, dropout(0.5));
    const DatasetPtr dataset = syntheticDataset(60);
    const StepTrace trace =
        traceStep(experiment, dataset, Trainer::create(experiment, dataset).value().state()).value();
    for (const LayerQuantity quantity :
         {LayerQuantity::Weights, LayerQuantity::Biases, LayerQuantity::Sums, LayerQuantity::Updates})
      QCOMPARE(valuesOf(trace, 1, quantity).size(), 0);
    QVERIFY(valuesOf(trace, 1, LayerQuantity::Activations).size() > 0);
    QVERIFY(std::isnan(updateRatio(trace, 1)));
  }
};

PELLUCID_TEST(tst_distributions, TestDistributions)
#include "tst_distributions.moc"

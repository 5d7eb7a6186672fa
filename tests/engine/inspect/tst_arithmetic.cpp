// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/arithmetic.h"

#include <QtTest>

#include <cmath>

#include "engine/train/worked_example.h"
#include "tests/support/datasets.h"
#include "tests/support/precision.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// 8–7 tanh–5 relu–4 softmax after some steps, so that no weight is special.
StepTrace someTrace(std::uint64_t seed) {
  const DatasetPtr dataset = syntheticDataset(60, 8, 4, seed);
  Experiment experiment = smallExperiment();
  experiment.seed = seed;
  experiment.network.layers = {dense(7, Activation::Tanh), dense(5, Activation::Relu),
                               dense(4, Activation::Softmax)};
  Trainer trainer = Trainer::create(experiment, dataset).value();
  for (int i = 0; i < 5; ++i) trainer.step();
  return traceStep(experiment, dataset, trainer.state()).value();
}

double sumOf(const Sum& sum) {
  double total = sum.rest + sum.bias.value_or(0);
  for (const Term& term : sum.largest) total += term.product();
  return total;
}

/// The definition, by plain loops over the trace's matrices.
struct Naive {
  const StepTrace& trace;
  double w(std::size_t layer, Index to, Index from) const {
    return static_cast<double>(trace.network->weight(trace.before.weights, layer)(to, from));
  }
  double x(std::size_t layer, Index from, Index sample) const {
    return static_cast<double>(layer == 0 ? trace.passes.input(from, sample)
                                          : trace.passes.layers[layer - 1].a(from, sample));
  }
  double z(std::size_t layer, Index unit, Index sample) const {
    double sum = static_cast<double>(trace.network->bias(trace.before.weights, layer)[unit]);
    for (Index i = 0; i < trace.network->layer(layer).inputs(); ++i)
      sum += w(layer, unit, i) * x(layer, i, sample);
    return sum;
  }
  double slope(std::size_t layer, double at) const {
    return layer == 0 ? 1 - std::tanh(at) * std::tanh(at) : (at > 0 ? 1.0 : 0.0);
  }
  double delta(std::size_t layer, Index unit, Index sample) const {
    if (layer == 2)
      return static_cast<double>(trace.passes.output()(unit, sample) - trace.targets(unit, sample));
    double sum = 0;
    for (Index j = 0; j < trace.network->layer(layer + 1).outputs(); ++j)
      sum += w(layer + 1, j, unit) * delta(layer + 1, j, sample);
    return sum * slope(layer, z(layer, unit, sample));
  }
};

}  // namespace

class TestArithmetic : public QObject {
  Q_OBJECT

 private slots:
  void twoHundredPanelsAgreeWithTheDefinition() {
    Random random(11, "panels");
    for (int i = 0; i < 200; ++i) {
      const StepTrace trace = someTrace(1 + static_cast<std::uint64_t>(i) % 10);
      const Naive naive{trace};
      const auto below = [&](Index bound) {
        return static_cast<Index>(random.below(static_cast<std::uint64_t>(bound)));
      };
      const auto layer = static_cast<std::size_t>(below(3));
      const Index unit = below(trace.network->layer(layer).outputs());
      const Index sample = below(trace.batchSize());
      const Index most = 1 + below(9);
      const UnitArithmetic shown = unitArithmetic(trace, layer, unit, sample, most);

      QVERIFY(isClose(*shown.z, naive.z(layer, unit, sample)));
      QVERIFY(isClose(shown.forward->total, naive.z(layer, unit, sample)));
      QVERIFY(isClose(sumOf(*shown.forward), naive.z(layer, unit, sample)));
      QVERIFY(isClose(*shown.delta, naive.delta(layer, unit, sample)));
      const Index inputs = trace.network->layer(layer).inputs();
      QCOMPARE(static_cast<Index>(shown.forward->largest.size()), std::min(most, inputs));
      QCOMPARE(shown.forward->restCount, inputs - std::min(most, inputs));
      for (const Term& term : shown.forward->largest) {
        QCOMPARE(term.weight, naive.w(layer, unit, term.other));
        QCOMPARE(term.value, naive.x(layer, term.other, sample));
      }
      QCOMPARE(shown.backward.has_value(), layer < 2);
      QCOMPARE(shown.slope.has_value(), layer < 2);
      if (!shown.backward) continue;
      QVERIFY(isClose(sumOf(*shown.backward) * *shown.slope, *shown.delta));
      for (const Term& term : shown.backward->largest)
        QCOMPARE(term.weight, naive.w(layer + 1, term.other, unit));
    }
  }

  void theLargestTermsComeFirst() {
    const StepTrace trace = someTrace(3);
    const Sum all = *unitArithmetic(trace, 0, 0, 0, 8).forward;
    const Sum three = *unitArithmetic(trace, 0, 0, 0, 3).forward;
    QCOMPARE(all.restCount, 0);
    QCOMPARE(all.rest, 0.0);
    for (std::size_t i = 1; i < 8; ++i)
      QVERIFY(std::abs(all.largest[i - 1].product()) >= std::abs(all.largest[i].product()));
    for (std::size_t i = 0; i < 3; ++i) QCOMPARE(three.largest[i].other, all.largest[i].other);
  }

  void theOutputShowsLogitsTargetsAndLoss() {
    const StepTrace trace = someTrace(4);
    const OutputArithmetic shown = outputArithmetic(trace, 2);
    QCOMPARE(shown.rows.size(), std::size_t{4});
    double normalizer = 0;
    for (const OutputRow& row : shown.rows) normalizer += std::exp(row.z);
    double loss = 0;
    for (const OutputRow& row : shown.rows) {
      QVERIFY(isClose(row.a, std::exp(row.z) / normalizer));
      QVERIFY(isClose(row.delta, row.a - row.y));
      loss -= row.y * std::log(std::exp(row.z) / normalizer);
    }
    QVERIFY(isClose(shown.loss, loss));
  }

  void theWorkedExample() {
    const StepTrace trace = traceStep(workedExample(), byHand(), workedExampleState()).value();
    const UnitArithmetic unit = unitArithmetic(trace, 0, 0, 0, 5);
    QCOMPARE(unit.forward->largest.size(), std::size_t{1});
    QCOMPARE(unit.forward->largest[0].product(), 6.0);
    QCOMPARE(*unit.forward->bias, 1.0);
    QCOMPARE(unit.forward->total, 7.0);
    QCOMPARE(unit.a, 7.0);
    QCOMPARE(*unit.delta, -4.0);
    QCOMPARE(outputArithmetic(trace, 0).loss, 4.0);
  }

  void layersWithoutWeightsShowWhatTheyGive() {
    const DatasetPtr dataset = syntheticDataset();
    Experiment experiment = smallExperiment();
    experiment.network.layers.insert(experiment.network.layers.begin() + 1, dropout(0.5));
    const StepTrace trace =
        traceStep(experiment, dataset, Trainer::create(experiment, dataset).value().state()).value();
    const UnitArithmetic unit = unitArithmetic(trace, 1, 0, 0, 5);
    QVERIFY(!unit.forward && !unit.z && !unit.slope && unit.delta);
    QCOMPARE(unit.a, static_cast<double>(trace.passes.layers[1].a(0, 0)));
    QVERIFY(!unitArithmetic(trace, 0, 0, 0, 5).backward);  // dropout lies above, which has no weights
  }

  void slopesAreDerivatives() {
    constexpr double kStep = 1e-2;
    for (const auto& f : kEnumNames<Activation>) {
      if (f.value == Activation::Softmax) continue;
      for (const double z : {-1.3, -0.4, 0.6, 1.7}) {
        const double quotient = (valueOf(f.value, z + kStep) - valueOf(f.value, z - kStep)) / (2 * kStep);
        QVERIFY2(std::abs(slopeOf(f.value, z) - quotient) < 1e-3, f.name.data());
      }
    }
    QVERIFY_EXCEPTION_THROWN(slopeOf(Activation::Softmax, 0), std::logic_error);
  }
};

QTEST_APPLESS_MAIN(TestArithmetic)
#include "tst_arithmetic.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/arithmetic.h"

#include <QtTest>

#include <cmath>
#include <functional>
#include <set>

#include "engine/train/worked_example.h"
#include "tests/support/datasets.h"
#include "tests/support/layer_pass.h"
#include "tests/support/naive_layers.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

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

/// 9×9 images through every kind of layer with maps, after some steps: two convolutions, one with padding and
/// a stride, both pools, dropout, flatten, and dense layers.
StepTrace mapsTrace(std::uint64_t seed) {
  auto dataset = std::make_shared<Dataset>(*syntheticDataset(60, 81, 3, seed));
  dataset->shape = {.channels = 1, .height = 9, .width = 9};
  Experiment experiment = smallExperiment();
  experiment.seed = seed;
  LayerSpec second = conv2d(4, 3, Activation::Relu);
  second.padding.isSame = true;
  second.stride = 2;
  experiment.network.layers = {conv2d(3, 2, Activation::Tanh),
                               maxPool(2),
                               dropout(0.3),
                               second,
                               averagePool(2),
                               flatten(),
                               dense(5, Activation::Tanh),
                               dense(3, Activation::Softmax)};
  Trainer trainer = Trainer::create(experiment, dataset).value();
  for (int i = 0; i < 5; ++i) trainer.step();
  return traceStep(experiment, dataset, trainer.state()).value();
}

/// One sample's forward and backward pass through that network, layer by layer, as computed by the naive
/// layers.
struct NaiveMapsPass {
  NaiveMapsPass(const StepTrace& trace, Index sample) : m_trace(trace) {
    const Network& network = *trace.network;
    for (std::size_t i = 0; i < network.layerCount(); ++i) weights.push_back(tensor(i, "weight"));
    Numbers mask;  // drawn by the engine; everything derived from it is computed here
    for (Index u = 0; u < network.layer(2).outputs(); ++u)
      mask.push_back(trace.passes.layers[2].kept(u, sample) != 0 ? 1 : 0);
    const NaiveWindows first = windows(maps(network.layer(0).inputShape()), 2, 1);
    const NaiveWindows pool = windows(maps(network.layer(1).inputShape()), 2, 2);
    const NaiveWindows same = sameWindows(maps(network.layer(3).inputShape()), 3, 2);
    const NaiveWindows mean = windows(maps(network.layer(4).inputShape()), 2, 2);

    x.push_back({columns(trace.passes.input)[static_cast<std::size_t>(sample)]});
    forward(convolve(first, 3, weights[0], tensor(0, "bias"), x[0]), [](double v) { return std::tanh(v); });
    forward(maxPool(pool, x[1]), {});
    forward(dropOut(x[2], {mask}, 0.3), {});
    forward(convolve(same, 4, weights[3], tensor(3, "bias"), x[3]),
            [](double v) { return std::max(v, 0.0); });
    forward(averagePool(mean, x[4]), {});
    forward(x[5], {});
    forward(pellucid::tests::dense(weights[6], tensor(6, "bias"), 5, x[6]),
            [](double v) { return std::tanh(v); });
    z.push_back(pellucid::tests::dense(weights[7], tensor(7, "bias"), 3, x[7]));
    double sum = 0;
    for (const double v : z[7][0]) sum += std::exp(v);
    delta.resize(8);
    for (std::size_t o = 0; o < 3; ++o)
      delta[7].push_back(std::exp(z[7][0][o]) / sum -
                         static_cast<double>(trace.targets(static_cast<Index>(o), sample)));
    const auto gradients7 = denseBackward(weights[7], 3, x[7], {delta[7]});
    delta[6] = times(gradients7.x[0], [&](std::size_t u) { return 1 - x[7][0][u] * x[7][0][u]; });
    const auto gradients6 = denseBackward(weights[6], 5, x[6], {delta[6]});
    delta[5] = delta[4] = gradients6.x[0];
    delta[3] = times(averagePoolBackward(mean, {delta[4]})[0],
                     [&](std::size_t u) { return z[3][0][u] > 0 ? 1 : 0; });
    kernels3 = convolveBackward(same, 4, weights[3], x[3], {delta[3]});
    delta[2] = kernels3.x[0];
    delta[1] = dropOut({delta[2]}, {mask}, 0.3)[0];
    delta[0] = times(maxPoolBackward(pool, x[1], {delta[1]})[0],
                     [&](std::size_t u) { return 1 - x[1][0][u] * x[1][0][u]; });
    kernels0 = convolveBackward(first, 3, weights[0], x[0], {delta[0]});
  }

  std::vector<Samples> x;      ///< the input of each layer
  std::vector<Samples> z;      ///< before its activation, or the layer's output
  std::vector<Numbers> delta;  ///< dl/dz, or dl/da of layers without an activation
  std::vector<Numbers> weights;
  NaiveGradients kernels0, kernels3;

 private:
  void forward(Samples next, const std::function<double(double)>& f) {
    z.push_back(next);
    if (f)
      for (double& value : next[0]) value = f(value);
    x.push_back(std::move(next));
  }
  template <class F>
  static Numbers times(Numbers values, const F& factor) {
    for (std::size_t i = 0; i < values.size(); ++i) values[i] *= factor(i);
    return values;
  }
  Numbers tensor(std::size_t layer, const char* name) const {
    for (const Tensor& at : m_trace.network->tensors())
      if (at.layer == layer && at.name == name) {
        const auto* begin = m_trace.before.weights.data() + at.offset;
        return {begin, begin + at.size()};
      }
    return {};
  }

  const StepTrace& m_trace;
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
      QVERIFY(isClose(shown.forward.total, naive.z(layer, unit, sample)));
      QVERIFY(isClose(sumOf(shown.forward), naive.z(layer, unit, sample)));
      QVERIFY(isClose(*shown.delta, naive.delta(layer, unit, sample)));
      const Index inputs = trace.network->layer(layer).inputs();
      QCOMPARE(static_cast<Index>(shown.forward.largest.size()), std::min(most, inputs));
      QCOMPARE(shown.forward.restCount, inputs - std::min(most, inputs));
      for (const Term& term : shown.forward.largest) {
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

  void twoHundredPanelsOfConvolutionalNetworksAgreeWithTheDefinition() {
    Random random(12, "panels");
    const auto below = [&](Index bound) {
      return static_cast<Index>(random.below(static_cast<std::uint64_t>(bound)));
    };
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      const StepTrace trace = mapsTrace(seed);
      const Network& network = *trace.network;
      for (int i = 0; i < 20; ++i) {
        const Index sample = below(trace.batchSize());
        const NaiveMapsPass naive(trace, sample);
        const auto layer = static_cast<std::size_t>(below(static_cast<Index>(network.layerCount())));
        const Index unit = below(network.layer(layer).outputs());
        const auto at = static_cast<std::size_t>(unit);
        const UnitArithmetic shown = unitArithmetic(trace, layer, unit, sample, 1 + below(20));
        QVERIFY(isClose(shown.forward.total, naive.z[layer][0][at]));
        QVERIFY(isClose(sumOf(shown.forward), naive.z[layer][0][at]));
        for (const Term& term : shown.forward.largest)
          QVERIFY(isClose(term.value, naive.x[layer][0][static_cast<std::size_t>(term.other)]));
        for (const Term& other : shown.others) QVERIFY(other.value <= shown.a);
        QCOMPARE(shown.others.size(),
                 std::size_t{network.layer(layer).kind() == LayerKind::MaxPool ? 3U : 0U});

        QVERIFY(isClose(*shown.delta, naive.delta[layer][at]));
        QCOMPARE(shown.backward.has_value(), layer + 1 < network.layerCount());
        if (!shown.backward) continue;
        QVERIFY(isClose(sumOf(*shown.backward) * shown.slope.value_or(1), naive.delta[layer][at]));
        for (const Term& term : shown.backward->largest)
          QVERIFY(isClose(term.value, naive.delta[layer + 1][static_cast<std::size_t>(term.other)]));
      }
    }
  }

  void everyKernelsWeightHasItsGradient() {
    const StepTrace trace = mapsTrace(3);
    const NaiveMapsPass naive(trace, 2);
    const Network& network = *trace.network;
    std::set<Index> seen;
    for (const std::size_t layer : {0U, 3U}) {
      const Layer& convolution = network.layer(layer);
      const NaiveGradients& expected = layer == 0 ? naive.kernels0 : naive.kernels3;
      for (Index unit = 0; unit < convolution.outputs(); ++unit)
        for (Index from = NetworkPlace::kBias; from < convolution.inputs(); ++from) {
          const NetworkPlace place{.layer = layer, .unit = unit, .from = from};
          if (!exists(network, place)) continue;
          const Index index = parameterIndex(network, place);
          if (!seen.insert(index).second) continue;  // another place of the same kernel
          const Index inLayer = index - network.layerOffset(layer);
          const auto weights = static_cast<Index>(expected.weight.size());
          const double own = inLayer < weights ? expected.weight[static_cast<std::size_t>(inLayer)]
                                               : expected.bias[static_cast<std::size_t>(inLayer - weights)];
          const Sum sum = gradientSum(trace, place, 2, 4);
          QVERIFY(isClose(sum.total, own));
          QVERIFY(isClose(sumOf(sum), own));
          const Vector each = contributions(trace, place);
          QVERIFY(isClose(static_cast<double>(each[2]) * static_cast<double>(each.size()), own));
          QVERIFY(isClose(static_cast<double>(each.sum()), static_cast<double>(trace.gradient[index])));
        }
    }
    // Every kernel and every bias occurred.
    QCOMPARE(static_cast<Index>(seen.size()),
             network.layer(0).parameterCount() + network.layer(3).parameterCount());
  }

  void batchNormShowsItsSumAndOnlyFrozenItsWayBack() {
    for (const bool isFrozen : {false, true}) {
      Experiment experiment = smallExperiment();
      experiment.network.layers.insert(experiment.network.layers.begin() + 1, batchNorm(Activation::Relu));
      experiment.network.layers[1].frozen = isFrozen;
      const DatasetPtr dataset = syntheticDataset();
      Trainer trainer = Trainer::create(experiment, dataset).value();
      for (int i = 0; i < 5; ++i) trainer.step();
      const StepTrace trace = traceStep(experiment, dataset, trainer.state()).value();
      for (Index unit = 0; unit < 5; ++unit) {
        QVERIFY(isClose(sumOf(unitArithmetic(trace, 1, unit, 1, 5).forward),
                        static_cast<double>(trace.passes.layers[1].z(unit, 1))));
        const UnitArithmetic below = unitArithmetic(trace, 0, unit, 1, 5);
        QCOMPARE(below.backward.has_value(), isFrozen);
        if (isFrozen) QVERIFY(isClose(sumOf(*below.backward) * *below.slope, *below.delta));
      }
    }
  }

  void theLargestTermsComeFirst() {
    const StepTrace trace = someTrace(3);
    const Sum all = unitArithmetic(trace, 0, 0, 0, 8).forward;
    const Sum three = unitArithmetic(trace, 0, 0, 0, 3).forward;
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
    QCOMPARE(unit.forward.largest.size(), std::size_t{1});
    QCOMPARE(unit.forward.largest[0].product(), 6.0);
    QCOMPARE(*unit.forward.bias, 1.0);
    QCOMPARE(unit.forward.total, 7.0);
    QCOMPARE(unit.a, 7.0);
    QCOMPARE(*unit.delta, -4.0);
    QCOMPARE(outputArithmetic(trace, 0).loss, 4.0);
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
    QVERIFY_THROWS_EXCEPTION(std::logic_error, slopeOf(Activation::Softmax, 0));
  }
};

PELLUCID_TEST(tst_arithmetic, TestArithmetic)
#include "tst_arithmetic.moc"

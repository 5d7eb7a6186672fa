// SPDX-License-Identifier: GPL-3.0-or-later
// What a look counts, against plain loops over the samples one by one.
#include "engine/inspect/diagnosis/run_look.h"

#include "engine/inspect/network_place.h"
#include "engine/inspect/probe.h"
#include "tests/engine/inspect/diagnosis/diagnosed_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

struct Looked {
  Experiment experiment;
  DatasetPtr dataset = syntheticDataset(30);
  std::shared_ptr<const Network> network = {};
  Vector weights = {};

  explicit Looked(Activation hidden) : experiment(healthyExperiment(hidden)) {
    network = Network::create(experiment.network, dataset->shape).value();
    weights = network->initialParameters(3);
  }
  void setBias(Index unit, Scalar value) {
    weights[parameterIndex(*network, {.layer = 0, .unit = unit, .from = NetworkPlace::kBias})] = value;
  }
  RunLook look(std::int64_t step = 10) const {
    return *lookAt(experiment, *network, *dataset, weights, step);
  }
  Probe probed(Index i) const {
    return probe(*network, weights, Loss::CrossEntropy, sample(dataset->train, 6, i),
                 dataset->train.labels[static_cast<std::size_t>(i)]);
  }
};

}  // namespace

class TestRunLook : public QObject {
  Q_OBJECT

 private slots:
  /// It uses all of so few samples, and the gradient over all.
  void countsWhatPlainLoopsCount() {
    Looked of(Activation::Tanh);
    of.setBias(2, 50);
    const RunLook look = of.look();
    double loss = 0, zeros = 0, gradient = 0, delta = 0;
    std::vector<Index> truths(3), answers(3), right(3);
    int atEnds = 0;
    Matrix sum = Matrix::Zero(8, 6);
    for (Index i = 0; i < 30; ++i) {
      const Probe one = of.probed(i);
      const std::size_t truth = *one.target;
      loss += *one.loss / 30;
      zeros += *probe(*of.network, of.weights, Loss::CrossEntropy, Vector::Zero(6), one.target).loss / 30;
      ++truths[truth];
      ++answers[static_cast<std::size_t>(one.prediction)];
      right[truth] += one.prediction == Index(truth);
      for (Index unit = 0; unit < 8; ++unit) {
        atEnds += std::abs(std::tanh(double(one.trace.layers[0].z(unit, 0)))) > 0.97;
        delta += std::pow(double(one.trace.layers[0].delta(unit, 0)), 2) / (30 * 8);
        for (Index from = 0; from < 6; ++from) sum(unit, from) += edgeGradient(one, 0, unit, from);
      }
    }
    for (Index unit = 0; unit < 8; ++unit)
      for (Index from = 0; from < 6; ++from) gradient += std::pow(double(sum(unit, from)) / 30, 2) / 48;
    QCOMPARE(look.samples, 30);
    QCOMPARE(look.step, 10);
    QVERIFY(std::abs(look.loss - loss) < 1e-5);
    QVERIFY(std::abs(look.lossOfZeros - zeros) < 1e-5);
    QVERIFY(look.truths == truths && look.answers == answers && look.right == right);
    const LayerStatistics& hidden = look.layers[0];
    QVERIFY(std::abs(hidden.atEnds - atEnds / 240.0) < 1e-9);
    QVERIFY(hidden.stuck == std::vector<Index>{2});
    QCOMPARE(hidden.units, 8);
    QVERIFY(std::abs(hidden.gradientSize - std::sqrt(gradient)) < 1e-5);
    QVERIFY(std::abs(hidden.deltaSize - std::sqrt(delta)) < 1e-5);
  }

  void findsDeadUnitsOnAllSamples() {
    Looked of(Activation::Relu);
    for (const Index unit : {1, 4, 5}) of.setBias(unit, -100);
    QVERIFY(of.look().layers[0].dead == (std::vector<Index>{1, 4, 5}));
    // One sample in a thousand activates a unit, and the look finds it.
    of.dataset = changedData(syntheticDataset(1000), [](Dataset& data) {
      std::ranges::fill(data.train.pixels, std::uint8_t{10});
      std::fill_n(data.train.pixels.begin() + 6 * 700, 6, std::uint8_t{255});
    });
    of.weights.setZero();
    for (Index unit = 0; unit < 8; ++unit) {
      of.setBias(unit, unit < 4 ? Scalar(-3) : Scalar(1));
      for (Index from = 0; from < 6; ++from)
        of.weights[parameterIndex(*of.network, {.layer = 0, .unit = unit, .from = from})] = unit < 2 ? 1 : 0;
    }
    const RunLook look = of.look();
    QCOMPARE(look.samples, 1000);
    QVERIFY(look.layers[0].dead == (std::vector<Index>{2, 3}));
  }

  void findsTwins() {
    Looked of(Activation::Tanh);
    QVERIFY(of.look().layers[0].equal.empty());
    for (const Index unit : {3, 6}) {
      for (Index from = 0; from < 6; ++from)
        of.weights[parameterIndex(*of.network, {.layer = 0, .unit = unit, .from = from})] = Scalar(0.5);
      for (Index to = 0; to < 3; ++to)
        of.weights[parameterIndex(*of.network, {.layer = 1, .unit = to, .from = unit})] = Scalar(-0.25);
    }
    QVERIFY(of.look().layers[0].equal == (std::vector<Index>{3, 6}));
    QVERIFY(of.look().layers[1].equal.empty());
  }

  void knowsWhatWasDrawn() {
    Looked of(Activation::Tanh);
    of.experiment.network.layers[0].frozen = true;
    QVERIFY(!of.look().layers[0].isAsDrawn);
    of.weights = of.network->initialParameters(of.experiment.seed);
    QVERIFY(of.look().layers[0].isAsDrawn && !of.look().layers[1].isAsDrawn);
  }

  void mapsAreUnits() {
    Experiment experiment = healthyExperiment();
    const auto dataset = firstDigits(100, 10);
    experiment.network.layers = {conv2d(4, 5, Activation::Relu), maxPool(2), flatten(),
                                 dense(10, Activation::Softmax)};
    const auto network = Network::create(experiment.network, dataset->shape).value();
    Vector weights = network->initialParameters(1);
    for (const Index map : {0, 3})
      weights[parameterIndex(*network, {.layer = 0, .unit = map * 576, .from = NetworkPlace::kBias})] = -100;
    const RunLook look = *lookAt(experiment, *network, *dataset, weights, 5);
    QCOMPARE(look.layers[0].units, 4);
    QVERIFY(look.layers[0].dead == (std::vector<Index>{0, 3}));
  }

  void canBeCancelled() {
    const Looked of(Activation::Tanh);
    const Progress progress = Progress::watched();
    progress.cancel();
    QVERIFY(!lookAt(of.experiment, *of.network, *of.dataset, of.weights, 1, progress));
  }
};

PELLUCID_TEST(tst_run_look, TestRunLook)
#include "tst_run_look.moc"

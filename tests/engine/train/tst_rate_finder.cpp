// SPDX-License-Identifier: GPL-3.0-or-later
// The learning-rate finder, against the textbook loop.
#include "engine/train/rate_finder.h"

#include <QtTest>
#include <algorithm>
#include <cmath>

#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::engine;

class TestRateFinder : public QObject {
  Q_OBJECT

 private slots:
  void isTheTextbookLoopWithARisingRate() {
    const DatasetPtr dataset = tests::syntheticDataset();
    Experiment experiment = tests::smallExperiment();
    experiment.training.schedule.warmupSteps = 50;  // has no effect
    experiment.training.stopping.steps = 4;         // likewise
    Trainer run = Trainer::create(experiment, dataset).value();
    for (int i = 0; i < 3; ++i) QVERIFY(std::holds_alternative<Metrics>(run.step()));
    const RunState before = run.state();
    const RateRamp ramp{.least = 1e-6, .most = 1e-2, .steps = 41, .smoothing = 0.5};
    const RateCurve curve = findRate(experiment, dataset, run.state(), ramp).value();
    QVERIFY(run.state() == before);
    QCOMPARE(curve.rates.size(), 41U);
    QVERIFY(!curve.isBroken);

    Experiment plain = tests::smallExperiment();
    Trainer expected = Trainer::create(plain, dataset).value();
    QVERIFY(expected.restore(before));
    double mean = 0;
    for (int i = 0; i <= 41; ++i) {
      expected.setLearningRate(1e-6 * std::pow(10, i / 10.0));
      const double loss = std::get<Metrics>(expected.step()).loss;
      if (i == 0) continue;
      const auto at = static_cast<std::size_t>(i - 1);
      QVERIFY(std::abs(curve.rates[at] / (1e-6 * std::pow(10, (i - 1) / 10.0)) - 1) < 1e-9);
      QVERIFY(std::abs(curve.losses[at] - loss) < 1e-5);  // rates that differ by rounding
      mean += (loss - mean) * 0.5;
      QVERIFY(std::abs(curve.smoothed[at] - mean / (1 - std::pow(0.5, i))) < 1e-5);
    }
  }

  void aRampThatBreaksDownEnds() {
    Experiment experiment = tests::withOptimizer(Optimizer::Sgd);
    const DatasetPtr dataset = tests::syntheticDataset(400);
    const Trainer run = Trainer::create(experiment, dataset).value();
    const RateCurve curve =
        findRate(experiment, dataset, run.state(), {.least = 1e-5, .most = 1e6, .steps = 150}).value();
    QVERIFY(curve.isBroken);
    QVERIFY(curve.rates.size() < 150U);
    QVERIFY(curve.steepest && curve.valley);
    QVERIFY(*curve.steepest <= *curve.valley);
    QVERIFY(*curve.steepest > 1e-4);
    // It learns with that rate.
    experiment.training.learningRate = *curve.steepest;
    Trainer trained = Trainer::create(experiment, dataset).value();
    const double before = trained.evaluateTest().loss;
    for (int i = 0; i < 200; ++i) QVERIFY(std::holds_alternative<Metrics>(trained.step()));
    QVERIFY(trained.evaluateTest().loss < before / 2);
  }

  /// In a trained network one batch may have many times the loss of another: that is not a divergence.
  void batchesThatDifferDoNotEndIt() {
    auto dataset = std::make_shared<Dataset>(*tests::syntheticDataset(400));
    for (std::size_t i = 0; i < dataset->train.labels.size(); i += 20)
      dataset->train.labels[i] = static_cast<std::uint8_t>((dataset->train.labels[i] + 1) % 3);
    Experiment experiment = tests::withOptimizer(Optimizer::Adam);
    experiment.training.batchSize = 2;
    Trainer run = Trainer::create(experiment, dataset).value();
    for (int i = 0; i < 1500; ++i) run.step();
    // Goes to where the second batch is known well and the third is not: they are measured from the second
    // on.
    std::vector<RunState> states;
    std::vector<double> losses;
    const auto n = [&losses] { return losses.size(); };
    do {
      states.push_back(run.state());
      losses.push_back(std::get<Metrics>(run.step()).loss);
      QVERIFY(n() < 1000);
    } while (n() < 3 || losses[n() - 1] < 100 * losses[n() - 2]);
    const RunState& state = states[n() - 3];
    const RateCurve curve =
        findRate(experiment, dataset, state, {.least = 1e-9, .most = 1e-7, .steps = 80}).value();
    QVERIFY(!curve.isBroken);
    QCOMPARE(curve.rates.size(), 80U);
    QVERIFY(!curve.steepest);
  }

  void marksAreTheSteepestFallAndTheLeast() {
    RateCurve curve;
    // Flat, then a fall whose slope is greatest in its middle, then a rise.
    for (int i = 0; i < 60; ++i) {
      curve.rates.push_back(std::pow(10.0, i / 10.0 - 6));
      const double fall = 1 / (1 + std::exp((i - 30) / 2.0));
      const double rise = i > 45 ? (i - 45) * 0.1 : 0;
      curve.smoothed.push_back(1 + fall + rise);
    }
    curve.losses = curve.smoothed;
    mark(curve);
    QVERIFY(curve.steepest && curve.valley);
    QCOMPARE(*curve.steepest, curve.rates[30]);
    QCOMPARE(*curve.valley, curve.rates[45]);
    // If batches differ by as much, the fall may be chance.
    for (std::size_t i = 0; i < 15; ++i) curve.losses[i] += i % 2 == 0 ? 2 : -2;
    mark(curve);
    QVERIFY(!curve.steepest && !curve.valley);
    // Without a fall there is none.
    std::fill(curve.smoothed.begin(), curve.smoothed.end(), 1.0);
    curve.losses = curve.smoothed;
    mark(curve);
    QVERIFY(!curve.steepest && !curve.valley);
    curve.smoothed.resize(3);
    mark(curve);
    QVERIFY(!curve.valley);
  }

  void refusesAndIsStopped() {
    const DatasetPtr dataset = tests::syntheticDataset();
    const Experiment experiment = tests::smallExperiment();
    RunState state = Trainer::create(experiment, dataset).value().state();
    const Progress progress = Progress::watched();
    progress.cancel();
    QVERIFY(findRate(experiment, dataset, state, {}, progress).value().rates.empty());
    state.weights.conservativeResize(2);
    QVERIFY(!findRate(experiment, dataset, state));
  }
};

PELLUCID_TEST(tst_rate_finder, TestRateFinder)
#include "tst_rate_finder.moc"

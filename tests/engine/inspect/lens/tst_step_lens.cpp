// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/lens/step_lens.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

#include "tests/support/datasets.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

const std::vector<std::uint32_t> kTested = {0, 4, 9, 13};

StepTrace stepOf(const Experiment& experiment, int before = 5) {
  const DatasetPtr dataset = syntheticDataset();
  Trainer trainer = Trainer::create(experiment, dataset).value();
  for (int i = 0; i < before; ++i) trainer.step();
  return traceStep(experiment, dataset, trainer.state()).value();
}

/// The loss of these samples with these weights, by plain loops.
double naiveLoss(const StepTrace& step, const Numbers& weights, const std::vector<NaiveSample>& batch) {
  Vector flat(static_cast<Index>(weights.size()));
  for (Index i = 0; i < flat.size(); ++i) flat[i] = static_cast<Scalar>(weights[static_cast<std::size_t>(i)]);
  NaiveNetwork naive = naiveNetwork(step.experiment.network, 6, flat);
  naive.setParameters(weights);
  naive.forward(batch);
  return naive.loss(step.experiment.training.loss, batch);
}

Numbers moved(const Vector& weights, const Vector& way, double rate) {
  Numbers there;
  for (Index i = 0; i < weights.size(); ++i)
    there.push_back(static_cast<double>(weights[i]) + rate * static_cast<double>(way[i]));
  return there;
}

}  // namespace

class TestStepLens : public QObject {
  Q_OBJECT

 private slots:
  void theOwnWayIsTheUpdateOfPlainLoops_data() {
    QTest::addColumn<Optimizer>("optimizer");
    for (const auto& entry : kEnumNames<Optimizer>) QTest::newRow(entry.name.data()) << entry.value;
  }

  /// Multiplied by the current rate it is what the next step adds, whatever the optimizer; the plain loops'
  /// gradient points the other way.
  void theOwnWayIsTheUpdateOfPlainLoops() {
    QFETCH(Optimizer, optimizer);
    Experiment experiment = withOptimizer(optimizer);
    experiment.training.learningRate = 0.02;
    experiment.network.layers[0].rateFactor = 0.5;
    const DatasetPtr dataset = syntheticDataset();
    Trainer trainer = Trainer::create(experiment, dataset).value();
    NaiveNetwork naive = naiveNetwork(experiment.network, 6, trainer.state().weights);
    naive.layers[0].rateFactor = 0.5;
    NaiveOptimizer rule(optimizer, 0.02);
    Batches batches(dataset->train.size(), 8, experiment.seed, true);
    StepTrace step;
    Numbers before;
    for (int i = 0; i < 4; ++i) {
      step = traceStep(experiment, dataset, trainer.state()).value();
      trainer.step();
      before = naive.parameters();
      const auto batch = naiveBatch(dataset->train, 6, batches.indices(i));
      naive.forward(batch);
      naive.backward(Loss::CrossEntropy, batch);
      if (i == 3)
        QVERIFY(largestDifference(gradientWay(step), [&] {
                  Numbers minus = naive.gradient();
                  for (double& g : minus) g = -g;
                  return minus;
                }()) < kSumPrecision);
      rule.step(naive);
    }
    const Vector way = ownWay(step);
    const Numbers after = naive.parameters();
    for (std::size_t i = 0; i < after.size(); ++i) {
      const double expected = (after[i] - before[i]) / 0.02;
      QVERIFY2(std::abs(static_cast<double>(way[static_cast<Index>(i)]) - expected) <
                   (kIsDouble ? 1e-9 : 2e-3) * std::max(1.0, std::abs(expected)),
               qPrintable(QStringLiteral("%1 and %2").arg(way[static_cast<Index>(i)]).arg(expected)));
    }
  }

  void lossesAreThoseOfPlainLoops() {
    const StepTrace step = stepOf(withOptimizer(Optimizer::Momentum));
    const StepLens lens = lensOf(step, kTested, {.from = 0.1, .to = 1000, .points = 9}).value();
    QCOMPARE(lens.rate, step.experiment.training.learningRate);
    QCOMPARE(lens.rates.size(), std::size_t{9});
    QVERIFY(isClose(lens.rates.front(), 0.1 * lens.rate) && isClose(lens.rates.back(), 1000 * lens.rate));
    const auto batch = naiveBatch(step.dataset->train, 6, step.samples);
    const auto test = naiveBatch(step.dataset->test, 6, kTested);
    for (const bool isOwn : {true, false}) {
      const Vector way = isOwn ? ownWay(step) : gradientWay(step);
      const LensCurve& curve = isOwn ? lens.own : lens.gradient;
      for (std::size_t i = 0; i < lens.rates.size(); ++i) {
        const Numbers there = moved(step.before.weights, way, lens.rates[i]);
        QVERIFY(isClose(curve.batch[i], naiveLoss(step, there, batch), kSumPrecision));
        QVERIFY(isClose(curve.test[i], naiveLoss(step, there, test), kSumPrecision));
      }
      QVERIFY(isClose(curve.least, naiveLoss(step, moved(step.before.weights, way, curve.best), batch),
                      kSumPrecision));
      // Nothing near it is lower.
      for (const double times : {0.9, 1.1})
        QVERIFY(naiveLoss(step, moved(step.before.weights, way, curve.best * times), batch) >
                curve.least - kSumPrecision);
    }
    QVERIFY(isClose(lens.batchNow, step.metrics.loss));
    const Numbers after = moved(step.after.weights, Vector::Zero(step.after.weights.size()), 0);
    QVERIFY(isClose(lens.batchThen, naiveLoss(step, after, batch), kSumPrecision));
    QVERIFY(isClose(lens.testThen, naiveLoss(step, after, test), kSumPrecision));
    QCOMPARE(lens.batchSize, Index{8});
    QCOMPARE(lens.testSize, Index{4});
  }

  void frozenLayersStayWhereTheyAre() {
    Experiment experiment = smallExperiment();
    experiment.network.layers[0].frozen = true;
    const StepTrace step = stepOf(experiment);
    const Index frozen = step.network->layerOffset(1);
    for (const Vector& way : {ownWay(step), gradientWay(step)}) {
      QVERIFY(way.head(frozen).isZero());
      QVERIFY(!way.tail(way.size() - frozen).isZero());
    }
  }

  /// The same network with rates of all magnitudes.
  void theVerdictFollowsTheRate() {
    Experiment experiment = withOptimizer(Optimizer::Sgd);
    const auto verdict = [&](double rate) {
      experiment.training.learningRate = rate;
      return verdictOf(
          lensOf(stepOf(experiment, 0), kTested, {.from = 1e-6, .to = 1e6, .points = 73}).value());
    };
    experiment.training.learningRate = 1;
    const double best = lensOf(stepOf(experiment, 0), {}, {.from = 1e-4, .to = 1e4}).value().own.best;
    QCOMPARE(verdict(best / 1000), RateVerdict::TooSmall);
    QCOMPARE(verdict(best / 2), RateVerdict::Right);
    QCOMPARE(verdict(best * 1.1), RateVerdict::Right);
    QCOMPARE(verdict(best * 100), RateVerdict::TooLarge);
    QCOMPARE(
        verdictOf({.rate = 1, .rates = {1}, .own = {.batch = {2}, .best = 1, .least = 2}, .batchNow = 1}),
        RateVerdict::NoWayDown);
  }

  void withoutTestSamplesThereIsNoTestCurve() {
    const StepLens lens = lensOf(stepOf(smallExperiment()), {}).value();
    QVERIFY(lens.own.test.empty() && lens.gradient.test.empty());
    QVERIFY(std::isnan(lens.testNow) && lens.testSize == 0);
  }

  void aStepThatCannotBeDoneHasNoLens() {
    StepTrace step = stepOf(smallExperiment());
    const Progress progress = Progress::watched();
    progress.cancel();
    QVERIFY(!lensOf(step, {}, {}, progress));
    step.diverged = Diverged{};
    QVERIFY(!lensOf(step, {}));
  }
};

PELLUCID_TEST(tst_step_lens, TestStepLens)
#include "tst_step_lens.moc"

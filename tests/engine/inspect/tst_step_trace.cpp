// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/step_trace.h"

#include <QtTest>

#include <stdexcept>

#include "engine/train/worked_example.h"
#include "tests/support/datasets.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// Everything that a step can depend on: dropout, batch statistics, a schedule, clipping.
Experiment richExperiment() {
  Experiment experiment = smallExperiment();
  auto& layers = experiment.network.layers;
  layers.insert(layers.begin() + 1, {batchNorm(Activation::Relu), dropout(0.3)});
  experiment.training.schedule = defaultSchedule(ScheduleKind::Exponential);
  experiment.training.schedule.warmupSteps = 5;
  experiment.training.clipping.norm = 0.1;
  return experiment;
}

/// The first run traces each step before taking it.
void checkStagedEqualsFast(const Experiment& experiment, int steps) {
  const DatasetPtr dataset = syntheticDataset();
  Trainer staged = Trainer::create(experiment, dataset).value();
  Trainer fast = Trainer::create(experiment, dataset).value();
  for (int i = 0; i < steps; ++i) {
    const StepTrace trace = traceStep(experiment, dataset, staged.state()).value();
    QVERIFY(trace.before == staged.state());
    const auto metrics = std::get<Metrics>(staged.step());
    fast.step();
    QVERIFY(trace.after == staged.state());
    QCOMPARE(trace.metrics, metrics);
    QCOMPARE(trace.gradient, staged.gradient());
  }
  QVERIFY(staged.state() == fast.state());
}

}  // namespace

class TestStepTrace : public QObject {
  Q_OBJECT

 private slots:
  void aStopThatBringsBackTheBestWeightsSaysSo() {
    Experiment experiment = smallExperiment();
    experiment.training.stopping.patience = 1;
    experiment.training.learningRate = 0.5;  // so that it soon gets worse
    const DatasetPtr dataset = syntheticDataset();
    Trainer trainer = Trainer::create(experiment, dataset).value();
    bool wasBroughtBack = false;
    for (int i = 0; i < 400 && !trainer.stopReason(); ++i) {
      const StepTrace trace = traceStep(experiment, dataset, trainer.state()).value();
      QVERIFY(std::holds_alternative<Metrics>(trainer.step()));
      wasBroughtBack = trainer.stopReason() && trainer.state().stopping.badTests > 0;
      QCOMPARE(trace.bringsBackBest, wasBroughtBack);
      QVERIFY(trace.after == trainer.state());
    }
    QVERIFY(wasBroughtBack);
  }

  void theWorkedExample() {
    const DatasetPtr dataset = byHand();
    StepTrace trace = traceStep(workedExample(), dataset, workedExampleState()).value();
    QCOMPARE(trace.samples, std::vector<std::uint32_t>{0});
    QCOMPARE(trace.passes.input(0, 0), Scalar(2));
    QCOMPARE(trace.passes.output()(0, 0), Scalar(7));
    QCOMPARE(trace.metrics.loss, 4.0);
    QCOMPARE(trace.sampleLosses[0], Scalar(4));
    QCOMPARE(ownDelta(trace, 0, 0, 0), -4.0);
    QCOMPARE(trace.gradient[0], Scalar(-8));
    QCOMPARE(trace.gradient[1], Scalar(-4));
    QCOMPARE(trace.after.weights[0], Scalar(3.4));
    QCOMPARE(trace.after.weights[1], Scalar(1.2));
    trace = traceStep(workedExample(), dataset, trace.after).value();
    QVERIFY(isClose(trace.passes.output()(0, 0), 8.0));
    QVERIFY(isClose(trace.metrics.loss, 1.0));
  }

  void stagedAndFastStepsEndInTheSameBits_data() {
    QTest::addColumn<Optimizer>("optimizer");
    for (const auto& entry : kEnumNames<Optimizer>) QTest::newRow(entry.name.data()) << entry.value;
  }

  void stagedAndFastStepsEndInTheSameBits() {
    QFETCH(Optimizer, optimizer);
    checkStagedEqualsFast(withOptimizer(optimizer), 20);
  }

  void alsoWithEverythingThatAStepDependsOn() { checkStagedEqualsFast(richExperiment(), 20); }

  /// The input from which the layers, the losses and the gradient were computed.
  void theInputIsVariedAsTheStepSawIt() {
    const DatasetPtr dataset = syntheticDataset();
    Experiment experiment = smallExperiment();
    experiment.training.augmentation = {.shift = 0.5, .noise = 0.5};
    Trainer trainer = Trainer::create(experiment, dataset).value();
    trainer.step();
    const StepTrace trace = traceStep(experiment, dataset, trainer.state()).value();
    Matrix plain;
    gather(dataset->train, dataset->inputs(), trace.samples, plain);
    QVERIFY(trace.passes.input != plain);
    Trace again;
    again.input = trace.passes.input;
    trace.network->forward(trace.before.weights, again);
    QVERIFY((again.output() - trace.passes.output()).cwiseAbs().maxCoeff() < Scalar(1e-5));
    const NetworkPlace place{.layer = 0, .unit = 1, .from = 2};
    QVERIFY(
        isClose(contributions(trace, place).sum(), trace.gradient[parameterIndex(*trace.network, place)]));
  }

  void eachSampleIsItsOwn() {
    const DatasetPtr dataset = syntheticDataset();
    const Experiment experiment = smallExperiment();
    const RunState before = Trainer::create(experiment, dataset).value().state();
    const StepTrace trace = traceStep(experiment, dataset, before).value();
    QCOMPARE(trace.batchSize(), experiment.training.batchSize);
    NaiveNetwork naive = naiveNetwork(experiment.network, 6, before.weights);
    double mean = 0;
    for (Index n = 0; n < trace.batchSize(); ++n) {
      const std::uint32_t index = trace.samples[static_cast<std::size_t>(n)];
      const auto batch = naiveBatch(dataset->train, 6, std::span(&index, 1));
      naive.forward(batch);
      naive.backward(experiment.training.loss, batch);
      QVERIFY(isClose(trace.sampleLosses[n], naive.loss(experiment.training.loss, batch)));
      mean += static_cast<double>(trace.sampleLosses[n]) / static_cast<double>(trace.batchSize());
      for (std::size_t l = 0; l < 2; ++l)
        for (std::size_t unit = 0; unit < naive.layers[l].units; ++unit)
          QVERIFY(isClose(ownDelta(trace, l, static_cast<Index>(unit), n), naive.layers[l].delta[0][unit]));
    }
    QVERIFY(isClose(trace.metrics.loss, mean));
  }

  /// A sample being looked at appears as a batch of one: its loss and deltas are the plain network's.
  void aSampleReadsAsABatchOfOne() {
    const DatasetPtr dataset = syntheticDataset();
    const Experiment experiment = smallExperiment();
    Trainer trainer = Trainer::create(experiment, dataset).value();
    trainer.step();
    const auto shared = std::make_shared<const Vector>(trainer.state().weights);
    const Vector& weights = *shared;
    const Loss loss = experiment.training.loss;
    const std::uint32_t index = 3;
    const Vector x = sample(dataset->test, 6, index);
    const auto look = [&](std::optional<std::uint8_t> target) {
      return sampleTrace(experiment, dataset, trainer.network(), shared,
                         probe(*trainer.network(), weights, loss, x, target));
    };
    const StepTrace trace = look(dataset->test.labels[index]);
    QVERIFY(!trace.hasUpdate && trace.hasTarget());
    QCOMPARE(trace.batchSize(), Index{1});
    QCOMPARE(&trace.weights(), shared.get());  // not a copy of them
    NaiveNetwork naive = naiveNetwork(experiment.network, 6, weights);
    const auto batch = naiveBatch(dataset->test, 6, std::span(&index, 1));
    naive.forward(batch);
    naive.backward(loss, batch);
    QVERIFY(isClose(trace.sampleLosses[0], naive.loss(loss, batch)));
    for (std::size_t l = 0; l < 2; ++l)
      for (std::size_t unit = 0; unit < naive.layers[l].units; ++unit)
        QVERIFY(isClose(ownDelta(trace, l, static_cast<Index>(unit), 0), naive.layers[l].delta[0][unit]));
    const StepTrace none = look(std::nullopt);
    QVERIFY(!none.hasTarget() && !isReached(none, 0) && !isReached(none, 1));
    QCOMPARE(none.passes.output(), trace.passes.output());
  }

  void contributionsAddUpToTheGradient() {
    const DatasetPtr dataset = syntheticDataset();
    const Experiment experiment = smallExperiment();
    const StepTrace trace =
        traceStep(experiment, dataset, Trainer::create(experiment, dataset).value().state()).value();
    for (std::size_t layer = 0; layer < 2; ++layer)
      for (Index unit = 0; unit < trace.network->layer(layer).outputs(); ++unit)
        for (Index from = NetworkPlace::kBias; from < trace.network->layer(layer).inputs(); ++from) {
          const NetworkPlace place{.layer = layer, .unit = unit, .from = from};
          const Vector each = contributions(trace, place);
          QCOMPARE(each.size(), trace.batchSize());
          QVERIFY(isClose(each.sum(), trace.gradient[parameterIndex(*trace.network, place)]));
        }
  }

  void theGradientPassesAFrozenLayerAndEndsBelowTheLowestThatLearns() {
    const DatasetPtr dataset = syntheticDataset();
    Experiment experiment = smallExperiment();
    experiment.network.layers.insert(experiment.network.layers.begin() + 1, dense(4, Activation::Tanh));
    experiment.network.layers[1].frozen = true;
    const RunState before = Trainer::create(experiment, dataset).value().state();
    StepTrace trace = traceStep(experiment, dataset, before).value();
    QVERIFY(isReached(trace, 0) && isReached(trace, 1) && isFrozen(trace, 1));
    QCOMPARE(trace.network->weight(trace.gradient, 1).cwiseAbs().maxCoeff(), Scalar(0));
    QVERIFY(contributions(trace, {.layer = 1, .unit = 0, .from = 0}).cwiseAbs().maxCoeff() > 0);

    experiment.network.layers[0].frozen = true;
    trace = traceStep(experiment, dataset, before).value();
    QVERIFY(isReached(trace, 2) && !isReached(trace, 1) && !isReached(trace, 0));
    QVERIFY_THROWS_EXCEPTION(std::logic_error, ownDelta(trace, 0, 0, 0));
  }

  void aStepThatDivergesSaysWhyAndStays() {
    Experiment experiment = workedExample();
    RunState before = workedExampleState();
    before.weights[0] = Scalar(1e20);
    const StepTrace trace = traceStep(experiment, byHand(), before).value();
    QVERIFY(trace.diverged.has_value());
    QVERIFY(trace.after == before);
  }

  void whatCannotRunIsRefused() {
    Experiment experiment = workedExample();
    RunState before = workedExampleState();
    experiment.training.learningRate = -1;
    QVERIFY(!traceStep(experiment, byHand(), before));
    before.weights.resize(5);
    QVERIFY(!traceStep(workedExample(), byHand(), before));
  }
};

PELLUCID_TEST(tst_step_trace, TestStepTrace)
#include "tst_step_trace.moc"

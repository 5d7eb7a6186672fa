// SPDX-License-Identifier: GPL-3.0-or-later
// Previews of a change, against trainers that are run by hand.
#include "engine/train/preview.h"

#include <QtTest>
#include <cmath>

#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::engine;

namespace {

RunState stateAfter(const Experiment& experiment, const DatasetPtr& dataset, int steps) {
  Trainer trainer = Trainer::create(experiment, dataset).value();
  for (int i = 0; i < steps; ++i) check(std::holds_alternative<Metrics>(trainer.step()), "it learns");
  return trainer.state();
}

/// The plain loop: from a state, or from the first one.
double testLossAfter(const Experiment& experiment, const DatasetPtr& dataset, std::int64_t steps,
                     const RunState* from = nullptr, double rate = 0) {
  Trainer trainer = Trainer::create(experiment, dataset).value();
  if (from != nullptr) check(trainer.restore(*from).has_value(), "a state of the same network");
  if (rate > 0) trainer.setLearningRate(rate);
  for (std::int64_t i = 0; i < steps; ++i)
    check(std::holds_alternative<Metrics>(trainer.step()), "it learns");
  return trainer.evaluateTest().loss;
}

PreviewQuestion questionOf(const Experiment& experiment, int steps) {
  const DatasetPtr dataset = tests::syntheticDataset(200);
  return {.asItIs = experiment,
          .dataset = dataset,
          .state = stateAfter(experiment, dataset, steps),
          .changed = experiment,
          .changedDataset = dataset};
}

}  // namespace

class TestPreview : public QObject {
  Q_OBJECT

 private slots:
  void aLiveChangeGoesOnFromTheMoment() {
    PreviewQuestion question = questionOf(tests::smallExperiment(), 30);
    question.changed.training.learningRate = 0.02;
    const RunState before = question.state;
    const Preview answer = preview(question).value();
    QVERIFY(question.state == before);
    QVERIFY(!answer.isFromBeginning && !answer.isOnValidation);
    QCOMPARE(answer.steps, kPreviewSteps);
    QCOMPARE(answer.asItIs.steps, kPreviewSteps);
    QCOMPARE(answer.asItIs.metrics.loss, testLossAfter(question.asItIs, question.dataset, 200, &before));
    QCOMPARE(answer.changed.metrics.loss,
             testLossAfter(question.asItIs, question.dataset, 200, &before, 0.02));
    QVERIFY(answer.changed.metrics.loss < answer.asItIs.metrics.loss);
    // The same question gets the same answer.
    const Preview again = preview(question).value();
    QCOMPARE(again.changed.metrics.loss, answer.changed.metrics.loss);
  }

  void whatCannotActOnARunBeginsAgainForAsManySteps() {
    PreviewQuestion question = questionOf(tests::smallExperiment(), 250);
    question.changed.network.layers[0].activation = Activation::LeakyRelu;
    const Preview answer = preview(question).value();
    QVERIFY(answer.isFromBeginning);
    QCOMPARE(answer.steps, 250);
    QCOMPARE(answer.asItIs.metrics.loss, testLossAfter(question.asItIs, question.dataset, 250));
    QCOMPARE(answer.changed.metrics.loss, testLossAfter(question.changed, question.dataset, 250));
    question.state.step = 3;
    QCOMPARE(previewSteps(question), kPreviewSteps);
    question.state.step = 100'000;
    QCOMPARE(previewSteps(question), kMostPreviewSteps);
  }

  void theWeightsThatTheRunBeganWithAreThoseOfTheSameNetwork() {
    PreviewQuestion question = questionOf(tests::smallExperiment(), 0);
    const RunState other = stateAfter(question.asItIs, question.dataset, 40);
    question.initial = std::make_shared<const Vector>(other.weights);
    question.changed.training.batchSize = 20;
    RunState first = firstState(other.weights, question.asItIs.training.optimizer, 2);
    Preview answer = preview(question).value();
    QVERIFY(answer.isFromBeginning);
    QCOMPARE(answer.asItIs.metrics.loss, testLossAfter(question.asItIs, question.dataset, 200, &first));
    QCOMPARE(answer.changed.metrics.loss, testLossAfter(question.changed, question.dataset, 200, &first));
    // Another seed draws its own initial weights.
    question.changed.seed = 12;
    answer = preview(question).value();
    QCOMPARE(answer.changed.metrics.loss, testLossAfter(question.changed, question.dataset, 200));
  }

  void aBranchThatDivergesSaysWhere() {
    Experiment experiment = tests::withOptimizer(Optimizer::Sgd);
    experiment.training.learningRate = 0.1;
    PreviewQuestion question = questionOf(experiment, 5);
    question.asItIs.training.learningRate = 1e6;
    question.beginsAgain = true;
    const Preview answer = preview(question).value();
    QVERIFY(answer.isFromBeginning);
    QVERIFY(answer.asItIs.diverged);
    QVERIFY(answer.asItIs.steps < 200);
    Trainer trainer = Trainer::create(question.asItIs, question.dataset).value();
    std::int64_t steps = 0;
    while (std::holds_alternative<Metrics>(trainer.step())) ++steps;
    QCOMPARE(answer.asItIs.steps, steps);
    QVERIFY(!answer.changed.diverged);
    QVERIFY(std::isfinite(answer.changed.metrics.loss));
  }

  void numbersThatAreNoneAreNotTrained() {
    PreviewQuestion question = questionOf(tests::smallExperiment(), 5);
    question.state.weights[0] = std::numeric_limits<Scalar>::quiet_NaN();
    question.changed.training.learningRate = 0.5;
    const Preview answer = preview(question).value();
    QVERIFY(answer.asItIs.diverged && answer.changed.diverged);
    QCOMPARE(answer.changed.steps, 0);
  }

  void validationSamplesDecideWhereThereAreAny() {
    PreviewQuestion question = questionOf(tests::smallExperiment(), 10);
    auto data = std::make_shared<Dataset>(*question.dataset);
    data->validation = tests::syntheticDataset(40, 6, 3, 99)->train;
    question.dataset = question.changedDataset = data;
    question.changed.training.learningRate = 0.01;
    const Preview answer = preview(question).value();
    QVERIFY(answer.isOnValidation);
    Trainer trainer = Trainer::create(question.asItIs, question.dataset).value();
    QVERIFY(trainer.restore(question.state));
    trainer.setLearningRate(0.01);
    for (int i = 0; i < 200; ++i) QVERIFY(std::holds_alternative<Metrics>(trainer.step()));
    QCOMPARE(answer.changed.metrics.loss, trainer.evaluateValidation()->loss);
    QVERIFY(answer.changed.metrics.loss != trainer.evaluateTest().loss);
  }

  void otherDataBeginAgainOnThem() {
    PreviewQuestion question = questionOf(tests::smallExperiment(), 220);
    question.changedDataset = tests::syntheticDataset(400);
    const Preview answer = preview(question).value();
    QVERIFY(answer.isFromBeginning);
    QCOMPARE(answer.changed.metrics.loss, testLossAfter(question.changed, question.changedDataset, 220));
  }

  void largeNetworksTakeFewerSteps() {
    PreviewQuestion question = questionOf(tests::smallExperiment(), 0);
    question.changed.network.layers[0].units = 4000;
    question.changed.network.layers.insert(question.changed.network.layers.begin(),
                                           dense(4000, Activation::Relu));
    QVERIFY(previewSteps(question) >= 10);
    QVERIFY(previewSteps(question) < kPreviewSteps);
  }

  void canBeCancelled() {
    PreviewQuestion question = questionOf(tests::smallExperiment(), 10);
    const Progress progress = Progress::watched();
    progress.cancel();
    QVERIFY(!preview(question, progress));
  }

  void whatDoesNotFitIsRefused() {
    PreviewQuestion question = questionOf(tests::smallExperiment(), 10);
    question.changed.training.learningRate = -1;
    QVERIFY(!preview(question));
    question.changed = question.asItIs;
    question.changed.network.layers.back().units = 7;
    QVERIFY(!preview(question));
  }
};

PELLUCID_TEST(tst_preview, TestPreview)
#include "tst_preview.moc"

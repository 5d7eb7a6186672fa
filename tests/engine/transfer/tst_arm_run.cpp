// SPDX-License-Identifier: GPL-3.0-or-later
// Arms in training: what is frozen keeps its bits, all arms see the same batches, and what is measured.
#include "engine/transfer/arm_run.h"

#include <QtTest>

#include <cmath>

#include "engine/transfer/few_samples.h"
#include "engine/transfer/source.h"
#include "tests/support/datasets.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"
#include "tests/support/transfers.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

DatasetPtr samplesOf(const TransferTask& task, std::uint64_t seed = 1) {
  return fewSamples(*task.target, 6, seed, task.testSamples).value();
}

ArmRun start(const TransferTask& task, const char* arm, std::uint64_t seed = 1) {
  return ArmRun::create(task, armsOf(task, arm)[0], samplesOf(task, seed), seed).value();
}

Vector layerOf(const Network& network, const Vector& all, std::size_t i) {
  return all.segment(network.layerOffset(i), network.layer(i).parameterCount());
}

double loss(ArmRun& run) {
  return std::get<Metrics>(run.step()).loss;
}

}  // namespace

class TestArmRun : public QObject {
  Q_OBJECT

 private slots:
  void frozenWeightsAndTheirOptimizerStateKeepTheirBits() {
    const TransferTask task = smallTask();
    ArmRun run = start(task, "half");
    const Network& network = *run.trainer().network();
    const RunState before = run.trainer().state();
    for (int i = 0; i < 30; ++i) loss(run);
    const RunState& after = run.trainer().state();
    QVERIFY(layerOf(network, after.weights, 0) == layerOf(network, before.weights, 0));
    QVERIFY(layerOf(network, after.weights, 0) == layerOf(network, task.source.weights, 0));
    QVERIFY(layerOf(network, after.optimizer.first, 0) == layerOf(network, before.optimizer.first, 0));
    QVERIFY(layerOf(network, after.optimizer.second, 0) == layerOf(network, before.optimizer.second, 0));
    QCOMPARE(after.optimizer.updates[0], 0);
    for (const std::size_t learning : {1U, 2U}) {
      QVERIFY(layerOf(network, after.weights, learning) != layerOf(network, before.weights, learning));
      QCOMPARE(after.optimizer.updates[learning], 30);
    }
  }

  void scratchDoesNotBeginWhereASourceOfItsSeedBegan() {
    Experiment experiment = smallExperiment();
    experiment.network = smallTask().source.network;
    experiment.seed = 1;
    const auto untrained = trainSource(experiment, syntheticDataset(), 0);
    QVERIFY(untrained);
    auto target = std::make_shared<Dataset>(*syntheticDataset(200, 6, 3, 11));
    const TransferTask task = makeTask(*untrained, syntheticDataset(), target, {}).value();
    ArmRun run = start(task, "scratch", 1);
    // Two independent draws of the same spread are √2 of their size apart.
    for (const auto& drift : run.measure().drift) QVERIFY(drift && *drift > 1 && *drift < 2);
  }

  /// At a rate too small to change a float all copied arms are the same network, so their losses identify
  /// batches: they are those of the batches from Batches.
  void allArmsSeeTheSameBatches() {
    TransferTask task = smallTask();
    task.training.learningRate = 1e-30;
    const DatasetPtr samples = samplesOf(task);
    ArmRun frozen = start(task, "frozen");
    ArmRun half = start(task, "half");
    ArmRun all = start(task, "finetune");
    ArmRun scratch = start(task, "scratch");
    Batches batches(samples->train.size(), task.training.batchSize, 1, task.training.shuffle);
    Evaluator evaluator;
    const auto lossOfBatch = [&](const ArmRun& run, const Split& batch) {
      return evaluator
          .evaluate(*run.trainer().network(), run.trainer().state().weights, batch, task.training.loss)
          .loss;
    };
    for (std::int64_t step = 0; step < 10; ++step) {
      const auto indices = batches.indices(step);
      const std::vector<Index> chosen(indices.begin(), indices.end());
      const Split batch = select(samples->train, chosen);
      const double expected = lossOfBatch(all, batch);
      QVERIFY(std::abs(loss(scratch) - lossOfBatch(scratch, batch)) < 1e-6);
      const double first = loss(all);
      QVERIFY(std::abs(first - expected) < 1e-6);
      QCOMPARE(loss(frozen), first);
      QCOMPARE(loss(half), first);
    }
  }

  /// The same bits as a trainer whose padlocks are opened and whose rates are set by hand. In 16 steps, two
  /// layers open after 4 and 8, as in armsOf().
  void thawOpensItsLayersFromTheTop() {
    const TransferTask task = smallTask();
    ArmRun run = start(task, "thaw");
    Experiment experiment = start(task, "frozen").trainer().experiment();
    experiment.network.layers[1].rateFactor = 1 / 2.6;
    experiment.network.layers[0].rateFactor = 1 / 2.6 / 2.6;
    Trainer byHand = Trainer::create(experiment, samplesOf(task)).value();
    QVERIFY(byHand.setWeights(run.trainer().state().weights));
    std::vector<std::pair<std::int64_t, std::size_t>> opened;
    for (std::int64_t step = 0; step < 16; ++step) {
      if (step == 4) byHand.setFrozen(1, false);
      if (step == 8) byHand.setFrozen(0, false);
      loss(run);
      byHand.step();
      if (const auto layer = run.thawed()) opened.emplace_back(step, *layer);
      QVERIFY(run.trainer().state() == byHand.state());
    }
    QCOMPARE(opened, (std::vector<std::pair<std::int64_t, std::size_t>>{{4, 1}, {8, 0}}));
    QCOMPARE(run.trainableParameters(), run.trainer().network()->parameterCount());
  }

  void newHeadsBeginAlikeAndSeedsDiffer() {
    const TransferTask task = smallTask();
    const ArmRun scratch = start(task, "scratch");
    const ArmRun frozen = start(task, "frozen");
    const ArmRun other = start(task, "frozen", 2);
    const Network& network = *scratch.trainer().network();
    const auto head = [&](const ArmRun& run) { return layerOf(network, run.trainer().state().weights, 2); };
    QVERIFY(head(scratch) == head(frozen));
    QVERIFY(head(other) != head(frozen));
  }

  void measuresDriftAndForgetting() {
    const TransferTask task = smallTask();
    ArmRun run = start(task, "finetune");
    const ArmPoint before = run.measure();
    QCOMPARE(before.step, 0);
    QCOMPARE(*before.drift[0], 0.0);
    QVERIFY(!before.drift[2]);  // the new head has nothing to be compared with
    // Before the first step the body is the source's: nothing is forgotten.
    Evaluator evaluator;
    const auto source = Network::create(task.source.network, task.source.shape).value();
    const double known =
        evaluator.evaluate(*source, task.source.weights, syntheticDataset()->test, Loss::CrossEntropy)
            .accuracy;
    QCOMPARE(*before.sourceAccuracy, known);

    for (int i = 0; i < 20; ++i) loss(run);
    const ArmPoint after = run.measure();
    const auto now = source->weight(run.trainer().state().weights, 1);  // both networks begin equal
    const auto then = source->weight(task.source.weights, 1);
    double difference = 0;
    double size = 0;
    for (Index i = 0; i < then.size(); ++i) {
      difference += std::pow(static_cast<double>(now(i)) - static_cast<double>(then(i)), 2);
      size += std::pow(static_cast<double>(then(i)), 2);
    }
    QVERIFY(std::abs(*after.drift[1] - std::sqrt(difference / size)) < 1e-5);
    QVERIFY(*after.drift[1] > 0);

    ArmRun frozen = start(task, "frozen");
    for (int i = 0; i < 20; ++i) loss(frozen);
    QCOMPARE(*frozen.measure().drift[1], 0.0);
    QCOMPARE(*frozen.measure().sourceAccuracy, known);
  }

  void measuringChangesNothing() {
    const TransferTask task = smallTask();
    ArmRun watched = start(task, "half");
    ArmRun alone = start(task, "half");
    for (int i = 0; i < 10; ++i) {
      loss(watched);
      watched.measure();
      loss(alone);
    }
    QVERIFY(watched.trainer().state() == alone.trainer().state());
  }

  void padlocksTurnInMidRun() {
    const TransferTask task = smallTask();
    ArmRun run = start(task, "frozen");
    QCOMPARE(run.trainableParameters(), 5 * 4 + 4);
    loss(run);
    run.setFrozen(1, false);
    QCOMPARE(run.trainableParameters(), 5 * 4 + 4 + 8 * 5 + 5);
    loss(run);
    QVERIFY(*run.measure().drift[1] > 0);
    QVERIFY(run.millisecondsPerStep() > 0);
  }

  void fineTuningHasItsOwnRate() {
    const TransferTask task = smallTask();
    QCOMPARE(start(task, "finetune").trainer().experiment().training.learningRate, 0.005);
    QCOMPARE(start(task, "half").trainer().experiment().training.learningRate, 0.01);
  }

  void refusesDataThatTheSourceCannotAnswerFor() {
    const auto refused = makeTask(smallSource(), syntheticDataset(60, 6, 5), syntheticDataset(), {});
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {"synthetic", "5 classes", "trained on"}),
             refused.error().text().c_str());
    Dataset numbers;
    numbers.name = "numbers";
    numbers.targetNames = {"y"};
    const auto noClasses = makeTask(smallSource(), nullptr, std::make_shared<Dataset>(numbers), {});
    QVERIFY(!noClasses);
    QVERIFY2(mentions(noClasses.error().text(), {"numbers", "classes"}), noClasses.error().text().c_str());
  }
};

PELLUCID_TEST(tst_arm_run, TestArmRun)
#include "tst_arm_run.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// LayerSpec::rateFactor in training, against the definition in plain loops. tst_pytorch compares it with
// PyTorch's groups of parameters.
#include <QtTest>

#include "engine/train/trainer.h"
#include "tests/support/datasets.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestRateFactor : public QObject {
  Q_OBJECT

 private slots:
  /// Each layer's factor multiplies the rate of its own updates, weight decay included, and a change takes
  /// effect from the next step on.
  void rateFactorsMultiplyTheLearningRate_data() {
    QTest::addColumn<Optimizer>("optimizer");
    for (const auto& entry : kEnumNames<Optimizer>) QTest::newRow(entry.name.data()) << entry.value;
  }
  void rateFactorsMultiplyTheLearningRate() {
    QFETCH(Optimizer, optimizer);
    Experiment experiment = withOptimizer(optimizer);
    experiment.training.settings.weightDecay = 0.1;
    experiment.network.layers[0].rateFactor = 0.25;
    const DatasetPtr dataset = syntheticDataset();
    Trainer trainer = Trainer::create(experiment, dataset).value();
    NaiveNetwork naive = naiveNetwork(experiment.network, dataset->inputs(), trainer.state().weights);
    NaiveOptimizer naiveOptimizer(optimizer, experiment.training.learningRate, experiment.training.settings);
    Batches batches(dataset->train.size(), experiment.training.batchSize, experiment.seed, true);
    naive.layers[0].rateFactor = 0.25;
    for (int step = 0; step < 24; ++step) {
      if (step == 12) {
        experiment.network.layers[0].rateFactor = 0;
        experiment.network.layers[1].rateFactor = 3;
        trainer.applyLive(experiment);
        naive.layers[0].rateFactor = 0;
        naive.layers[1].rateFactor = 3;
      }
      const auto batch = naiveBatch(dataset->train, dataset->inputs(), batches.indices(step));
      naive.forward(batch);
      naive.backward(Loss::CrossEntropy, batch);
      naiveOptimizer.step(naive);
      const Matrix before = trainer.network()->weight(trainer.state().weights, 0);
      QVERIFY(std::holds_alternative<Metrics>(trainer.step()));
      QVERIFY(largestDifference(trainer.state().weights, naive.parameters()) < (kIsDouble ? 1e-10 : 1e-4));
      QCOMPARE(trainer.network()->weight(trainer.state().weights, 0) == before, step >= 12);
    }
  }

  /// 1 is no factor: the same bits as before factors existed.
  void oneChangesNoBit() {
    Experiment experiment = smallExperiment();
    Trainer plain = Trainer::create(experiment, syntheticDataset()).value();
    experiment.network.layers[0].rateFactor = 2;
    Trainer returned = Trainer::create(experiment, syntheticDataset()).value();
    returned.applyLive(smallExperiment());
    for (int step = 0; step < 20; ++step) {
      plain.step();
      returned.step();
    }
    QVERIFY(plain.state() == returned.state());
  }
};

PELLUCID_TEST(tst_rate_factor, TestRateFactor)
#include "tst_rate_factor.moc"

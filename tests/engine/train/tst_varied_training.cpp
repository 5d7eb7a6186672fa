// SPDX-License-Identifier: GPL-3.0-or-later
// Training with augmentation, beside plain loops that are given the varied samples.
#include <QtTest>
#include <numeric>

#include "engine/train/trainer.h"
#include "tests/support/datasets.h"
#include "tests/support/messages.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestVariedTraining : public QObject {
  Q_OBJECT

 private slots:
  /// Each step sees its batch as augmented in its epoch; the tests see the original samples.
  void variedSamplesAreSeenEpochByEpoch() {
    Experiment experiment = withOptimizer(Optimizer::Sgd);
    const DatasetPtr dataset = syntheticDataset();
    for (const Augmentation& augmentation :
         {Augmentation{.shift = 0.4}, Augmentation{.shift = 0.2, .turn = 20, .zoom = 0.3, .noise = 0.2}}) {
      experiment.training.augmentation = augmentation;
      Trainer trainer = Trainer::create(experiment, dataset).value();
      NaiveNetwork naive = naiveNetwork(experiment.network, dataset->inputs(), trainer.state().weights);
      NaiveOptimizer naiveOptimizer(Optimizer::Sgd, experiment.training.learningRate);
      Batches batches(dataset->train.size(), experiment.training.batchSize, experiment.seed, true);
      Trainer plain = Trainer::create(withOptimizer(Optimizer::Sgd), dataset).value();
      QVERIFY(plain.evaluateTest() == trainer.evaluateTest());
      for (int step = 0; step < 20; ++step) {
        Split varied = dataset->train;
        std::vector<std::uint32_t> all(static_cast<std::size_t>(dataset->train.size()));
        std::iota(all.begin(), all.end(), 0U);
        augment(augmentation, experiment.seed, batches.epochsAfter(step), dataset->train, dataset->shape, all,
                varied);
        const auto batch = naiveBatch(varied, dataset->inputs(), batches.indices(step));
        naive.forward(batch);
        naive.backward(experiment.training.loss, batch);
        const auto result = trainer.step();
        QVERIFY(isClose(std::get<Metrics>(result).loss, naive.loss(experiment.training.loss, batch),
                        kIsDouble ? 1e-11 : 1e-4));
        naiveOptimizer.step(naive);
        QVERIFY(largestDifference(trainer.state().weights, naive.parameters()) < (kIsDouble ? 1e-10 : 1e-4));
      }
    }
  }

  void movingNeedsImages() {
    Experiment experiment = smallExperiment();
    Dataset flat = *syntheticDataset();
    flat.shape = flatShape(flat.inputs());
    const auto data = std::make_shared<const Dataset>(std::move(flat));
    experiment.training.augmentation.turn = 5;
    const auto refused = Trainer::create(experiment, data);
    QVERIFY(!refused);
    QVERIFY(mentions(refused.error().text(), {"for images"}));
    fitTo(experiment, *data);
    QCOMPARE(experiment.training.augmentation, Augmentation());
    experiment.training.augmentation.noise = 0.1;
    QVERIFY(Trainer::create(experiment, data).has_value());
    experiment.training.augmentation.noise = 2;
    QVERIFY(mentions(Trainer::create(experiment, data).error().text(), {"augmentation's noise is 2"}));
  }
};

PELLUCID_TEST(tst_varied_training, TestVariedTraining)
#include "tst_varied_training.moc"

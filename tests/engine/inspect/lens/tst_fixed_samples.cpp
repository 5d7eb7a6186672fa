// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/lens/fixed_samples.h"

#include <QtTest>

#include "engine/train/batch_input.h"
#include "tests/support/datasets.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestFixedSamples : public QObject {
  Q_OBJECT

 private slots:
  void theLossIsThatOfPlainLoops() {
    const DatasetPtr dataset = syntheticDataset();
    const Experiment experiment = smallExperiment();
    const auto network = Network::create(experiment.network, dataset->shape).value();
    const std::vector<std::uint32_t> samples = {3, 0, 11, 7, 2};
    FixedSamples fixed(*network, experiment, *dataset, dataset->test, samples);
    QCOMPARE(fixed.size(), Index{5});
    for (const std::uint64_t seed : {1, 2, 3}) {  // one by one
      const Vector weights = network->initialParameters(seed);
      NaiveNetwork naive = naiveNetwork(experiment.network, 6, weights);
      const auto batch = naiveBatch(dataset->test, 6, samples);
      naive.forward(batch);
      QVERIFY(isClose(fixed.loss(weights), naive.loss(Loss::CrossEntropy, batch)));
    }
  }

  void ofAStepItIsTheStepsOwn() {
    const DatasetPtr dataset = syntheticDataset();
    Experiment experiment = smallExperiment();
    experiment.training.labelSmoothing = 0.1;
    experiment.network.layers.insert(experiment.network.layers.begin() + 1, dropout(0.4));
    Trainer trainer = Trainer::create(experiment, dataset).value();
    for (int i = 0; i < 3; ++i) trainer.step();
    const StepTrace step = traceStep(experiment, dataset, trainer.state()).value();
    FixedSamples fixed(step);
    // The same units are dropped in every call.
    QVERIFY(isClose(fixed.loss(step.before.weights), step.metrics.loss));
    fixed.loss(step.after.weights);
    QVERIFY(isClose(fixed.loss(step.before.weights), step.metrics.loss));
  }

  /// Even if training varies its samples, and whether zeros are skipped or not.
  void ofAVariedStepItIsWhatTheStepSaw() {
    auto dataset = std::make_shared<Dataset>(*syntheticDataset());
    for (const bool isSparse : {false, true}) {
      Experiment experiment = smallExperiment();
      if (isSparse) {
        experiment.network.layers[0].units = 12;
        for (std::uint8_t& pixel : dataset->train.pixels)
          if (pixel < 155) pixel = 0;
      }
      experiment.training.augmentation = {.shift = 0.5, .noise = 0.5};
      Trainer trainer = Trainer::create(experiment, dataset).value();
      QCOMPARE(prefersSparse(*trainer.network(), *dataset), isSparse);
      for (int i = 0; i < 9; ++i) {  // beyond the first epoch
        const StepTrace step = traceStep(experiment, dataset, trainer.state()).value();
        QVERIFY(isClose(FixedSamples(step).loss(step.before.weights), step.metrics.loss));
        trainer.step();
      }
    }
  }
};

PELLUCID_TEST(tst_fixed_samples, TestFixedSamples)
#include "tst_fixed_samples.moc"

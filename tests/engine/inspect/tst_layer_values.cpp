// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/layer_values.h"

#include <QtTest>

#include <algorithm>
#include <limits>

#include "engine/inspect/step_trace.h"
#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestLayerValues : public QObject {
  Q_OBJECT

 private slots:
  /// The reference is the trainer itself: with batch statistics and dropout, in the middle of a run.
  void areThoseOfTheStepThatFollows() {
    Experiment experiment = smallExperiment();
    auto& layers = experiment.network.layers;
    layers.insert(layers.begin() + 1,
                  {batchNorm(Activation::Relu), dropout(0.3), dense(4, Activation::Tanh)});
    const DatasetPtr dataset = syntheticDataset();
    Trainer trainer = Trainer::create(experiment, dataset).value();
    for (int i = 0; i < 11; ++i) trainer.step();
    const StepTrace next = traceStep(experiment, dataset, trainer.state()).value();
    for (const std::size_t layer : {0, 1, 3, 4}) {
      const Matrix z = batchPreactivations(*trainer.network(), trainer.state().weights, experiment, *dataset,
                                           next.samples, trainer.state().step, layer);
      QCOMPARE(z.cols(), Index{8});
      QVERIFY(z.isApprox(next.passes.layers[layer].z, Scalar(1e-5)));
    }
  }

  void theSamplesAreThoseOfTheStep() {
    const DatasetPtr dataset = syntheticDataset(60);
    Experiment experiment = smallExperiment();
    StepSamples samples;
    // Forward and back across the boundaries of epochs of 8 steps, with other settings in between.
    for (const std::int64_t step : {0, 1, 7, 8, 23, 2, 0}) {
      for (const Index batch : {Index{8}, Index{5}}) {
        experiment.training.batchSize = batch;
        experiment.training.shuffle = step % 2 == 0;
        experiment.seed = static_cast<std::uint64_t>(step / 3);
        Batches fresh(60, batch, experiment.seed, experiment.training.shuffle);
        const auto expected = fresh.indices(step);
        const auto found = samples.of(experiment, *dataset, step);
        QVERIFY(std::ranges::equal(found, expected));
        QVERIFY(std::ranges::equal(samples.of(experiment, *dataset, step), expected));
      }
    }
  }

  void aHistogramCountsEachValueOnce() {
    Matrix values(2, 4);
    values << -9, -1, -0.5, 0, 0.49, 0.5, 1, std::numeric_limits<Scalar>::quiet_NaN();
    QCOMPARE(histogram(values, -1, 1, 4), (std::vector<Index>{2, 1, 2, 2}));
    QCOMPARE(histogram(values, -10, 10, 1), (std::vector<Index>{7}));
  }
};

PELLUCID_TEST(tst_layer_values, TestLayerValues)
#include "tst_layer_values.moc"

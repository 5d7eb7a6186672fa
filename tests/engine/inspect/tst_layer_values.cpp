// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/layer_values.h"

#include <QtTest>

#include <limits>

#include "engine/inspect/step_trace.h"
#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestLayerValues : public QObject {
  Q_OBJECT

 private slots:
  /// The trainer itself is the truth: with batch statistics and dropout, in the middle of a run.
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
                                           trainer.state().step, layer);
      QCOMPARE(z.cols(), Index{8});
      QVERIFY(z.isApprox(next.passes.layers[layer].z, Scalar(1e-5)));
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

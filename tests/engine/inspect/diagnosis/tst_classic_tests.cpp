// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/diagnosis/classic_tests.h"

#include "engine/inspect/probe.h"

#include "tests/engine/inspect/diagnosis/diagnosed_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestClassicTests : public QObject {
  Q_OBJECT

 private slots:
  void learnsOneBatchByHeart() {
    Experiment experiment = healthyExperiment();
    experiment.training.learningRate = 0.05;
    experiment.network.layers.insert(experiment.network.layers.begin() + 1, dropout(0.9));
    experiment.network.layers[0].frozen = true;
    const OneBatchTest test = testOneBatch(experiment, *syntheticDataset(400))->value();
    QCOMPARE(test.samples, kOneBatchSamples);
    QVERIFY2(test.hasLearned(), qPrintable(QString::number(test.after)));
    QVERIFY(test.steps <= kOneBatchSteps && test.before > 0.5);
    // The loss before is that of plain loops over every twentieth sample, before the first step.
    Experiment plain = experiment;
    plain.network.layers[1].rate = 0;
    const auto data = syntheticDataset(400);
    const auto network = Network::create(plain.network, data->shape).value();
    const Vector weights = network->initialParameters(plain.seed);
    double sum = 0;
    for (Index i = 0; i < 20; ++i)
      sum += *probe(*network, weights, Loss::CrossEntropy, sample(data->train, 6, i * 20),
                    data->train.labels[static_cast<std::size_t>(i * 20)])
                  .loss;
    QVERIFY(std::abs(sum / 20 - test.before) < 1e-5);
  }

  /// Anything that makes training harder is left out, including varied samples and frozen layers.
  void handicapsAreLeftOut() {
    Experiment experiment = healthyExperiment();
    experiment.training.learningRate = 0.05;
    const OneBatchTest plain = testOneBatch(experiment, *syntheticDataset(400))->value();
    experiment.training.augmentation.noise = 1;
    for (LayerSpec& layer : experiment.network.layers) layer.rateFactor = 0;
    const OneBatchTest test = testOneBatch(experiment, *syntheticDataset(400))->value();
    QVERIFY(test.hasLearned());
    QCOMPARE(test.after, plain.after);
  }

  /// Two hidden units with equal outputs cannot, whatever the rate.
  void saysWhenItCannot() {
    Experiment experiment = healthyExperiment();
    experiment.network.initializer = Initializer::Zeros;
    QVERIFY(!testOneBatch(experiment, *syntheticDataset(400))->value().hasLearned());
    experiment.training.optimizer = Optimizer::Sgd;
    experiment.training.learningRate = 1e6;
    experiment.network = healthyExperiment(Activation::Relu).network;
    const OneBatchTest test = testOneBatch(experiment, *syntheticDataset(400))->value();
    QVERIFY(!test.hasLearned());
  }

  void inputsMatterWhereTheySaySomething() {
    const InputTest matters = testInputs(healthyExperiment(), *syntheticDataset(400))->value();
    QVERIFY(matters.doesMatter());
    QVERIFY(matters.withoutInputs > 1);  // ln 3
    const auto noise = changedData(syntheticDataset(400), [](Dataset& data) {
      for (auto& pixel : data.train.pixels) pixel = 100;
    });
    const InputTest not_ = testInputs(healthyExperiment(), *noise)->value();
    QVERIFY(!not_.doesMatter());
    QVERIFY(std::abs(not_.withInputs - not_.withoutInputs) < 0.05);
  }

  void canBeCancelledAndTellsHowFar() {
    const Progress progress = Progress::watched();
    QVERIFY(testInputs(healthyExperiment(), *syntheticDataset(60), progress).has_value());
    QCOMPARE(progress.share(), 1.0);
    progress.cancel();
    QVERIFY(!testInputs(healthyExperiment(), *syntheticDataset(60), progress).has_value());
    QVERIFY(!testOneBatch(healthyExperiment(), *syntheticDataset(60), progress).has_value());
  }
};

PELLUCID_TEST(tst_classic_tests, TestClassicTests)
#include "tst_classic_tests.moc"

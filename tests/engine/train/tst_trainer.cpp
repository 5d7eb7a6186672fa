// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/trainer.h"

#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/messages.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

Trainer create(const Experiment& experiment, const DatasetPtr& dataset = syntheticDataset()) {
  return Trainer::create(experiment, dataset).value();
}

void train(Trainer& trainer, int steps) {
  for (int i = 0; i < steps; ++i)
    if (!std::holds_alternative<Metrics>(trainer.step())) QFAIL("diverged");
}

/// One layer's part of a flat vector, or nothing if the optimizer keeps no such vector.
Vector stretch(const Trainer& trainer, const Vector& flat, std::size_t layer) {
  if (flat.size() == 0) return flat;
  return flat.segment(trainer.network()->layerOffset(layer),
                      trainer.network()->layer(layer).parameterCount());
}

void addOptimizers() {
  QTest::addColumn<Optimizer>("optimizer");
  for (const auto& entry : kEnumNames<Optimizer>) QTest::newRow(entry.name.data()) << entry.value;
}

}  // namespace

class TestTrainer : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithTheDefinition_data() {
    QTest::addColumn<Optimizer>("optimizer");
    QTest::addColumn<Activation>("hidden");
    QTest::addColumn<Activation>("output");
    QTest::addColumn<Loss>("loss");
    const auto row = [](Optimizer optimizer, Activation hidden, Activation output, Loss loss) {
      QTest::addRow("%s, %s, %s, %s", nameOf(optimizer).data(), nameOf(hidden).data(), nameOf(output).data(),
                    nameOf(loss).data())
          << optimizer << hidden << output << loss;
    };
    for (const auto& optimizer : kEnumNames<Optimizer>)
      for (const auto& hidden : kEnumNames<Activation>)
        row(optimizer.value, hidden.value, Activation::Softmax, Loss::CrossEntropy);
    for (const auto& output : kEnumNames<Activation>)
      for (const auto& loss : kEnumNames<Loss>)
        if (validate(loss.value, output.value, 3))
          row(Optimizer::Momentum, Activation::Tanh, output.value, loss.value);
  }

  void agreesWithTheDefinition() {
    QFETCH(Optimizer, optimizer);
    QFETCH(Activation, hidden);
    QFETCH(Activation, output);
    QFETCH(Loss, loss);
    Experiment experiment = withOptimizer(optimizer);
    experiment.network.layers[0].activation = hidden;
    experiment.network.layers[1].activation = output;
    experiment.training.loss = loss;
    const DatasetPtr dataset = syntheticDataset();
    Trainer trainer = create(experiment, dataset);
    NaiveNetwork naive = naiveNetwork(experiment.network, dataset->inputs(), trainer.state().weights);
    NaiveOptimizer naiveOptimizer(optimizer, experiment.training.learningRate);
    Batches batches(dataset->train.size(), experiment.training.batchSize, experiment.seed, true);

    // Sixty samples in batches of eight: three and a half epochs, with a shorter batch at the end of each.
    for (int step = 0; step < 28; ++step) {
      const auto batch = naiveBatch(dataset->train, dataset->inputs(), batches.indices(step));
      naive.forward(batch);
      naive.backward(loss, batch);
      const auto result = trainer.step();
      const Metrics metrics = std::get<Metrics>(result);
      QVERIFY(isClose(metrics.loss, naive.loss(loss, batch), kIsDouble ? 1e-11 : 1e-4));
      QCOMPARE(metrics.accuracy, naive.accuracy(batch));
      QVERIFY(largestDifference(trainer.gradient(), naive.gradient()) < (kIsDouble ? 1e-11 : 1e-4));
      naiveOptimizer.step(naive);
      QVERIFY(largestDifference(trainer.state().weights, naive.parameters()) < (kIsDouble ? 1e-10 : 1e-4));
    }
  }

  /// Penalty, clipping by norm over what learns, schedule and label smoothing, each by its definition.
  void settingsReachTheOptimizer() {
    Experiment experiment = withOptimizer(Optimizer::Momentum);
    TrainingSpec& training = experiment.training;
    training.settings.momentum = 0.5;
    training.settings.l2 = 0.01;
    training.clipping.norm = 0.05;
    training.schedule = {.kind = ScheduleKind::Step, .warmupSteps = 3, .every = 1, .factor = 0.5};
    training.labelSmoothing = 0.3;
    experiment.network.layers[0].frozen = true;
    const DatasetPtr dataset = syntheticDataset();
    Trainer trainer = create(experiment, dataset);
    NaiveNetwork naive = naiveNetwork(experiment.network, dataset->inputs(), trainer.state().weights);
    NaiveOptimizer naiveOptimizer(Optimizer::Momentum, 0, training.settings);
    Batches batches(dataset->train.size(), training.batchSize, experiment.seed, true);
    for (int step = 0; step < 20; ++step) {
      auto batch = naiveBatch(dataset->train, dataset->inputs(), batches.indices(step));
      for (NaiveSample& sample : batch) {
        sample.y.assign(3, 0.1);
        sample.y[sample.label] = 0.8;
      }
      naive.forward(batch);
      naive.backward(Loss::CrossEntropy, batch);
      NaiveLayer& learning = naive.layers[1];
      double norm = 0;
      for (const double g : learning.weightGradient) norm += g * g;
      for (const double g : learning.biasGradient) norm += g * g;
      const double scale = std::min(1.0, 0.05 / (std::sqrt(norm) + 1e-6));
      for (double& g : learning.weightGradient) g *= scale;
      for (double& g : learning.biasGradient) g *= scale;
      const double warm = std::min(1.0, (step + 1) / 3.0);
      naiveOptimizer.setLearningRate(training.learningRate * std::pow(0.5, step / 8) * warm);
      naiveOptimizer.step(naive);
      QVERIFY(isClose(std::get<Metrics>(trainer.step()).loss, naive.loss(Loss::CrossEntropy, batch),
                      kIsDouble ? 1e-11 : 1e-5));
      QVERIFY(largestDifference(trainer.state().weights, naive.parameters()) < (kIsDouble ? 1e-12 : 1e-6));
    }
  }

  void frozenLayersDoNotChange_data() { addOptimizers(); }
  void frozenLayersDoNotChange() {
    QFETCH(Optimizer, optimizer);
    Trainer trainer = create(withOptimizer(optimizer));
    train(trainer, 10);
    const RunState before = trainer.state();
    trainer.setFrozen(0, true);
    train(trainer, 100);
    const RunState& after = trainer.state();
    QCOMPARE(stretch(trainer, after.weights, 0), stretch(trainer, before.weights, 0));
    QCOMPARE(stretch(trainer, after.optimizer.first, 0), stretch(trainer, before.optimizer.first, 0));
    QCOMPARE(stretch(trainer, after.optimizer.second, 0), stretch(trainer, before.optimizer.second, 0));
    QCOMPARE(after.optimizer.updates, (std::vector<std::int64_t>{10, 110}));
    QVERIFY(stretch(trainer, after.weights, 1) != stretch(trainer, before.weights, 1));
    QVERIFY((stretch(trainer, trainer.gradient(), 0).array() == 0).all());

    trainer.setFrozen(0, false);
    train(trainer, 1);
    QVERIFY(stretch(trainer, trainer.state().weights, 0) != stretch(trainer, before.weights, 0));
    QCOMPARE(trainer.state().optimizer.updates, (std::vector<std::int64_t>{11, 111}));
  }

  /// A padlock is not a smaller step: below a frozen layer, training continues as through any other.
  void gradientsPassThroughFrozenLayers() {
    Experiment frozen = smallExperiment();
    frozen.network.layers[1].frozen = true;
    Trainer open = create(smallExperiment());
    Trainer locked = create(frozen);
    train(open, 1);
    train(locked, 1);
    QCOMPARE(stretch(locked, locked.gradient(), 0), stretch(open, open.gradient(), 0));
    QVERIFY((stretch(locked, locked.gradient(), 1).array() == 0).all());
    QCOMPARE(stretch(locked, locked.state().weights, 0), stretch(open, open.state().weights, 0));
  }

  void goesOnBitForBit_data() { addOptimizers(); }
  void goesOnBitForBit() {
    QFETCH(Optimizer, optimizer);
    Trainer whole = create(withOptimizer(optimizer));
    train(whole, 26);
    Trainer first = create(withOptimizer(optimizer));
    train(first, 13);  // in the middle of the second epoch
    Trainer second = create(withOptimizer(optimizer));
    QVERIFY(second.restore(first.state()));
    train(second, 13);
    QVERIFY(second.state() == whole.state());
    QCOMPARE(second.evaluateTest(), whole.evaluateTest());
  }

  void theSeedDecidesEverything() {
    Experiment other = smallExperiment();
    ++other.seed;
    Trainer a = create(smallExperiment());
    Trainer b = create(smallExperiment());
    Trainer c = create(other);
    QVERIFY(a.state().weights != c.state().weights);
    train(a, 20);
    train(b, 20);
    QVERIFY(a.state() == b.state());
    // The same initial weights with another order of the data also end elsewhere.
    Trainer reordered = create(other);
    QVERIFY(reordered.restore(create(smallExperiment()).state()));
    train(reordered, 20);
    QVERIFY(!(reordered.state() == a.state()));
  }

  void evaluatingChangesNothing() {
    Trainer plain = create(smallExperiment());
    Trainer watched = create(smallExperiment());
    for (int i = 0; i < 20; ++i) {
      train(plain, 1);
      train(watched, 1);
      watched.evaluateTest();
    }
    QVERIFY(plain.state() == watched.state());
  }

  void measuresInPartsWhatItMeasuresAtOnce() {
    const DatasetPtr many = syntheticDataset(4000);
    Trainer whole = create(smallExperiment(), many);
    Trainer inParts = create(smallExperiment(), many);
    QVERIFY(!inParts.measureTest());
    train(inParts, 1);  // measurements of the former weights are discarded
    train(whole, 1);
    int parts = 1;
    while (!inParts.measureTest()) ++parts;
    QVERIFY(parts > 2);
    QCOMPARE(*inParts.measureTest(), whole.evaluateTest());
  }

  void learns() {
    Trainer trainer = create(smallExperiment(), syntheticDataset(300));
    train(trainer, 400);
    QVERIFY(trainer.evaluateTest().accuracy > 0.95);
  }

  void theLearningRateActsAtOnce() {
    Trainer slow = create(withOptimizer(Optimizer::Sgd));
    Trainer fast = create(withOptimizer(Optimizer::Sgd));
    fast.setLearningRate(0.02);
    const Vector before = slow.state().weights;
    train(slow, 1);
    train(fast, 1);
    const Vector slowChange = slow.state().weights - before;
    const Vector fastChange = fast.state().weights - before;
    QVERIFY(largestDifference(fastChange, Vector(2 * slowChange)) < (kIsDouble ? 1e-15 : 1e-6));
    QVERIFY(slowChange.norm() > 0);
  }

  void countsStepsEpochsAndSamples() {
    Trainer trainer = create(smallExperiment());  // 60 samples in batches of 8
    QCOMPARE(trainer.stepsPerEpoch(), 8);
    train(trainer, 7);
    QCOMPARE(trainer.epochs(), 0);
    QCOMPARE(trainer.batchSamples(), std::size_t{8});
    train(trainer, 1);
    QCOMPARE(trainer.epochs(), 1);
    QCOMPARE(trainer.batchSamples(), std::size_t{4});
  }

  void divergenceNamesTheLayerAndKeepsTheState() {
    Experiment experiment = withOptimizer(Optimizer::Sgd);
    experiment.network.layers[0].activation = Activation::Linear;
    experiment.network.layers[1].activation = Activation::Linear;
    experiment.training.loss = Loss::MeanSquaredError;
    experiment.training.learningRate = 1000;
    Trainer trainer = create(experiment);
    for (int i = 0; i < 100; ++i) {
      const RunState before = trainer.state();
      const auto result = trainer.step();
      const auto* diverged = std::get_if<Diverged>(&result);
      if (diverged == nullptr) continue;
      QVERIFY(trainer.state() == before);
      QVERIFY(before.weights.allFinite());
      QCOMPARE(diverged->step, before.step + 1);
      QVERIFY(diverged->layer < 2);
      const std::string layer = layerName(experiment.network, diverged->layer).text();
      QVERIFY2(mentions(diverged->explanation.text(), {layer, diverged->parameter}),
               diverged->explanation.text().c_str());
      // Another attempt ends the same way.
      QVERIFY(trainer.step() == result);
      return;
    }
    QFAIL("never diverged");
  }

  /// A value that is not finite spoils everything above it in the forward pass; the message names where it
  /// began.
  void divergenceNamesWhereItBegan() {
    for (const std::size_t layer : {0U, 1U, 2U}) {
      Experiment experiment = smallExperiment();
      experiment.network.layers.insert(experiment.network.layers.begin(),
                                       {.units = 4, .activation = Activation::Linear});
      Trainer trainer = create(experiment);
      Vector weights = trainer.state().weights;
      weights[trainer.network()->layerOffset(layer) + 1] = std::numeric_limits<Scalar>::quiet_NaN();
      QVERIFY(trainer.setWeights(weights));
      const auto result = trainer.step();
      QVERIFY(std::holds_alternative<Diverged>(result));
      QCOMPARE(std::get<Diverged>(result).layer, layer);
      QCOMPARE(std::get<Diverged>(result).parameter, std::string("weight"));
    }
  }

  /// The update leaves the range of a float although loss and gradient are finite.
  void updatesThatOverflowKeepTheState_data() { addOptimizers(); }
  void updatesThatOverflowKeepTheState() {
    QFETCH(Optimizer, optimizer);
    Experiment experiment = withOptimizer(optimizer);
    experiment.training.learningRate = kMaxLearningRate;
    experiment.training.settings.l2 = kMaxPenalty;
    experiment.training.settings.weightDecay = kMaxPenalty;
    Trainer trainer = create(experiment);
    // A bias this large has no effect on the loss: the unit's outgoing weight is zero.
    Vector weights = trainer.state().weights;
    const Index bias = trainer.network()->tensors()[1].offset;
    weights[bias] = std::numeric_limits<Scalar>::max() / 4;
    for (Index i = 0; i < 3; ++i) weights[trainer.network()->layerOffset(1) + i] = 0;
    QVERIFY(trainer.setWeights(weights));
    const RunState before = trainer.state();
    const auto result = trainer.step();
    const auto* diverged = std::get_if<Diverged>(&result);
    QVERIFY(diverged != nullptr);
    QCOMPARE(diverged->step, 1);
    QCOMPARE(diverged->layer, std::size_t{0});
    QCOMPARE(diverged->parameter, std::string("bias"));
    QVERIFY2(mentions(diverged->explanation.text(), {"Hidden 1", "bias"}),
             diverged->explanation.text().c_str());
    QCOMPARE(trainer.state(), before);
  }

  /// Below a saturated tanh, weights grow by their penalty alone, and the loss does not show it.
  void everyStateIsFiniteUntilARunDiverges() {
    Experiment experiment = withOptimizer(Optimizer::Sgd);
    experiment.training.learningRate = 1;
    experiment.training.settings.l2 = kMaxPenalty;
    experiment.network.layers[1].frozen = true;
    Trainer trainer = create(experiment);
    for (int i = 0; i < 1000; ++i) {
      const bool goesOn = std::holds_alternative<Metrics>(trainer.step());
      QVERIFY(trainer.state().weights.allFinite());
      if (!goesOn) return;
    }
    QFAIL("never diverged");
  }

  void aBatchNormOfInfiniteVarianceEndsTheRun() {
    Experiment experiment = smallExperiment();
    auto& layers = experiment.network.layers;
    layers[0].activation = Activation::Linear;
    layers.insert(layers.begin() + 1, batchNorm(Activation::Tanh));
    Trainer trainer = create(experiment);
    Vector weights = trainer.state().weights;
    weights.head(30) *= std::sqrt(std::numeric_limits<Scalar>::max()) * 10;
    QVERIFY(trainer.setWeights(weights));
    const auto result = trainer.step();
    const auto* diverged = std::get_if<Diverged>(&result);
    QVERIFY(diverged != nullptr);
    QCOMPARE(diverged->layer, std::size_t{1});
    QCOMPARE(diverged->parameter, std::string("running_var"));
    QVERIFY(trainer.state().weights.allFinite());
  }

  void refusesStatesThatDoNotFit() {
    Trainer trainer = create(smallExperiment());
    train(trainer, 3);
    const RunState good = trainer.state();
    const auto refuses = [&](const auto& spoil, std::initializer_list<std::string_view> parts) {
      RunState bad = good;
      bad.step = 10;
      spoil(bad);
      const auto refused = trainer.restore(bad);
      return !refused && mentions(refused.error().text(), parts) && trainer.state() == good;
    };
    QVERIFY(refuses([](RunState& s) { s.weights.conservativeResize(7); }, {"7 parameters", "53"}));
    QVERIFY(refuses([](RunState& s) { s.step = -1; }, {"-1"}));
    QVERIFY(refuses([](RunState& s) { s.optimizer.second.resize(0); }, {"adam", "53"}));
    QVERIFY(refuses([](RunState& s) { s.optimizer.updates.pop_back(); }, {"adam"}));
    // Adam divides by 1 - 0.9^t: a count below zero would make that zero.
    QVERIFY(refuses([](RunState& s) { s.optimizer.updates[1] = -1; }, {"Output", "-1"}));
    QVERIFY(refuses([](RunState& s) { s.optimizer.updates[0] = 11; }, {"Hidden 1", "11", "10"}));
    QVERIFY(!trainer.setWeights(Vector::Zero(52)));
    QVERIFY(trainer.state() == good);
  }

  void refusesExperimentsThatDoNotFit() {
    Experiment experiment = smallExperiment();
    experiment.network.layers.back().units = 4;
    const auto refused = Trainer::create(experiment, syntheticDataset());
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {"4", "3 classes"}), refused.error().text().c_str());
  }

  void stopsWhereItsRulesSay() {
    Experiment experiment = smallExperiment();
    experiment.training.stopping.steps = 5;
    Trainer trainer = create(experiment);
    train(trainer, 4);
    QVERIFY(!trainer.stopReason());
    train(trainer, 1);
    QVERIFY(trainer.stopReason() == StopReason::Steps);
    train(trainer, 1);  // continuing is intended
    QVERIFY(!trainer.stopReason());

    experiment.training.stopping = {.targetAccuracy = 1e-9};
    Trainer easy = create(experiment);
    train(easy, easy.stepsPerEpoch() - 1);
    QVERIFY2(!easy.stopReason(), "accuracy is measured at an epoch's end");
    train(easy, 1);
    QVERIFY(easy.stopReason() == StopReason::TargetAccuracy);
  }

  /// Trains on with a rate so large that the test loss rises; the weights of the best epoch come back.
  void earlyStoppingKeepsTheBestWeights() {
    Experiment experiment = smallExperiment();
    experiment.training.learningRate = 0.5;
    experiment.training.stopping.patience = 2;
    Trainer trainer = create(experiment);
    Experiment plain = experiment;
    plain.training.stopping = {};
    Trainer other = create(plain);
    double best = std::numeric_limits<double>::infinity();
    Vector bestWeights;
    int bad = 0;
    while (bad < 2) {
      QVERIFY(!trainer.stopReason());
      train(trainer, trainer.stepsPerEpoch());
      train(other, other.stepsPerEpoch());
      const double loss = other.evaluateTest().loss;
      bad = loss < best ? 0 : bad + 1;
      if (bad == 0) {
        best = loss;
        bestWeights = other.state().weights;
      }
      QVERIFY2(other.epochs() < 100, "the loss never rises");
    }
    QVERIFY(trainer.stopReason() == StopReason::NoImprovement);
    QCOMPARE(trainer.state().weights, bestWeights);
    QCOMPARE(trainer.evaluateTest().loss, best);
  }

  /// Validation samples decide exactly as identical test samples would, and the test samples no longer do.
  void validationSamplesChooseInPlaceOfTheTest() {
    Experiment experiment = smallExperiment();
    experiment.training.learningRate = 0.5;
    experiment.training.stopping.patience = 2;
    Dataset tested = *syntheticDataset();
    Dataset validated = tested;
    validated.validation = tested.test;
    validated.test = tested.train;
    const auto trained = [&](const Dataset& data) {
      Trainer trainer = *Trainer::create(experiment, std::make_shared<const Dataset>(data));
      for (int i = 0; i < 1000 && !trainer.stopReason(); ++i) train(trainer, 1);
      return trainer;
    };
    Trainer byTest = trained(tested);
    Trainer byValidation = trained(validated);
    QVERIFY(byTest.stopReason() == StopReason::NoImprovement);
    QCOMPARE(byValidation.state(), byTest.state());
    QCOMPARE(byValidation.evaluateValidation()->loss, byTest.evaluateTest().loss);
    QVERIFY(!byTest.evaluateValidation());
    QVERIFY(byValidation.evaluateTest().loss != byTest.evaluateTest().loss);
  }

  void aPlateauLowersTheRateAndGoesOnBitForBit() {
    Experiment experiment = smallExperiment();
    experiment.training.learningRate = 0.5;
    experiment.training.schedule = defaultSchedule(ScheduleKind::Plateau);
    experiment.training.schedule.patience = 0;
    Trainer whole = create(experiment);
    train(whole, 20 * whole.stepsPerEpoch() + 3);
    QVERIFY(whole.state().plateau.factor < 1);
    Trainer first = create(experiment);
    train(first, 11 * first.stepsPerEpoch() + 1);
    Trainer second = create(experiment);
    QVERIFY(second.restore(first.state()));
    train(second, whole.state().step - first.state().step);
    QCOMPARE(second.state(), whole.state());
  }
};

PELLUCID_TEST(tst_trainer, TestTrainer)
#include "tst_trainer.moc"

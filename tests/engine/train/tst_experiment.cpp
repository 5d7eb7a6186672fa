// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/experiment.h"

#include <QtTest>

#include <functional>
#include <limits>

#include "engine/data/point_sets.h"
#include "tests/support/datasets.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

constexpr Activation kRelu = Activation::Relu;

using Edit = std::function<void(Experiment&)>;
Q_DECLARE_METATYPE(Edit)

class TestExperiment : public QObject {
  Q_OBJECT

 private slots:
  void theSeedExperimentFitsDigits() {
    const DatasetPtr digits = syntheticDataset(20, 784, 10);
    QVERIFY(validate(seedExperiment(), *digits));
    QCOMPARE(parameterCount(seedExperiment().network, flatShape(784)), 784 * 64 + 64 + 64 * 10 + 10);
  }

  void refusesWhatDoesNotFit_data() {
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QStringList>("parts");
    const auto row = [](const char* name, const QStringList& parts, const Edit& edit) {
      QTest::newRow(name) << edit << parts;
    };
    row("no rate", {"learning rate", "0"}, [](Experiment& e) { e.training.learningRate = 0; });
    row("negative rate", {"-0.5"}, [](Experiment& e) { e.training.learningRate = -0.5; });
    row("huge rate", {"2000000", "1000000"}, [](Experiment& e) { e.training.learningRate = 2e6; });
    row("rate is not a number", {"nan"},
        [](Experiment& e) { e.training.learningRate = std::numeric_limits<double>::quiet_NaN(); });
    row("no batch", {"batch size", "0"}, [](Experiment& e) { e.training.batchSize = 0; });
    row("huge batch", {"100001", "100000"}, [](Experiment& e) { e.training.batchSize = 100'001; });
    row("no layers", {"no layers"}, [](Experiment& e) { e.network.layers.clear(); });
    row("no units", {"Hidden 1", "0 units"}, [](Experiment& e) { e.network.layers[0].units = 0; });
    row("cross-entropy without softmax", {"sigmoid", "softmax"},
        [](Experiment& e) { e.network.layers[1].activation = Activation::Sigmoid; });
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    row("momentum", {"momentum", "1", "less than 1"},
        [](Experiment& e) { e.training.settings.momentum = 1; });
    row("beta", {"beta2", "nan"}, [](Experiment& e) { e.training.settings.beta2 = kNaN; });
    row("epsilon", {"epsilon", "from 1e-30 to 1"}, [](Experiment& e) { e.training.settings.epsilon = 0; });
    row("decay", {"weight decay", "-1"}, [](Experiment& e) { e.training.settings.weightDecay = -1; });
    row("clipping", {"Clipping's norm", "nan"}, [](Experiment& e) { e.training.clipping.norm = kNaN; });
    row("schedule", {"schedule's factor", "2"}, [](Experiment& e) { e.training.schedule.factor = 2; });
    row("every", {"schedule's every", "0", "1"}, [](Experiment& e) { e.training.schedule.every = 0; });
    row("target", {"target accuracy", "1.5"},
        [](Experiment& e) { e.training.stopping.targetAccuracy = 1.5; });
    row("patience", {"patience", "-1"}, [](Experiment& e) { e.training.stopping.patience = -1; });
    row("smoothing", {"label smoothing", "1"}, [](Experiment& e) { e.training.labelSmoothing = 1; });
    row("smoothing without entropy", {"label smoothing", "huber"}, [](Experiment& e) {
      e.training.labelSmoothing = 0.1;
      e.training.loss = Loss::Huber;
    });
    row("one softmax unit", {"one unit", "sigmoid"}, [](Experiment& e) { e.network.layers[1].units = 1; });
    row("wrong output size", {"4 units", "3 classes"}, [](Experiment& e) { e.network.layers[1].units = 4; });
  }

  void refusesWhatDoesNotFit() {
    QFETCH(Edit, edit);
    QFETCH(QStringList, parts);
    Experiment experiment = smallExperiment();
    QVERIFY(validate(experiment, *syntheticDataset()));
    edit(experiment);
    const auto refused = validate(experiment, *syntheticDataset());
    QVERIFY(!refused);
    for (const QString& part : parts)
      QVERIFY2(mentions(refused.error().text(), {part.toStdString()}), refused.error().text().c_str());
  }

  void refusesABatchThatDoesNotFitIntoMemory() {
    Dataset images = *syntheticDataset(2000);
    images.shape = {.channels = 1, .height = 6, .width = 1};
    Experiment experiment = smallExperiment();
    experiment.network.layers.insert(experiment.network.layers.begin(), conv2d(100'000, 1, kRelu));
    experiment.network.layers[1].units = 1;
    experiment.training.batchSize = 10;
    QVERIFY(validate(experiment, images));
    // 600,000 outputs of the convolution, four values for each, of four bytes: 19.2 GB.
    experiment.training.batchSize = 2000;
    const auto refused = validate(experiment, images);
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {"2000 samples", "19.2 GB", "4 GB", "fewer filters"}),
             refused.error().text().c_str());
  }

  /// Every number that a user can set.
  void nothingCanBeNotANumber() {
    const auto refusesNaN = []<class Part>(Part TrainingSpec::*part) {
      for (const auto& field : kNumberFields<Part>) {
        Experiment experiment = smallExperiment();
        (experiment.training.*part).*field.member = std::numeric_limits<double>::quiet_NaN();
        const auto refused = validate(experiment, *syntheticDataset());
        QVERIFY2(!refused, field.name);
        QVERIFY2(mentions(refused.error().text(), {"nan"}), refused.error().text().c_str());
      }
    };
    refusesNaN(&TrainingSpec::settings);
    refusesNaN(&TrainingSpec::clipping);
    refusesNaN(&TrainingSpec::schedule);
    refusesNaN(&TrainingSpec::stopping);
  }

  void oneUnitIsEnoughForTwoClasses() {
    Experiment experiment = smallExperiment();
    experiment.network.layers[1] = {.units = 1, .activation = Activation::Sigmoid};
    experiment.training.loss = Loss::BinaryCrossEntropy;
    QVERIFY(validate(experiment, *syntheticDataset(20, 6, 2)));
    QVERIFY(!validate(experiment, *syntheticDataset()));
  }

  void numbersNeedALossOfNumbers() {
    const Dataset plane = makePointSet("plane", {});
    Experiment experiment = smallExperiment();
    experiment.network.layers.back() = dense(1, Activation::Linear);
    experiment.training.loss = Loss::MeanSquaredError;
    QVERIFY(validate(experiment, plane));
    experiment.network.layers.back().units = 2;
    QVERIFY(mentions(validate(experiment, plane).error().text(), {"2 units", "1 numbers (z)"}));
    experiment.network.layers.back() = dense(1, Activation::Sigmoid);
    experiment.training.loss = Loss::BinaryCrossEntropy;
    QVERIFY(mentions(validate(experiment, plane).error().text(),
                     {"binary-cross-entropy", "plane", "numbers (z)", "huber"}));
  }

  void fitsEveryDataSet() {
    Experiment experiment = seedExperiment();
    experiment.network.layers.insert(experiment.network.layers.begin(), {conv2d(4, 3, kRelu), maxPool(2)});
    const auto fit = [&](const Dataset& dataset) {
      fitTo(experiment, dataset);
      const auto valid = validate(experiment, dataset);
      return valid ? std::string() : valid.error().text();
    };
    const auto output = [&] { return experiment.network.layers.back(); };
    // Points are not images; a softmax for classes stays one.
    QCOMPARE(fit(makePointSet("circle", {})), std::string());
    QCOMPARE(experiment.data.name, std::string("circle"));
    QCOMPARE(experiment.network.layers.size(), std::size_t{2});
    QCOMPARE(output(), dense(2, Activation::Softmax));
    QCOMPARE(experiment.training.loss, Loss::CrossEntropy);
    experiment.training.labelSmoothing = 0.1;  // not possible with numbers
    QCOMPARE(fit(makePointSet("bumps", {})), std::string());
    QCOMPARE(output(), dense(1, Activation::Linear));
    QCOMPARE(experiment.training.loss, Loss::MeanSquaredError);
    // A single output tells two classes apart.
    QCOMPARE(fit(makeTruthTable("xor-gate")), std::string());
    QCOMPARE(output(), dense(1, Activation::Linear));
    QCOMPARE(fit(*syntheticDataset(20, 6, 3)), std::string());
    QCOMPARE(output(), dense(3, Activation::Softmax));
    // What already fits is left alone.
    experiment.network.layers.back() = dense(1, Activation::Tanh);
    experiment.training.loss = Loss::Huber;
    const Experiment before = experiment;
    QCOMPARE(fit(makePointSet("plane", {})), std::string());
    QCOMPARE(experiment.network, before.network);
    QCOMPARE(experiment.training, before.training);
  }

  void tellsLiveChangesFromOthers_data() {
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<Change>("change");
    const auto row = [](const char* name, Change change, const Edit& edit) {
      QTest::newRow(name) << edit << change;
    };
    row("nothing", Change::None, [](Experiment&) {});
    row("learning rate", Change::Live, [](Experiment& e) { e.training.learningRate = 0.5; });
    row("settings", Change::Live, [](Experiment& e) { e.training.settings.beta1 = 0.5; });
    row("clipping", Change::Live, [](Experiment& e) { e.training.clipping.value = 1; });
    row("schedule", Change::Live, [](Experiment& e) { e.training.schedule.warmupSteps = 5; });
    row("stopping", Change::Live, [](Experiment& e) { e.training.stopping.patience = 5; });
    row("label smoothing", Change::Rebuild, [](Experiment& e) { e.training.labelSmoothing = 0.1; });
    row("padlock", Change::Live, [](Experiment& e) { e.network.layers[1].frozen = true; });
    row("rate factor", Change::Live, [](Experiment& e) { e.network.layers[0].rateFactor = 0.1; });
    row("a layer's initializer", Change::Rebuild,
        [](Experiment& e) { e.network.layers[0].initializer = Initializer::He; });
    row("batch norm's momentum", Change::Rebuild, [](Experiment& e) { e.network.layers[0].momentum = 0.2; });
    row("both", Change::Live, [](Experiment& e) {
      e.training.learningRate = 0.5;
      e.network.layers[0].frozen = true;
    });
    row("seed", Change::Rebuild, [](Experiment& e) { ++e.seed; });
    row("data", Change::Rebuild, [](Experiment& e) { e.data.name = "other"; });
    row("loss", Change::Rebuild, [](Experiment& e) { e.training.loss = Loss::MeanSquaredError; });
    row("optimizer", Change::Rebuild, [](Experiment& e) { e.training.optimizer = Optimizer::Sgd; });
    row("batch size", Change::Rebuild, [](Experiment& e) { e.training.batchSize = 9; });
    row("augmentation", Change::Rebuild, [](Experiment& e) { e.training.augmentation.noise = 0.1; });
    row("shuffle", Change::Rebuild, [](Experiment& e) { e.training.shuffle = false; });
    row("initializer", Change::Rebuild, [](Experiment& e) { e.network.initializer = Initializer::He; });
    row("units", Change::Rebuild, [](Experiment& e) { e.network.layers[0].units = 6; });
    row("activation", Change::Rebuild,
        [](Experiment& e) { e.network.layers[0].activation = Activation::Relu; });
    row("layers", Change::Rebuild, [](Experiment& e) { e.network.layers.erase(e.network.layers.begin()); });
    row("rate and seed", Change::Rebuild, [](Experiment& e) {
      e.training.learningRate = 0.5;
      ++e.seed;
    });
  }

  void tellsLiveChangesFromOthers() {
    QFETCH(Edit, edit);
    QFETCH(Change, change);
    const Experiment before = smallExperiment();
    Experiment after = before;
    edit(after);
    QCOMPARE(compare(before, after), change);
  }
};

PELLUCID_TEST(tst_experiment, TestExperiment)
#include "tst_experiment.moc"

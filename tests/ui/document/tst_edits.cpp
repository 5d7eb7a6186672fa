// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/edits.h"

#include <QtTest>
#include <functional>

#include "tests/support/datasets.h"
#include "tests/support/messages.h"
#include "tests/support/moments.h"
#include "tests/support/window_test.h"
#include "ui/document/layer_edits.h"
#include "ui/document/stack_edits.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Activation;
using engine::Experiment;
using engine::LayerSpec;
using engine::Loss;
using tests::mentions;

namespace {

constexpr LayerSpec kFirst{.units = 7, .activation = Activation::Relu, .frozen = true};
constexpr LayerSpec kSecond{.units = 5, .activation = Activation::Tanh, .frozen = false};
constexpr LayerSpec kThird{.units = 4, .activation = Activation::Sigmoid, .frozen = false};
constexpr LayerSpec kOutput{.units = 3, .activation = Activation::Softmax, .frozen = false};

/// Three hidden layers that differ in everything.
Experiment deep() {
  Experiment experiment = tests::smallExperiment();
  experiment.network.layers = {kFirst, kSecond, kThird, kOutput};
  return experiment;
}

Experiment withLayers(std::vector<LayerSpec> layers) {
  Experiment experiment = deep();
  experiment.network.layers = std::move(layers);
  return experiment;
}

Experiment with(const std::function<void(Experiment&)>& change) {
  Experiment experiment = deep();
  change(experiment);
  return experiment;
}

struct Edit {
  std::function<void(Document&)> apply;
  Experiment expected;
  const char* text;  ///< the text of Undo afterwards
};

void succeed(const engine::Result<void>& result) {
  QVERIFY2(result, result ? "" : result.error().text().c_str());
}

/// Refused: the reason mentions these parts, and nothing has changed.
void refuse(const std::function<engine::Result<void>(Document&)>& edit,
            std::initializer_list<std::string_view> parts, const Experiment& start = deep()) {
  Document document(start);
  const auto result = edit(document);
  QVERIFY(!result);
  QVERIFY2(mentions(result.error().text(), parts), result.error().text().c_str());
  QCOMPARE(document.experiment(), start);
  QCOMPARE(document.undoStack().count(), 0);
}

/// Adds a dense layer, for which the data must be present.
void addDense(Document& document, std::size_t position) {
  document.open(document.experiment(), tests::syntheticDataset(20, 6, 3));
  const auto added = edit::insertLayer(document, position, engine::LayerKind::Dense);
  QVERIFY2(added, added ? "" : added.error().text().c_str());
  QCOMPARE(added->note, QString());
}

}  // namespace

Q_DECLARE_METATYPE(Edit)

class TestEdits : public QObject {
  Q_OBJECT

 private slots:
  void anEditChangesOneThingAndIsOneStepOfUndo_data() {
    QTest::addColumn<Edit>("edit");
    const auto row = [](const char* name, std::function<void(Document&)> apply, Experiment expected,
                        const char* text) {
      QTest::newRow(name) << Edit{.apply = std::move(apply), .expected = std::move(expected), .text = text};
    };
    LayerSpec thawed = kFirst;
    thawed.frozen = false;
    row(
        "add first: like the one after it, not frozen", [](Document& d) { addDense(d, 0); },
        withLayers({thawed, kFirst, kSecond, kThird, kOutput}), "add Hidden 1");
    row(
        "add second: like the one before it", [](Document& d) { addDense(d, 1); },
        withLayers({kFirst, thawed, kSecond, kThird, kOutput}), "add Hidden 2");
    row(
        "add before the output", [](Document& d) { addDense(d, 3); },
        withLayers({kFirst, kSecond, kThird, kThird, kOutput}), "add Hidden 4");
    row(
        "add after the output goes before it", [](Document& d) { addDense(d, 9); },
        withLayers({kFirst, kSecond, kThird, kThird, kOutput}), "add Hidden 4");
    row(
        "remove", [](Document& d) { succeed(edit::removeLayers(d, {.first = 1, .last = 1})); },
        withLayers({kFirst, kThird, kOutput}), "remove Hidden 2");
    row(
        "move right", [](Document& d) { succeed(edit::moveLayer(d, 0, 2)); },
        withLayers({kSecond, kThird, kFirst, kOutput}), "move a layer");
    row(
        "move left", [](Document& d) { succeed(edit::moveLayer(d, 2, 0)); },
        withLayers({kThird, kFirst, kSecond, kOutput}), "move a layer");
    row(
        "units", [](Document& d) { succeed(edit::setUnits(d, 1, 12)); },
        with([](Experiment& e) { e.network.layers[1].units = 12; }), "Hidden 2: 12 units");
    row(
        "too few units", [](Document& d) { succeed(edit::setUnits(d, 1, -3)); },
        with([](Experiment& e) { e.network.layers[1].units = 1; }), "Hidden 2: 1 unit");
    row(
        "too many units", [](Document& d) { succeed(edit::setUnits(d, 1, 1'000'000)); },
        with([](Experiment& e) { e.network.layers[1].units = engine::kMaxUnits; }),
        "Hidden 2: 100,000 units");
    row(
        "activation",
        [](Document& d) { QVERIFY(edit::setActivation(d, 0, Activation::Linear).value().isEmpty()); },
        with([](Experiment& e) { e.network.layers[0].activation = Activation::Linear; }), "Hidden 1: linear");
    row(
        "freeze", [](Document& d) { succeed(edit::setFrozen(d, 3, true)); },
        with([](Experiment& e) { e.network.layers[3].frozen = true; }), "freeze Output");
    row(
        "unfreeze", [](Document& d) { succeed(edit::setFrozen(d, 0, false)); },
        with([](Experiment& e) { e.network.layers[0].frozen = false; }), "unfreeze Hidden 1");
    row(
        "a layer's initializer",
        [](Document& d) { succeed(edit::setLayerInitializer(d, 1, engine::Initializer::Orthogonal)); },
        with([](Experiment& e) { e.network.layers[1].initializer = engine::Initializer::Orthogonal; }),
        "Hidden 2: initial weights orthogonal");
    row(
        "rate factor", [](Document& d) { succeed(edit::setRateFactor(d, 0, 0.25)); },
        with([](Experiment& e) { e.network.layers[0].rateFactor = 0.25; }), "Hidden 1: learning rate × 0.25");
    row(
        "learning rate", [](Document& d) { succeed(edit::setLearningRate(d, 0.25)); },
        with([](Experiment& e) { e.training.learningRate = 0.25; }), "learning rate 0.25");
    row(
        "batch size", [](Document& d) { succeed(edit::setBatchSize(d, 17)); },
        with([](Experiment& e) { e.training.batchSize = 17; }), "batch size 17");
    row(
        "optimizer", [](Document& d) { succeed(edit::setOptimizer(d, engine::Optimizer::Momentum)); },
        with([](Experiment& e) { e.training.optimizer = engine::Optimizer::Momentum; }),
        "optimizer momentum");
    row(
        "loss", [](Document& d) { QVERIFY(edit::setLoss(d, Loss::MeanSquaredError).value().isEmpty()); },
        with([](Experiment& e) { e.training.loss = Loss::MeanSquaredError; }), "loss mse");
    row(
        "initializer", [](Document& d) { succeed(edit::setInitializer(d, engine::Initializer::He)); },
        with([](Experiment& e) { e.network.initializer = engine::Initializer::He; }), "initial weights he");
    row(
        "seed", [](Document& d) { succeed(edit::setSeed(d, 18446744073709551615U)); },
        with([](Experiment& e) { e.seed = 18446744073709551615U; }), "seed 18446744073709551615");
    row(
        "data", [](Document& d) { succeed(edit::setData(d, tests::syntheticDataset(20, 6, 8))); },
        with([](Experiment& e) {
          e.data.name = "synthetic";
          e.network.layers[3].units = 8;
        }),
        "data synthetic");
  }
  void anEditChangesOneThingAndIsOneStepOfUndo() {
    QFETCH(Edit, edit);
    Document document(deep());
    edit.apply(document);
    QCOMPARE(document.experiment(), edit.expected);
    QCOMPARE(document.undoStack().count(), 1);
    QCOMPARE(document.undoStack().undoText(), edit.text);
    document.undoStack().undo();
    QCOMPARE(document.experiment(), deep());
    document.undoStack().redo();
    QCOMPARE(document.experiment(), edit.expected);
  }

  void theFirstHiddenLayerHas32Relu() {
    Document document(withLayers({kOutput}));
    addDense(document, 0);
    const LayerSpec relu32{.units = 32, .activation = Activation::Relu, .frozen = false};
    QCOMPARE(document.experiment(), withLayers({relu32, kOutput}));
  }

  void whatComesAlongIsTheSameStep() {
    Document document;
    document.open(engine::seedExperiment(), tests::squareImages(28, 10));
    const auto added = edit::insertLayer(document, 0, engine::LayerKind::Conv2d);
    QVERIFY(added);
    QVERIFY(added->note.contains("Flatten"));
    QCOMPARE(document.experiment().network.layers.size(), std::size_t{4});
    QCOMPARE(document.experiment().network.layers[1].kind, engine::LayerKind::Flatten);
    QCOMPARE(document.undoStack().count(), 1);
    QCOMPARE(document.undoStack().undoText(), "add Conv 1");
    document.undoStack().undo();
    QCOMPARE(document.experiment(), engine::seedExperiment());
  }

  void withoutDataNothingIsAdded() {
    Document document(deep());
    QVERIFY(!edit::insertLayer(document, 0, engine::LayerKind::Dense));
    QCOMPARE(document.experiment(), deep());
  }

  /// 784 pixels, 10 classes: with 100,000 units 79.5 million parameters; 795 for each unit and 10 biases.
  void asManyUnitsAsFit() {
    Document document;
    document.open(engine::seedExperiment(), tests::squareImages(28, 10));
    succeed(edit::setUnits(document, 0, engine::kMaxUnits));
    QCOMPARE(document.experiment().network.layers[0].units, (engine::kMaxParameters - 10) / 795);
  }

  void theOutputLayerStays() {
    refuse([](Document& d) { return edit::moveLayer(d, 3, 0); }, {"output layer", "last"});
    refuse([](Document& d) { return edit::moveLayer(d, 0, 3); }, {"output layer", "last"});
    refuse([](Document& d) { return edit::setUnits(d, 3, 12); }, {"output layer", "class"});
  }

  void thereIsALimitOfLayers() {
    Experiment full = deep();
    while (full.network.layers.size() < engine::kMaxLayers)
      full.network.layers.insert(full.network.layers.begin(), kSecond);
    Document document(full);
    document.open(full, tests::syntheticDataset(20, 6, 3));
    const auto added = edit::insertLayer(document, 1, engine::LayerKind::Dense);
    QVERIFY(!added);
    QVERIFY(mentions(added.error().text(), {std::to_string(engine::kMaxLayers)}));
    QCOMPARE(document.experiment(), full);
  }

  void aLayerWithoutWeightsIsNotFrozen() {
    Experiment experiment = deep();
    experiment.network.layers[1] = engine::dropout(0.5);
    refuse([](Document& d) { return edit::setFrozen(d, 1, true); }, {"no weights"}, experiment);
  }

  void aBatchNormHasAMomentumAndAnEpsilon() {
    Experiment experiment = deep();
    experiment.network.layers[1] = engine::batchNorm(Activation::Tanh);
    Document document(experiment);
    succeed(edit::setNormMomentum(document, 1, 0.25));
    QCOMPARE(document.undoStack().undoText(), "Batch norm 2: momentum 0.25");
    succeed(edit::setNormEpsilon(document, 1, 0.001));
    QCOMPARE(document.undoStack().undoText(), "Batch norm 2: epsilon 0.001");
    experiment.network.layers[1].momentum = 0.25;
    experiment.network.layers[1].epsilon = 0.001;
    QCOMPARE(document.experiment(), experiment);
  }

  void whatALayerDoesNotHaveIsRefused() {
    Experiment experiment = deep();
    experiment.network.layers[1] = engine::dropout(0.5);
    const engine::DatasetPtr dataset = tests::syntheticDataset();
    const auto refused = [&](const auto& edit) {
      Document document;
      document.open(experiment, dataset);
      const auto result = edit(document);
      if (result || document.experiment() != experiment) return std::string("it was changed");
      return result.error().text();
    };
    QVERIFY(mentions(refused([](Document& d) { return edit::setRateFactor(d, 1, 0.5); }), {"Dropout 2"}));
    QVERIFY(mentions(refused([](Document& d) { return edit::setRateFactor(d, 0, 1001); }), {"1000"}));
    QVERIFY(mentions(refused([](Document& d) { return edit::setNormMomentum(d, 0, 0.5); }), {"Hidden 1"}));
    QVERIFY(mentions(
        refused([](Document& d) { return edit::setLayerInitializer(d, 1, engine::Initializer::He); }),
        {"Dropout 2", "he"}));
  }

  void aNewLayerHasNoFactorOfItsOwn() {
    Experiment experiment = deep();
    experiment.network.layers[1].rateFactor = 0.5;
    experiment.network.layers[1].initializer = engine::Initializer::He;
    Document document(experiment);
    addDense(document, 2);
    QCOMPARE(document.experiment().network.layers[2], kSecond);
  }

  void theSameValueIsNoStep() {
    Document document(deep());
    succeed(edit::setUnits(document, 1, 5));
    succeed(edit::moveLayer(document, 1, 1));
    QVERIFY(edit::setFrozen(document, 0, true));
    QVERIFY(edit::setSeed(document, deep().seed));
    QVERIFY(edit::setLoss(document, Loss::CrossEntropy).value().isEmpty());
    QCOMPARE(document.undoStack().count(), 0);
  }

  void aDragIsOneStep() {
    Document document(deep());
    for (const engine::Index units : {6, 8, 11, 13}) succeed(edit::setUnits(document, 1, units, 1));
    for (const engine::Index units : {12, 3}) succeed(edit::setUnits(document, 1, units, 2));
    QCOMPARE(document.undoStack().count(), 2);
    QCOMPARE(document.undoStack().undoText(), "Hidden 2: 3 units");
    document.undoStack().undo();
    QCOMPARE(document.experiment().network.layers[1].units, 13);
    document.undoStack().undo();
    QCOMPARE(document.experiment(), deep());
  }

  void withoutSoftmaxThereIsNoCrossEntropy() {
    Document document(deep());
    const QString note = edit::setActivation(document, 3, Activation::Sigmoid).value();
    QVERIFY(mentions(note.toStdString(), {"softmax", "mean squared error"}));
    QCOMPARE(document.experiment(), with([](Experiment& e) {
               e.network.layers[3].activation = Activation::Sigmoid;
               e.training.loss = Loss::MeanSquaredError;
             }));
    document.undoStack().undo();
    QCOMPARE(document.experiment(), deep());
  }

  void crossEntropyBringsSoftmax() {
    const Experiment start = with([](Experiment& e) {
      e.network.layers[3].activation = Activation::Linear;
      e.training.loss = Loss::MeanSquaredError;
    });
    Document document(start);
    const QString note = edit::setLoss(document, Loss::CrossEntropy).value();
    QVERIFY(mentions(note.toStdString(), {"probabilities", "softmax"}));
    QCOMPARE(document.experiment(), deep());
    document.undoStack().undo();
    QCOMPARE(document.experiment(), start);
  }

  void aHiddenSoftmaxLeavesTheLossAlone() {
    Document document(deep());
    QVERIFY(edit::setActivation(document, 1, Activation::Softmax).value().isEmpty());
    QVERIFY(edit::setActivation(document, 1, Activation::Linear).value().isEmpty());
    QCOMPARE(document.experiment().training.loss, Loss::CrossEntropy);
  }
};

PELLUCID_WINDOW_TEST(tst_edits, TestEdits)
#include "tst_edits.moc"

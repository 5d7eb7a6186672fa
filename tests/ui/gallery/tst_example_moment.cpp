// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/example_moment.h"

#include <QtTest>

#include "engine/data/catalogue.h"
#include "engine/data/point_sets.h"
#include "tests/support/moments.h"
#include "tests/support/window_test.h"

using namespace pellucid;

namespace {

engine::Example xorExample() {
  engine::Example example{.title = "XOR", .sentence = {}, .tryThis = {}, .lookAt = {}, .experiment = {}};
  example.experiment.data.name = "xor-gate";
  example.experiment.network.layers = {engine::dense(3, engine::Activation::Tanh),
                                       engine::dense(1, engine::Activation::Sigmoid)};
  example.experiment.training.loss = engine::Loss::BinaryCrossEntropy;
  example.experiment.training.learningRate = 0.1;
  return example;
}

engine::DatasetPtr xorGate() {
  return std::make_shared<const engine::Dataset>(engine::makeTruthTable("xor-gate"));
}

}  // namespace

class TestExampleMoment : public QObject {
  Q_OBJECT

 private slots:
  /// The network in its picture has learned its task.
  void smallOnesAreTrained() {
    const auto moment = ui::exampleMoment(xorExample(), xorGate()).value();
    const engine::DatasetPtr data = xorGate();
    for (engine::Index i = 0; i < 4; ++i) {
      const auto x = engine::sample(data->train, 2, i);
      const auto answer = engine::probe(moment->network(), moment->weights(),
                                        engine::Loss::BinaryCrossEntropy, x, std::nullopt);
      QCOMPARE(answer.trace.output()(0, 0) > 0.5F, data->train.labels[static_cast<std::size_t>(i)] == 1);
    }
    // The first sample whose answer is 1.
    QCOMPARE(moment->input.testIndex, std::optional<engine::Index>(1));
  }

  void stagedOnesBeginWithTheirWeights() {
    engine::Example example = xorExample();
    example.isStaged = true;
    for (int i = 0; i < 13; ++i) example.weights.push_back(i / 4.0);
    const auto moment = ui::exampleMoment(example, xorGate()).value();
    for (int i = 0; i < 13; ++i) QCOMPARE(moment->weights()[i], engine::Scalar(i / 4.0));
  }

  void imagesBeginAsTheyAreDrawn() {
    const auto dataset = tests::squareImages();
    engine::Example example = xorExample();
    example.experiment = tests::experimentFor(*dataset, {4});
    const auto moment = ui::exampleMoment(example, dataset).value();
    const auto network = engine::Network::create(example.experiment.network, dataset->shape).value();
    QVERIFY(moment->weights() == network->initialParameters(example.experiment.seed));
  }

  void whatDoesNotFitIsRefused() {
    engine::Example example = xorExample();
    example.weights = {1, 2};
    QVERIFY(!ui::exampleMoment(example, xorGate()));
    example = xorExample();
    example.experiment.training.loss = engine::Loss::CrossEntropy;
    QVERIFY(!ui::exampleMoment(example, xorGate()));
  }

  /// The digits are read once for the whole gallery.
  void imagesAreShared() {
    const auto dataOf = [](const char* name) {
      engine::Experiment experiment;
      experiment.data.name = name;
      return ui::previewDataOf(experiment);
    };
    QCOMPARE(dataOf("mnist,samples=200"), "mnist");
    QCOMPARE(dataOf("mnist:0-4,samples=200"), "mnist:0-4");
    QCOMPARE(dataOf("spiral,noise=0.1"), "spiral,noise=0.1");
    QCOMPARE(dataOf("/nowhere/houses.csv,test=0.3"), "/nowhere/houses.csv,test=0.3");
  }
};

PELLUCID_WINDOW_TEST(tst_example_moment, TestExampleMoment)
#include "tst_example_moment.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/network.h"

#include <QtTest>

#include <stdexcept>

#include "engine/train/targets.h"
#include "tests/support/datasets.h"
#include "tests/support/messages.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

NetworkSpec threeLayers() {
  return {.layers = {{.units = 5, .activation = Activation::Sigmoid, .frozen = false},
                     {.units = 4, .activation = Activation::Relu, .frozen = true},
                     {.units = 3, .activation = Activation::Softmax, .frozen = false}},
          .initializer = Initializer::Glorot};
}

}  // namespace

class TestNetwork : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithTheDefinition_data() {
    QTest::addColumn<int>("samples");
    for (const int samples : {1, 2, 33}) QTest::addRow("%d samples", samples) << samples;
  }

  void agreesWithTheDefinition() {
    QFETCH(int, samples);
    const DatasetPtr dataset = syntheticDataset(samples);
    const auto network = Network::create(threeLayers(), flatShape(6)).value();
    const Vector parameters = network->initialParameters(3);
    std::vector<std::uint32_t> all(static_cast<std::size_t>(samples));
    for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
    const auto batch = naiveBatch(dataset->train, 6, all);
    NaiveNetwork naive = naiveNetwork(threeLayers(), 6, parameters);
    naive.forward(batch);
    naive.backward(Loss::CrossEntropy, batch);

    Trace trace;
    gather(dataset->train, 6, all, trace.input);
    network->forward(parameters, trace);
    Matrix y;
    encode({.outputs = 3}, dataset->train.labels, y);
    lossGradient(Loss::CrossEntropy, Activation::Softmax, y, trace.layers.back());
    Vector gradient;
    network->backward(parameters, trace, gradient);
    QVERIFY(largestDifference(gradient, naive.gradient()) < kPrecision);
    for (std::size_t l = 0; l < 3; ++l)
      for (std::size_t n = 0; n < all.size(); ++n) {
        const auto column = static_cast<Index>(n);
        QVERIFY(largestDifference(Vector(trace.layers[l].z.col(column)), naive.layers[l].z[n]) < kPrecision);
        QVERIFY(largestDifference(Vector(trace.layers[l].a.col(column)), naive.layers[l].a[n]) < kPrecision);
        QVERIFY(largestDifference(Vector(trace.layers[l].delta.col(column)), naive.layers[l].delta[n]) <
                kPrecision);
      }
  }

  /// Training computes nothing below the lowest layer that learns; other callers can get everything.
  void aTrainingPassEndsAtTheLowestLayerThatLearns() {
    const DatasetPtr dataset = syntheticDataset(8);
    const auto network = Network::create(threeLayers(), flatShape(6)).value();
    const Vector parameters = network->initialParameters(3);
    Matrix y;
    encode({.outputs = 3}, dataset->train.labels, y);
    const auto backward = [&](Trace& trace, const TrainingPass* training) {
      trace.input = Matrix::Constant(6, y.cols(), Scalar(0.5));
      network->forward(parameters, trace, training);
      lossGradient(Loss::CrossEntropy, Activation::Softmax, y, trace.layers.back());
      Vector gradient;
      network->backward(parameters, trace, gradient, training);
      return gradient;
    };
    Trace whole, partly, nothing;
    const Vector all = backward(whole, nullptr);
    const TrainingPass head{.frozen = {true, true, false}};
    const Vector ofHead = backward(partly, &head);
    const TrainingPass none{.frozen = {true, true, true}};
    const Vector ofNone = backward(nothing, &none);
    const Index begin = network->layerOffset(2);
    QCOMPARE(ofHead.tail(ofHead.size() - begin), all.tail(all.size() - begin));
    QVERIFY((ofHead.head(begin).array() == 0).all());
    QVERIFY((ofNone.array() == 0).all());
    for (const std::size_t below : {0U, 1U}) {
      QVERIFY(whole.layers[below].delta.size() > 0);
      QCOMPARE(partly.layers[below].delta.size(), 0);
      QCOMPARE(nothing.layers[below].delta.size(), 0);
    }
  }

  void laysItsTensorsOutWithoutGaps() {
    const auto network = Network::create(threeLayers(), flatShape(6)).value();
    QCOMPARE(network->inputs(), 6);
    QCOMPARE(network->outputs(), 3);
    QCOMPARE(network->layerCount(), std::size_t{3});
    QCOMPARE(network->parameterCount(), 6 * 5 + 5 + 5 * 4 + 4 + 4 * 3 + 3);
    QCOMPARE(network->parameterCount(), parameterCount(threeLayers(), flatShape(6)));
    Index next = 0;
    for (const Tensor& tensor : network->tensors()) {
      QCOMPARE(tensor.offset, next);
      next += tensor.size();
      if (tensor.name == "weight") QCOMPARE(network->layerOffset(tensor.layer), tensor.offset);
    }
    QCOMPARE(next, network->parameterCount());

    Vector numbered =
        Vector::LinSpaced(network->parameterCount(), 0, static_cast<Scalar>(network->parameterCount() - 1));
    QCOMPARE(network->weight(numbered, 1)(0, 0), Scalar(35));
    QCOMPARE(network->weight(numbered, 1)(1, 0), Scalar(36));
    QCOMPARE(network->weight(numbered, 1)(0, 1), Scalar(39));
    QCOMPARE(network->bias(numbered, 1)(3), Scalar(58));
  }

  /// Editing one layer leaves the others' initial weights as they were.
  void everyLayerDrawsFromItsOwnStream() {
    NetworkSpec wider = threeLayers();
    wider.layers[2].units = 9;
    const auto network = Network::create(threeLayers(), flatShape(6)).value();
    const auto edited = Network::create(wider, flatShape(6)).value();
    const Vector before = network->initialParameters(3);
    const Vector after = edited->initialParameters(3);
    QCOMPARE(edited->weight(after, 0), network->weight(before, 0));
    QCOMPARE(edited->weight(after, 1), network->weight(before, 1));
    QCOMPARE(network->initialParameters(3), before);
    QVERIFY(network->initialParameters(4) != before);
    QVERIFY(network->weight(before, 1).norm() > 0);
  }

  /// A layer with its own initializer draws as if it were the network's; the others draw as before.
  void aLayerCanHaveItsOwnInitializer() {
    NetworkSpec he = threeLayers();
    he.initializer = Initializer::He;
    NetworkSpec mixed = threeLayers();
    mixed.layers[1].initializer = Initializer::He;
    const auto draw = [](const NetworkSpec& spec, std::size_t layer) {
      const auto network = Network::create(spec, flatShape(6)).value();
      return Matrix(network->weight(network->initialParameters(3), layer));
    };
    QCOMPARE(draw(mixed, 0), draw(threeLayers(), 0));
    QCOMPARE(draw(mixed, 1), draw(he, 1));
    QVERIFY(draw(mixed, 1) != draw(threeLayers(), 1));
    QCOMPARE(draw(mixed, 2), draw(threeLayers(), 2));
    mixed.layers[2].initializer = Initializer::Constant;
    QCOMPARE(draw(mixed, 2), Matrix::Constant(3, 4, Scalar(0.1)).eval());
  }

  void refusesWhatValidateRefuses() {
    const auto refused = Network::create({}, flatShape(6));
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {"no layers"}), refused.error().text().c_str());
  }

  void misuseIsABug() {
    const auto network = Network::create(threeLayers(), flatShape(6)).value();
    const Vector parameters = network->initialParameters(1);
    Trace trace;
    trace.input = Matrix::Zero(5, 1);
    QVERIFY_THROWS_EXCEPTION(std::logic_error, network->forward(parameters, trace));
    trace.input = Matrix::Zero(6, 1);
    QVERIFY_THROWS_EXCEPTION(std::logic_error, network->forward(parameters.head(7), trace));
    Vector gradient;
    QVERIFY_THROWS_EXCEPTION(std::logic_error, network->backward(parameters, trace, gradient));
    network->forward(parameters, trace);
    QVERIFY_THROWS_EXCEPTION(std::logic_error, network->backward(parameters, trace, gradient));
  }
};

PELLUCID_TEST(tst_network, TestNetwork)
#include "tst_network.moc"

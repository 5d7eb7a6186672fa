// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/batch_input.h"

#include <QtTest>

#include "engine/base/random.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// Images of 4×5 pixels of which this share is not 0.
Dataset withShare(double share) {
  Dataset dataset;
  dataset.shape = {.channels = 1, .height = 4, .width = 5};
  Random random(1, "test");
  for (int i = 0; i < 50; ++i) {
    for (int k = 0; k < 20; ++k)
      dataset.train.pixels.push_back(
          random.uniform() < share ? static_cast<std::uint8_t>(1 + random.below(255)) : std::uint8_t{0});
    dataset.train.labels.push_back(0);
  }
  return dataset;
}

std::shared_ptr<const Network> network(const LayerSpec& first, const Dataset& dataset) {
  return Network::create({.layers = {first, dense(3, Activation::Softmax)}}, dataset.shape).value();
}

}  // namespace

class TestBatchInput : public QObject {
  Q_OBJECT

 private slots:
  void skipsZerosWhereItPays() {
    const Dataset digits = withShare(0.2);
    const Dataset noise = withShare(0.9);
    const LayerSpec wide = dense(16, Activation::Relu);
    QVERIFY(prefersSparse(*network(wide, digits), digits));
    QVERIFY(!prefersSparse(*network(wide, noise), noise));
    QVERIFY(!prefersSparse(*network(dense(2, Activation::Relu), digits), digits));
    QVERIFY(!prefersSparse(*network(conv2d(16, 3, Activation::Relu), digits), digits));
  }

  void bothWaysTrainTheSame() {
    const Dataset dataset = withShare(0.2);
    const auto net = network(dense(16, Activation::Tanh), dataset);
    const Vector parameters = net->initialParameters(1);
    const std::vector<std::uint32_t> indices = {3, 49, 0, 3, 17};
    Trace full;
    Trace sparse;
    gatherInput(dataset.train, indices, false, *net, full);
    gatherInput(dataset.train, indices, true, *net, sparse);
    QCOMPARE(full.samples(), 5);
    QCOMPARE(sparse.samples(), 5);
    net->forward(parameters, full);
    net->forward(parameters, sparse);
    QVERIFY(largestDifference(full.output().reshaped(), sparse.output().reshaped()) < kPrecision);
    full.layers.back().delta = Matrix::Constant(3, 5, Scalar(0.25));
    full.layers.back().delta(1, 2) = -1;
    sparse.layers.back().delta = full.layers.back().delta;
    Vector fullGradient;
    Vector sparseGradient;
    net->backward(parameters, full, fullGradient);
    net->backward(parameters, sparse, sparseGradient);
    QVERIFY(largestDifference(fullGradient, sparseGradient) < kPrecision);
  }
};

PELLUCID_TEST(tst_batch_input, TestBatchInput)
#include "tst_batch_input.moc"

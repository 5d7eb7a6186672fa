// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/layer.h"

#include <QtTest>

#include "engine/model/network.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestLayer : public QObject {
  Q_OBJECT

 private slots:
  void statisticsAreNotLearned() {
    const auto network =
        Network::create({.layers = {batchNorm(Activation::Relu), dense(2, Activation::Softmax)}},
                        flatShape(3))
            .value();
    const Layer& norm = network->layer(0);
    QCOMPARE(norm.parameterCount(), 12);
    QCOMPARE(norm.learnedCount(), 6);
    QCOMPARE(network->layer(1).parameterCount(), network->layer(1).learnedCount());
    QVERIFY(norm.hasActivation());
  }

  void tensorsLieSideBySide() {
    const auto network =
        Network::create(
            {.layers = {conv2d(4, 3, Activation::Relu), flatten(), dense(2, Activation::Softmax)}},
            {.channels = 2, .height = 5, .width = 5})
            .value();
    Index end = 0;
    for (const TensorShape& tensor : network->layer(0).tensors()) {
      QCOMPARE(tensor.offset, end);
      end += tensor.size();
    }
    QCOMPARE(end, 4 * 2 * 9 + 4);
    QCOMPARE(network->layer(1).parameterCount(), 0);
    QVERIFY(!network->layer(1).hasActivation());
    QCOMPARE(network->layer(2).inputs(), 4 * 3 * 3);
  }
};

PELLUCID_TEST(tst_layer, TestLayer)
#include "tst_layer.moc"

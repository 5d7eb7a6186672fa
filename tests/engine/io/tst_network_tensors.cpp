// SPDX-License-Identifier: GPL-3.0-or-later
// A network's numbers as named tensors, and back to the same bits.
#include "engine/io/network_tensors.h"

#include <QtTest>

#include "io_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestNetworkTensors : public QObject {
  Q_OBJECT

 private slots:
  void comeBackBitForBit() {
    const auto network =
        *Network::create({.layers = {conv2d(2, 3, Activation::Relu), dense(3, Activation::Softmax)}},
                         {.channels = 1, .height = 5, .width = 4});
    Vector values(network->parameterCount());
    for (Index i = 0; i < values.size(); ++i) values[i] = Scalar(i) / 7;
    std::vector<SafeTensor> tensors;
    appendTensors(*network, values, ".first", tensors);
    QCOMPARE(tensors.size(), 4U);
    QCOMPARE(tensors[0].name, std::string("conv1.weight.first"));
    QCOMPARE(tensors[0].shape, (std::vector<Index>{2, 1, 3, 3}));
    const auto back = takeTensors(*network, ".first", tensors);
    QVERIFY(back && isSameBits(*back, values));
    QVERIFY(!takeTensors(*network, ".second", tensors));
    QVERIFY(!readWeights(writeSafetensors(tensors), *network));
    QVERIFY(!checkCount(tensors, 5));
    tensors.clear();
    appendTensors(*network, values, "", tensors);
    const auto weights = readWeights(writeSafetensors(tensors), *network);
    QVERIFY(weights && isSameBits(*weights, values));
  }
};

PELLUCID_TEST(tst_network_tensors, TestNetworkTensors)
#include "tst_network_tensors.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// A network's numbers as named tensors, and back to the same bits.
#include "engine/io/network_tensors.h"

#include <QtTest>

#include "io_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

Bytes fileOf(const Network& network, const Vector& values, const char* suffix) {
  std::vector<TensorSource> tensors;
  appendTensors(network, values, suffix, tensors);
  Bytes bytes;
  appendSafetensors(planSafetensors(std::move(tensors)), bytes);
  return bytes;
}

}  // namespace

class TestNetworkTensors : public QObject {
  Q_OBJECT

 private slots:
  void comeBackBitForBit() {
    const auto network =
        *Network::create({.layers = {conv2d(2, 3, Activation::Relu), dense(3, Activation::Softmax)}},
                         {.channels = 1, .height = 5, .width = 4});
    Vector values(network->parameterCount());
    for (Index i = 0; i < values.size(); ++i) values[i] = Scalar(i) / 7;
    const Bytes bytes = fileOf(*network, values, ".first");
    const auto tensors = *viewSafetensors(bytes);
    QCOMPARE(tensors.size(), 4U);
    QCOMPARE(tensors[0].name, std::string("conv1.weight.first"));
    QCOMPARE(tensors[0].shape, (std::vector<Index>{2, 1, 3, 3}));
    const auto back = takeTensors(*network, ".first", tensors);
    QVERIFY(back && isSameBits(*back, values));
    QVERIFY(!takeTensors(*network, ".second", tensors));
    QVERIFY(!readWeights(bytes, *network));
    QVERIFY(!checkCount(tensors, 5));
    const auto weights = readWeights(fileOf(*network, values, ""), *network);
    QVERIFY(weights && isSameBits(*weights, values));
  }

  void theSizeThatAFileMayHaveIsNoLessThanItHas() {
    const auto network = *Network::create(
        {.layers = std::vector<LayerSpec>(kMaxLayers, dense(1, Activation::Tanh))}, flatShape(1));
    const Vector values = Vector::Zero(network->parameterCount());
    QVERIFY(fileOf(*network, values, ".second").size() < mostTensorBytes(*network, 1));
  }

  void whatIsNotFiniteIsNamed() {
    const auto network = *Network::create(
        {.layers = {dense(4, Activation::Tanh), dense(2, Activation::Softmax)}}, flatShape(3));
    Vector values = Vector::Zero(network->parameterCount());
    QCOMPARE(describeNotFinite(*network, values, "").text(), std::string());
    QCOMPARE(describeNotFinite(*network, Vector(), "").text(), std::string());
    values[16 + 3] = std::numeric_limits<Scalar>::infinity();
    QCOMPARE(describeNotFinite(*network, values, ".first").text(),
             std::string("layer 2, tensor fc2.weight.first, row 2, column 2 is inf"));
    values[13] = -std::numeric_limits<Scalar>::infinity();
    QCOMPARE(describeNotFinite(*network, values, "").text(),
             std::string("layer 1, tensor fc1.bias, row 2, column 1 is -inf"));
  }
};

PELLUCID_TEST(tst_network_tensors, TestNetworkTensors)
#include "tst_network_tensors.moc"

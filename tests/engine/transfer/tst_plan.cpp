// SPDX-License-Identifier: GPL-3.0-or-later
// What is taken over from a source, layer by layer, and what cannot be.
#include "engine/transfer/plan.h"

#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"
#include "tests/support/transfers.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestPlan : public QObject {
  Q_OBJECT

 private slots:
  void replacesTheOutputLayerWhereTheClassesDiffer() {
    const TrainedModel source = smallSource();
    const auto same = syntheticDataset();
    QVERIFY(sharesHead(source, *same));
    QVERIFY(targetNetwork(source, *same) == source.network);
    Dataset other = *same;
    other.classNames = {"x", "y", "z"};
    QVERIFY(!sharesHead(source, other));
    const auto five = syntheticDataset(60, 6, 5);
    QVERIFY(!sharesHead(source, *five));
    QCOMPARE(targetNetwork(source, *five).layers.back().units, 5);
    TrainedModel nameless = source;
    nameless.classNames.clear();
    QVERIFY(!sharesHead(nameless, *same));
  }

  void copiesLayerByLayer() {
    const TrainedModel source = smallSource();
    const auto network = Network::create(source.network, source.shape).value();
    const Vector fresh = network->initialParameters(5);
    const Vector weights = transplant(source, source.network, source.shape,
                                      {LayerPlan::Copy, LayerPlan::New, LayerPlan::Freeze}, fresh)
                               .value();
    const auto layer = [&](const Vector& all, std::size_t i) {
      return Vector(all.segment(network->layerOffset(i), network->layer(i).parameterCount()));
    };
    QVERIFY(layer(weights, 0) == layer(source.weights, 0));
    QVERIFY(layer(weights, 1) == layer(fresh, 1));
    QVERIFY(layer(weights, 2) == layer(source.weights, 2));
  }

  void showsWhatDoesNotFit() {
    const TrainedModel source = smallSource();
    NetworkSpec wider = source.network;
    wider.layers[1].units = 7;
    wider.layers.push_back(dense(3, Activation::Softmax));
    const auto fits = compareLayers(source.network, source.shape, wider, source.shape);
    QCOMPARE(fits.size(), 4U);
    QVERIFY(fits[0].fits);
    QVERIFY(!fits[1].fits && !fits[2].fits && !fits[3].fits);
    QVERIFY(mentions(fits[1].source, {"dense", "→5"}));
    QVERIFY(mentions(fits[1].target, {"dense", "→7"}));
    QCOMPARE(fits[3].source, std::string("none"));
    const Vector fresh = Network::create(wider, source.shape).value()->initialParameters(1);
    const auto refused =
        transplant(source, wider, source.shape,
                   {LayerPlan::Copy, LayerPlan::Copy, LayerPlan::New, LayerPlan::New}, fresh);
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(),
                      {"Hidden 1", "can be copied", "Hidden 2", "→5", "→7", "re-initialised"}),
             refused.error().text().c_str());
  }

  void layersWithoutWeightsFitByTheirKind() {
    const NetworkSpec maps{
        .layers = {conv2d(2, 3, Activation::Relu), maxPool(2), flatten(), dense(3, Activation::Softmax)}};
    const NetworkSpec other{
        .layers = {conv2d(2, 3, Activation::Relu), averagePool(2), flatten(), dense(4, Activation::Softmax)}};
    const Shape small{.channels = 1, .height = 8, .width = 8};
    const Shape large{.channels = 1, .height = 12, .width = 12};
    const auto fits = compareLayers(maps, small, other, large);
    QVERIFY(fits[0].fits);   // a kernel does not depend on the image's size
    QVERIFY(!fits[1].fits);  // another kind
    QVERIFY(fits[2].fits);
    QVERIFY(!fits[3].fits);
  }
};

PELLUCID_TEST(tst_plan, TestPlan)
#include "tst_plan.moc"

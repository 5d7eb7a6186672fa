// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/network_place.h"

#include <QtTest>

#include <set>
#include <stdexcept>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

/// 2 maps of 3×3 under a kernel of 2×2, then a pool, and a dense layer over the result.
std::shared_ptr<const Network> placesNetwork() {
  return Network::create({.layers = {conv2d(2, 2, Activation::Relu), maxPool(2), flatten(),
                                     dense(3, Activation::Softmax)}},
                         {.channels = 2, .height = 3, .width = 3})
      .value();
}

}  // namespace

class TestNetworkPlace : public QObject {
  Q_OBJECT

 private slots:
  void unitsAreInEveryLayerAndWeightsInSome() {
    const auto network = placesNetwork();
    for (std::size_t layer = 0; layer < network->layerCount(); ++layer) {
      const bool hasWeights = layer == 0 || layer == 3;
      QVERIFY(exists(*network, {.layer = layer, .unit = 1}));
      QVERIFY(!exists(*network, {.layer = layer, .unit = -1}));
      QVERIFY(!exists(*network, {.layer = layer, .unit = network->layer(layer).outputs()}));
      QCOMPARE(exists(*network, {.layer = layer, .unit = 1, .from = NetworkPlace::kBias}), hasWeights);
      QCOMPARE(exists(*network, {.layer = layer, .unit = 1, .from = 1}), hasWeights);
      QVERIFY(!exists(*network, {.layer = layer, .unit = 1, .from = network->layer(layer).inputs()}));
      QVERIFY(!exists(*network, {.layer = layer, .unit = 1, .from = -2}));
    }
    QVERIFY(!exists(*network, {.layer = 4}));
    // The window of the first place does not reach the last pixel.
    QVERIFY(!exists(*network, {.layer = 0, .unit = 0, .from = 8}));
  }

  /// In the documented order of the flat vector: a weight column by column, then the biases.
  void everyWeightHasItsNumber() {
    const auto network = placesNetwork();
    const Index offset = network->layerOffset(3);
    std::set<Index> seen;
    for (Index unit = 0; unit < 3; ++unit) {
      for (Index from = 0; from < 2; ++from) {
        const NetworkPlace place{.layer = 3, .unit = unit, .from = from};
        QCOMPARE(parameterIndex(*network, place), offset + from * 3 + unit);
        seen.insert(parameterIndex(*network, place));
      }
      const NetworkPlace bias{.layer = 3, .unit = unit, .from = NetworkPlace::kBias};
      QVERIFY(bias.isBias() && !bias.isUnit());
      QCOMPARE(parameterIndex(*network, bias), offset + 6 + unit);
      seen.insert(parameterIndex(*network, bias));
    }
    QCOMPARE(static_cast<Index>(seen.size()), network->layer(3).parameterCount());
  }

  /// Unit 5 is the place (0, 1) of the second of 2×2 maps; pixel (1, 1) of the second channel, which is
  /// number 13, is under tap (1, 0) of that channel's kernel.
  void aKernelsWeightIsSharedByItsPlaces() {
    const auto network = placesNetwork();
    const NetworkPlace place{.layer = 0, .unit = 5, .from = 13};
    QCOMPARE(parameterIndex(*network, place), 1 + (4 + 2) * 2);
    const auto uses = usesOf(*network, place);
    const std::pair<Index, Index> expected[] = {{4, 12}, {5, 13}, {6, 15}, {7, 16}};
    QCOMPARE(uses.size(), std::size(expected));
    for (std::size_t i = 0; i < uses.size(); ++i) {
      QCOMPARE(uses[i].unit, expected[i].first);
      QCOMPARE(uses[i].input, std::optional(expected[i].second));
      QCOMPARE(parameterIndex(*network, {.layer = 0, .unit = uses[i].unit, .from = uses[i].input}),
               parameterIndex(*network, place));
    }
    const auto bias = usesOf(*network, {.layer = 0, .unit = 5, .from = NetworkPlace::kBias});
    QCOMPARE(bias.size(), std::size_t{4});
    QVERIFY(!bias[0].input);
  }

  void aUnitHasNoNumber() {
    const auto network = placesNetwork();
    QVERIFY_THROWS_EXCEPTION(std::logic_error, (void)parameterIndex(*network, {.layer = 3, .unit = 1}));
    QVERIFY_THROWS_EXCEPTION(std::logic_error, (void)usesOf(*network, {.layer = 1, .unit = 1, .from = 0}));
  }
};

PELLUCID_TEST(tst_network_place, TestNetworkPlace)
#include "tst_network_place.moc"

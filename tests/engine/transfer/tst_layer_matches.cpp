// SPDX-License-Identifier: GPL-3.0-or-later
// Which layers are found again after layers came, went or changed.
#include "engine/transfer/layer_matches.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

constexpr std::size_t kNobody = 99;

std::vector<std::size_t> matched(std::vector<LayerSpec> before, std::vector<LayerSpec> after) {
  std::vector<std::size_t> found;
  for (const auto& match : matchLayers({.layers = std::move(before)}, {.layers = std::move(after)}))
    found.push_back(match.value_or(kNobody));
  return found;
}

using Found = std::vector<std::size_t>;

}  // namespace

class TestLayerMatches : public QObject {
  Q_OBJECT

  const LayerSpec a = dense(8, Activation::Tanh);
  const LayerSpec b = dense(5, Activation::Relu);
  const LayerSpec out = dense(3, Activation::Softmax);

 private slots:
  void theSameLayersMatchInOrder() { QCOMPARE(matched({a, b, out}, {a, b, out}), (Found{0, 1, 2})); }
  void aLayerBetweenMovesTheOthers() {
    QCOMPARE(matched({a, out}, {b, a, out}), (Found{kNobody, 0, 1}));
    QCOMPARE(matched({a, out}, {a, b, out}), (Found{0, kNobody, 1}));
    QCOMPARE(matched({a, b, out}, {a, dropout(0.5), b, out}), (Found{0, kNobody, 1, 2}));
  }
  void whatIsGoneIsPassedOver() {
    QCOMPARE(matched({a, b, out}, {b, out}), (Found{1, 2}));
    QCOMPARE(matched({a, b, out}, {out}), (Found{2}));
  }
  void aChangedLayerIsStillTheSame() {
    LayerSpec wider = a;
    wider.units = 9;
    LayerSpec other = b;
    other.activation = Activation::Sigmoid;
    QCOMPARE(matched({a, b, out}, {wider, other, out}), (Found{0, 1, 2}));
  }
  void anotherKernelIsAnotherLayer() {
    const LayerSpec three = conv2d(4, 3, Activation::Relu);
    const LayerSpec five = conv2d(4, 5, Activation::Relu);
    QCOMPARE(matched({three, flatten(), out}, {five, flatten(), out}), (Found{kNobody, 1, 2}));
  }
  void aHiddenLayerIsNoOutput() { QCOMPARE(matched({out, out}, {out, out, out}), (Found{0, kNobody, 1})); }
  void weightsCountMoreThanLayersWithout() {
    const LayerSpec map = conv2d(4, 3, Activation::Relu);
    QCOMPARE(matched({maxPool(2), map, out}, {map, maxPool(2), out}), (Found{1, kNobody, 2}));
  }
};

PELLUCID_TEST(tst_layer_matches, TestLayerMatches)
#include "tst_layer_matches.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Twins among units, against a plain comparison of all pairs.
#include "engine/inspect/diagnosis/twin_units.h"

#include <cmath>
#include <random>

#include "engine/inspect/network_place.h"
#include "tests/engine/inspect/diagnosis/diagnosed_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// 6–8–3, with weights drawn by a seed.
struct Drawn {
  std::shared_ptr<const Network> network =
      Network::create(healthyExperiment().network, syntheticDataset(30)->shape).value();
  Vector weights = network->initialParameters(3);

  Scalar& parameter(std::size_t layer, Index unit, Index from) {
    return weights[parameterIndex(*network, {.layer = layer, .unit = unit, .from = from})];
  }
  /// Copies all incoming weights and, if requested, all outgoing ones.
  void copyUnit(Index unit, Index to, bool withOut = true) {
    for (Index from = 0; from < 6; ++from) parameter(0, to, from) = parameter(0, unit, from);
    parameter(0, to, NetworkPlace::kBias) = parameter(0, unit, NetworkPlace::kBias);
    for (Index above = 0; withOut && above < 3; ++above) parameter(1, above, to) = parameter(1, above, unit);
  }
  std::vector<Index> twins() const { return twinUnits(*network, weights, 0); }
};

double largestOf(const std::vector<double>& a, const std::vector<double>& b) {
  double largest = 0;
  for (const auto* side : {&a, &b})
    for (const double value : *side) largest = std::max(largest, std::abs(value));
  return largest;
}

/// Whether no two of their values differ by more than this share of the largest.
bool areAlike(const std::vector<double>& a, const std::vector<double>& b, double share) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (std::abs(a[i] - b[i]) > share * largestOf(a, b)) return false;
  return true;
}

}  // namespace

class TestTwinUnits : public QObject {
  Q_OBJECT

 private slots:
  void needsBothSides() {
    Drawn of;
    QVERIFY(of.twins().empty());
    of.copyUnit(3, 6, false);
    QVERIFY(of.twins().empty());  // their outgoing weights differ
    of.copyUnit(3, 6);
    QVERIFY(of.twins() == (std::vector<Index>{3, 6}));
    QVERIFY(twinUnits(*of.network, of.weights, 1).empty());  // outputs are not examined
    of.copyUnit(6, 1);
    QVERIFY(of.twins() == (std::vector<Index>{1, 3, 6}));
    of.parameter(0, 6, NetworkPlace::kBias) += Scalar(1e-4);
    QVERIFY(of.twins() == (std::vector<Index>{1, 3}));
  }

  void allowsForRoundingAndNoMore() {
    Drawn of;
    of.copyUnit(3, 6);
    Scalar largest = 0;
    for (Index from = 0; from < 6; ++from) largest = std::max(largest, std::abs(of.parameter(0, 3, from)));
    const Scalar same = of.parameter(0, 6, 2);
    of.parameter(0, 6, 2) = same + Scalar(0.5e-6) * largest;
    QVERIFY(of.parameter(0, 6, 2) != same);
    QVERIFY(of.twins() == (std::vector<Index>{3, 6}));
    of.parameter(0, 6, 2) = same + Scalar(3e-6) * largest;
    QVERIFY(of.twins().empty());
  }

  void zerosAreTwins() {
    Drawn of;
    of.weights.setZero();
    QCOMPARE(of.twins().size(), 8U);
  }

  /// The same weights at other inputs make another unit.
  void theOrderMatters() {
    Drawn of;
    for (Index above = 0; above < 3; ++above) of.parameter(1, above, 6) = of.parameter(1, above, 3);
    for (Index from = 0; from < 6; ++from) of.parameter(0, 6, from) = of.parameter(0, 3, (from + 1) % 6);
    of.parameter(0, 6, NetworkPlace::kBias) = of.parameter(0, 3, NetworkPlace::kBias);
    QVERIFY(of.twins().empty());
  }

  /// Maps of a convolution, whose values the layer above takes pixel by pixel, with many nearly equal
  /// weights.
  void ofMapsAsAllPairsSay() {
    Experiment experiment = healthyExperiment();
    experiment.network.layers = {conv2d(24, 3, Activation::Relu), maxPool(2), flatten(),
                                 dense(4, Activation::Softmax)};
    const auto network =
        Network::create(experiment.network, {.channels = 1, .height = 6, .width = 6}).value();
    const Index weightsOfMap = 9;
    const Index pixels = 4;  // pixels left of a map
    std::mt19937 random(7);
    std::size_t most = 0;
    for (int round = 0; round < 200; ++round) {
      std::vector<std::vector<double>> in(24), out(24);
      Vector weights = Vector::Zero(network->parameterCount());
      for (Index map = 0; map < 24; ++map) {
        const auto copied = random() % 3 == 0 && map > 0 ? Index(random() % std::uint32_t(map)) : map;
        const auto unit = static_cast<std::size_t>(map);
        const double size = std::array{0.0, 0.2e-6, 8e-6}[random() % 3];
        const auto number = [&](bool isNew, double known) {
          const double noise = double(random() % 2001) / 1000 - 1;
          return isNew ? noise : double(Scalar(known + size * noise));
        };
        for (Index i = 0; i <= weightsOfMap; ++i) {
          const bool isNew = copied == map;
          in[unit].push_back(number(isNew, isNew ? 0 : in[std::size_t(copied)][std::size_t(i)]));
        }
        for (Index i = 0; i < 4 * pixels; ++i) {
          const bool isNew = copied == map || random() % 300 == 0;
          out[unit].push_back(number(isNew, isNew ? 0 : out[std::size_t(copied)][std::size_t(i)]));
        }
        for (std::vector<double>* side : {&in[unit], &out[unit]})
          for (double& value : *side) value = double(Scalar(value));
        Index at = 0;
        for (Index i = 0; i < weightsOfMap; ++i)
          weights[network->layerOffset(0) + i * 24 + map] = Scalar(in[unit][std::size_t(at++)]);
        weights[network->layerOffset(0) + weightsOfMap * 24 + map] = Scalar(in[unit][std::size_t(at)]);
        for (Index i = 0; i < 4 * pixels; ++i)
          weights[network->layerOffset(3) + map * 4 * pixels + i] = Scalar(out[unit][std::size_t(i)]);
      }
      std::vector<Index> surely, maybe;
      for (Index a = 0; a < 24; ++a) {
        const auto hasTwin = [&](double share) {
          for (Index b = 0; b < 24; ++b)
            if (a != b && areAlike(in[std::size_t(a)], in[std::size_t(b)], share) &&
                areAlike(out[std::size_t(a)], out[std::size_t(b)], share))
              return true;
          return false;
        };
        // Between the two limits it depends on rounding.
        if (hasTwin(0.9e-6)) surely.push_back(a);
        if (hasTwin(1.1e-6)) maybe.push_back(a);
      }
      const std::vector<Index> found = twinUnits(*network, weights, 0);
      QVERIFY(std::ranges::includes(found, surely) && std::ranges::includes(maybe, found));
      most = std::max(most, found.size());
    }
    QVERIFY(most > 4);
  }
};

PELLUCID_TEST(tst_twin_units, TestTwinUnits)
#include "tst_twin_units.moc"

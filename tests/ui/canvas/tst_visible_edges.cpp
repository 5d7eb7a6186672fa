// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/visible_edges.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "tests/support/moments.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Index;

namespace {

/// 16 pixels, 6 and 5 tanh, 3 softmax: 96, 30 and 15 edges.
Moment smallMoment() {
  const auto dataset = tests::squareImages();
  return tests::momentAfter(tests::experimentFor(*dataset, {6, 5}), dataset, 20);
}

/// A moment whose input has some pixels equal to 0.
Moment momentWithDarkPixels(std::optional<std::uint8_t> target, Index hidden = 6) {
  const auto dataset = tests::squareImages();
  const auto trainer = engine::Trainer::create(tests::experimentFor(*dataset, {hidden, 5}), dataset);
  engine::Vector values = engine::Vector::Constant(16, 0.5);
  for (const Index pixel : {0, 3, 7, 8, 15}) values[pixel] = 0;
  return tests::momentOf(*trainer, dataset, {.values = values, .target = target, .testIndex = std::nullopt});
}

struct Candidate {
  Index from;
  Index to;
  double value;
  double strength;
};

/// Every edge of a layer by definition, strongest first.
std::vector<Candidate> allEdges(const Moment& moment, Quantity quantity, std::size_t layer) {
  const engine::Trace& trace = moment.probe.trace;
  std::vector<Candidate> all;
  const engine::Vector x =
      layer == 0 ? engine::Vector(trace.input.col(0)) : engine::Vector(trace.layers[layer - 1].a.col(0));
  const Index outputs = trace.layers[layer].a.rows();
  Index at = moment.network().layerOffset(layer);
  for (Index from = 0; from < x.size(); ++from)
    for (Index to = 0; to < outputs; ++to) {
      const double w = moment.weights()[at++];
      const double gradient = static_cast<double>(trace.layers[layer].delta(to, 0)) * x[from];
      const bool isForward = quantity == Quantity::Activations;
      const double value = isForward ? w : gradient;
      all.push_back({from, to, value, std::abs(isForward ? w * x[from] : gradient)});
    }
  std::sort(all.begin(), all.end(),
            [](const Candidate& a, const Candidate& b) { return a.strength > b.strength; });
  return all;
}

std::vector<Edge> edgesOf(const VisibleEdges& visible, std::size_t layer) {
  const auto begin = visible.edges.begin();
  const std::size_t from = layer == 0 ? 0 : visible.ends[layer - 1];
  return {begin + static_cast<std::ptrdiff_t>(from),
          begin + static_cast<std::ptrdiff_t>(visible.ends[layer])};
}

bool isAlike(double a, double b) {
  return std::abs(a - b) <= 1e-5 * std::max(1e-3, std::abs(b));
}

/// 60 inputs, of which a sixth is 0, 700 units and 3 outputs, with these weights between the first two.
Moment largeMoment(const std::function<double(Index)>& weight) {
  const auto dataset = tests::syntheticDataset(60, 60);
  auto trainer = engine::Trainer::create(tests::experimentFor(*dataset, {700}), dataset).value();
  engine::Vector weights = trainer.state().weights;
  for (Index i = 0; i < 60 * 700; ++i) weights[i] = static_cast<engine::Scalar>(weight(i));
  if (!trainer.setWeights(weights)) qFatal("the weights do not fit");
  engine::Vector values = engine::Vector::LinSpaced(60, 0.1F, 1.0F);
  for (Index pixel = 0; pixel < 60; pixel += 6) values[pixel] = 0;
  return tests::momentOf(trainer, dataset, {.values = values, .target = 1, .testIndex = std::nullopt});
}

}  // namespace

class TestVisibleEdges : public QObject {
  Q_OBJECT

 private slots:
  void theStrongestAreChosenLayerByLayer_data() {
    QTest::addColumn<int>("quantity");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QList<int>>("shares");
    // What small layers do not need is left to the others: a third of the limit, half of the rest, the rest.
    for (const Quantity quantity : {Quantity::Activations, Quantity::Gradients}) {
      const auto row = [&](int limit, const QList<int>& shares) {
        QTest::addRow("%d of 141, %s", limit, quantity == Quantity::Activations ? "forward" : "back")
            << static_cast<int>(quantity) << limit << shares;
      };
      row(10'000, {96, 30, 15});
      row(141, {96, 30, 15});
      row(100, {55, 30, 15});
      row(60, {23, 22, 15});
      row(30, {10, 10, 10});
      row(3, {1, 1, 1});
      row(2, {1, 1, 0});
      row(0, {0, 0, 0});
    }
  }
  void theStrongestAreChosenLayerByLayer() {
    QFETCH(int, quantity);
    QFETCH(int, limit);
    QFETCH(QList<int>, shares);
    const Moment moment = smallMoment();
    const auto shown = static_cast<Quantity>(quantity);
    const VisibleEdges visible = visibleEdges(moment, shown, static_cast<std::size_t>(limit));
    QCOMPARE(visible.total, std::size_t{141});
    QCOMPARE(visible.ends.size(), std::size_t{3});
    QCOMPARE(visible.ends.back(), visible.edges.size());
    QVERIFY(visible.edges.size() <= static_cast<std::size_t>(limit));
    for (std::size_t layer = 0; layer < 3; ++layer) {
      auto edges = edgesOf(visible, layer);
      QCOMPARE(static_cast<int>(edges.size()), shares[static_cast<int>(layer)]);
      std::sort(edges.begin(), edges.end(),
                [](const Edge& a, const Edge& b) { return a.strength > b.strength; });
      const auto expected = allEdges(moment, shown, layer);
      for (std::size_t i = 0; i < edges.size(); ++i) {
        QCOMPARE(edges[i].layer, layer);
        QVERIFY(isAlike(edges[i].strength, expected[i].strength));
        QCOMPARE(edges[i].from, expected[i].from);
        QCOMPARE(edges[i].to, expected[i].to);
        QVERIFY(isAlike(edges[i].value, expected[i].value));
      }
    }
  }

  /// However the weights are distributed: as initialised, a few giants, all alike, almost all of them 0, and
  /// large only where a sample would be taken.
  void theStrongestOfALargeLayerAreThoseOfAll_data() {
    QTest::addColumn<std::function<double(Index)>>("weight");
    using Weight = std::function<double(Index)>;
    QTest::newRow("waves") << Weight([](Index i) { return std::sin(static_cast<double>(i * i % 9973)); });
    QTest::newRow("giants") << Weight([](Index i) { return i % 4001 == 7 ? 1e3 : 1e-3 * std::cos(i); });
    QTest::newRow("alike") << Weight([](Index) { return 0.5; });
    QTest::newRow("sparse") << Weight([](Index i) { return i % 97 == 5 ? std::sin(i) : 0; });
    QTest::newRow("misleading") << Weight([](Index i) {
      static const std::set<Index> sampled = [] {
        std::set<Index> all;
        for (std::uint64_t k = 0; k < 40; ++k)
          all.insert(static_cast<Index>(k * 2'654'435'761 % std::uint64_t{60 * 700}));
        return all;
      }();
      return sampled.contains(i) ? 100.0 : 0.001 * (1 + std::sin(i));
    });
  }
  void theStrongestOfALargeLayerAreThoseOfAll() {
    using Weight = std::function<double(Index)>;
    QFETCH(Weight, weight);
    const Moment moment = largeMoment(weight);
    for (const Quantity quantity : {Quantity::Activations, Quantity::Gradients})
      for (const std::size_t limit : {30U, 700U, 20'000U, 100'000U}) {
        const VisibleEdges visible = visibleEdges(moment, quantity, limit);
        auto edges = edgesOf(visible, 0);
        std::ranges::sort(edges, std::greater(), &Edge::strength);
        auto expected = allEdges(moment, quantity, 0);
        std::erase_if(expected, [](const Candidate& edge) { return edge.strength == 0; });
        const std::size_t allowed = limit - std::min<std::size_t>(limit / 2, 700 * 3);
        QCOMPARE(edges.size(), std::min(allowed, expected.size()));
        std::map<std::pair<Index, Index>, double> values;
        for (const Candidate& edge : expected) values[{edge.from, edge.to}] = edge.value;
        for (std::size_t i = 0; i < edges.size(); ++i) {
          // Among equally strong ones, any may be left out.
          QVERIFY(isAlike(edges[i].strength, expected[i].strength));
          const auto same = values.find({edges[i].from, edges[i].to});
          QVERIFY(same != values.end() && isAlike(edges[i].value, same->second));
          values.erase(same);  // each once
        }
      }
  }

  void fewEdgesAreThereThoughNothingFlows() {
    const Moment moment = momentWithDarkPixels(1);
    for (const Quantity quantity : {Quantity::Activations, Quantity::Gradients}) {
      const VisibleEdges visible = visibleEdges(moment, quantity, 10'000);
      QCOMPARE(visible.ends[0], std::size_t{16 * 6});
      for (const Edge& edge : edgesOf(visible, 0))
        QCOMPARE(edge.strength == 0, moment.input.values[edge.from] == 0);
      QCOMPARE(visible.total, std::size_t{141});
    }
  }

  void ofManyEdgesThoseFromZeroInputsAreLeftOut() {
    const Moment moment = momentWithDarkPixels(1, 40);
    for (const Quantity quantity : {Quantity::Activations, Quantity::Gradients}) {
      const VisibleEdges visible = visibleEdges(moment, quantity, 10'000);
      QCOMPARE(visible.ends[0], std::size_t{(16 - 5) * 40});
      for (const Edge& edge : edgesOf(visible, 0)) QVERIFY(moment.input.values[edge.from] != 0);
    }
  }

  void biasesOfFewUnitsAreEdges() {
    const Moment moment = smallMoment();
    const VisibleEdges visible = visibleEdges(moment, Quantity::Activations, 10'000);
    std::size_t next = 0;
    for (std::size_t layer = 0; layer < 3; ++layer)
      for (Index unit = 0; unit < moment.network().layer(layer).outputs(); ++unit, ++next) {
        const Edge& bias = visible.biases.at(next);
        QCOMPARE(bias.layer, layer);
        QCOMPARE(bias.to, unit);
        QCOMPARE(bias.from, engine::NetworkPlace::kBias);
        QCOMPARE(bias.value, static_cast<float>(moment.network().bias(moment.weights(), layer)[unit]));
      }
    QCOMPARE(visible.biases.size(), next);
  }

  void withoutATargetThereIsNoGradient() {
    const Moment moment = momentWithDarkPixels(std::nullopt);
    const VisibleEdges back = visibleEdges(moment, Quantity::Gradients, 10'000);
    QVERIFY(back.edges.empty());
    QCOMPARE(back.ends, (std::vector<std::size_t>{0, 0, 0}));
    QCOMPARE(back.ranges, (std::vector<float>{1, 1, 1}));
    QVERIFY(!visibleEdges(moment, Quantity::Activations, 10'000).edges.empty());
  }

  void fullColourIsAtFourTimesTheRootMeanSquare() {
    const Moment moment = smallMoment();
    for (const Quantity quantity : {Quantity::Activations, Quantity::Gradients}) {
      const VisibleEdges visible = visibleEdges(moment, quantity, 10'000);
      for (std::size_t layer = 0; layer < 3; ++layer) {
        double squares = 0;
        double largest = 0;
        int count = 0;
        for (const Candidate& edge : allEdges(moment, quantity, layer)) {
          largest = std::max(largest, std::abs(edge.value));
          squares += edge.value * edge.value;
          ++count;
        }
        // A few weights are all shown, and the largest has full colour.
        const bool areFew = quantity == Quantity::Activations && count <= 64;
        const double full = areFew ? largest : 4 * std::sqrt(squares / count);
        const auto range = static_cast<double>(visible.ranges[layer]);
        QVERIFY(range >= full * 0.999 && range <= full * 2.501);  // and then a round number
        QVERIFY(isAlike(range, static_cast<double>(niceCeiling(static_cast<float>(range)))));
      }
    }
  }

  /// So that colours do not flicker when another image is shown.
  void theRangeOfWeightsIsThatOfAllWeights() {
    const Moment moment = smallMoment();
    const auto few = visibleEdges(moment, Quantity::Activations, 3).ranges;
    QCOMPARE(few, visibleEdges(moment, Quantity::Activations, 10'000).ranges);
  }

  /// Few edges show all their weights, whatever passes through them.
  void fewEdgesAreAllShown() {
    const Moment dark = momentWithDarkPixels(1);
    const auto dataset = tests::squareImages();
    const auto trainer = engine::Trainer::create(tests::experimentFor(*dataset, {4}), dataset);  // 64 edges
    const Moment moment = tests::momentOf(*trainer, dataset, dark.input);
    for (const Quantity quantity : {Quantity::Activations, Quantity::Gradients})
      QCOMPARE(visibleEdges(moment, quantity, 10'000).ends[0], std::size_t{64});
  }

  void rangesAgreeAsTheModeSays() {
    const Moment moment = smallMoment();
    const auto own = visibleEdges(moment, Quantity::Activations, 100).ranges;
    const float most = *std::max_element(own.begin(), own.end());
    QCOMPARE(visibleEdges(moment, Quantity::Activations, 100, RangeMode::Global).ranges,
             (std::vector<float>{most, most, most}));
    QCOMPARE(visibleEdges(moment, Quantity::Activations, 100, RangeMode::Fixed).ranges,
             (std::vector<float>{1, 1, 1}));
  }

  void aUnitsEdgesAreThoseThatEnterAndLeave() {
    const Moment moment = smallMoment();
    for (const Quantity quantity : {Quantity::Activations, Quantity::Gradients}) {
      const auto edges = edgesOfUnit(moment, quantity, 0, 2);
      QCOMPARE(edges.size(), std::size_t{16 + 5});
      for (const Edge& edge : edges) {
        QVERIFY(edge.layer == 0 ? edge.to == 2 : edge.layer == 1 && edge.from == 2);
        const auto all = allEdges(moment, quantity, edge.layer);
        const auto same = std::find_if(all.begin(), all.end(), [&](const Candidate& candidate) {
          return candidate.from == edge.from && candidate.to == edge.to;
        });
        QVERIFY(isAlike(edge.value, same->value));
        QVERIFY(isAlike(edge.strength, same->strength));
      }
      QCOMPARE(edgesOfUnit(moment, quantity, 2, 1).size(), std::size_t{5});  // nothing leaves an output
      const auto leaving = edgesOfInput(moment, quantity, 7);
      QCOMPARE(leaving.size(), std::size_t{6});
      for (const Edge& edge : leaving) QVERIFY(edge.layer == 0 && edge.from == 7);
    }
    const Moment drawing = momentWithDarkPixels(std::nullopt);
    QVERIFY(edgesOfUnit(drawing, Quantity::Gradients, 0, 2).empty());
    QVERIFY(edgesOfInput(drawing, Quantity::Gradients, 1).empty());
  }
};

PELLUCID_TEST(tst_visible_edges, TestVisibleEdges)
#include "tst_visible_edges.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/units/attribution.h"

#include <QtTest>

#include "tests/engine/inspect/units/plain_halves.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// J by plain loops.
double plainNumber(NaiveStack& plain, const Numbers& x, const AskedNumber& asked) {
  plain.forward({x});
  const NaiveStage& stage = plain.stages[asked.layer];
  const auto unit = static_cast<std::size_t>(asked.unit);
  const double value = asked.isSum && !stage.z.empty() ? stage.z[0][unit] : stage.a[0][unit];
  return asked.isNo ? -value : value;
}

}  // namespace

class TestAttribution : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithPlainLoops_data() {
    QTest::addColumn<std::size_t>("layer");
    QTest::addColumn<int>("unit");
    QTest::addColumn<bool>("isSum");
    QTest::addColumn<bool>("isNo");
    QTest::newRow("a certainty") << std::size_t{4} << 1 << false << false;
    QTest::newRow("its sum") << std::size_t{4} << 1 << true << false;
    QTest::newRow("the other class") << std::size_t{4} << 2 << false << true;
    QTest::newRow("a hidden unit") << std::size_t{3} << 3 << false << false;
    QTest::newRow("a place on a map") << std::size_t{0} << 17 << true << false;
    QTest::newRow("a pooled place") << std::size_t{1} << 5 << false << false;
  }

  void agreesWithPlainLoops() {
    QFETCH(std::size_t, layer);
    QFETCH(int, unit);
    QFETCH(bool, isSum);
    QFETCH(bool, isNo);
    const AskedNumber asked{.layer = layer, .unit = unit, .isSum = isSum, .isNo = isNo};
    const DatasetPtr data = twoChannels();
    const Experiment experiment = mapsExperiment();
    const auto network = Network::create(experiment.network, data->shape).value();
    const Vector weights = weightsOf(*network);
    const Vector input = sample(data->train, data->inputs(), 3);
    NaiveStack plain(experiment.network, maps(data->shape), numbersOf(weights));

    // The slope by finite differences of plain loops.
    const Vector shares = gradientTimesInput(*network, weights, input, asked);
    QCOMPARE(shares.size(), input.size());
    constexpr double kStep = 1e-5;
    for (Index i = 0; i < input.size(); ++i) {
      Numbers up = numbersOf(input);
      Numbers down = up;
      up[static_cast<std::size_t>(i)] += kStep;
      down[static_cast<std::size_t>(i)] -= kStep;
      const double slope = (plainNumber(plain, up, asked) - plainNumber(plain, down, asked)) / (2 * kStep);
      QVERIFY(isClose(static_cast<double>(shares[i]), slope * static_cast<double>(input[i]),
                      kIsDouble ? 1e-8 : 2e-5));
    }
    const Vector pixels = overChannels(shares, data->shape);
    QCOMPARE(pixels.size(), Index{30});
    for (Index p = 0; p < 30; ++p)
      QVERIFY(isClose(static_cast<double>(pixels[p]), static_cast<double>(shares[p] + shares[p + 30])));

    // Covering, pixel by pixel.
    const Vector cover = Vector::LinSpaced(input.size(), Scalar(0.2), Scalar(0.7));
    for (const Index side : {1, 3, 5}) {
      const auto drops = occlusion(*network, weights, input, cover, side, asked);
      QVERIFY(drops);
      QCOMPARE(drops->size(), Index{30});
      const double whole = plainNumber(plain, numbersOf(input), asked);
      for (int place = 0; place < 30; ++place) {
        Numbers covered = numbersOf(input);
        for (int i = 0; i < 60; ++i) {
          const bool isUnder =
              std::abs(i % 30 / 6 - place / 6) <= side / 2 && std::abs(i % 6 - place % 6) <= side / 2;
          if (isUnder) covered[static_cast<std::size_t>(i)] = static_cast<double>(cover[i]);
        }
        QVERIFY(isClose(static_cast<double>((*drops)[place]), whole - plainNumber(plain, covered, asked)));
      }
    }
  }

  void ofATableEachValueIsCoveredAlone() {
    const DatasetPtr data = syntheticDataset(20);
    Experiment experiment = smallExperiment();
    const auto network = Network::create(experiment.network, flatShape(6)).value();
    const Vector weights = weightsOf(*network);
    const Vector input = sample(data->train, 6, 2);
    const Vector cover = Vector::Constant(6, Scalar(0.3));
    const AskedNumber asked{.layer = 1, .unit = 0};
    const auto drops = occlusion(*network, weights, input, cover, 5, asked);
    QCOMPARE(drops->size(), Index{6});
    NaiveStack plain(experiment.network, maps(flatShape(6)), numbersOf(weights));
    const double whole = plainNumber(plain, numbersOf(input), asked);
    for (std::size_t i = 0; i < 6; ++i) {
      Numbers covered = numbersOf(input);
      covered[i] = static_cast<double>(cover[0]);
      QVERIFY(isClose(static_cast<double>((*drops)[static_cast<Index>(i)]),
                      whole - plainNumber(plain, covered, asked)));
    }
    QCOMPARE(overChannels(input, flatShape(6)).size(), Index{6});
  }

  void aNearlyCertainAnswerKeepsItsSlope() {
    // In single precision 1 - a is 0 here, and the slope would be lost.
    const auto network = Network::create({.layers = {dense(2, Activation::Softmax)}}, flatShape(1)).value();
    Vector weights(4);
    weights << 20, 0, 0, 0;
    const Vector shares = gradientTimesInput(*network, weights, Vector::Ones(1), {.layer = 0, .unit = 0});
    const double other = std::exp(-20.0) / (1 + std::exp(-20.0));
    QVERIFY(std::abs(static_cast<double>(shares[0]) / (20 * other * (1 - other)) - 1) < 1e-4);
  }

  void endsWhenItIsCancelled() {
    const auto network = Network::create(smallExperiment().network, flatShape(6)).value();
    const Progress progress = Progress::watched();
    progress.cancel();
    QVERIFY(!occlusion(*network, network->initialParameters(1), Vector::Ones(6), Vector::Zero(6), 1,
                       {.layer = 1, .unit = 0}, progress));
  }
};

PELLUCID_TEST(tst_attribution, TestAttribution)
#include "tst_attribution.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/units/ascent.h"

#include <QtTest>

#include "tests/engine/inspect/units/plain_halves.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

AscentAim aimAt(std::size_t layer, Index first, Index inputs, Index count = 1) {
  return {.layer = layer,
          .first = first,
          .count = count,
          .low = Vector::Zero(inputs),
          .high = Vector::Ones(inputs)};
}

/// J and s by plain loops.
struct Plain {
  double excited = 0;
  double reached = 0;
};
Plain plainly(NaiveStack& stack, const AscentAim& aim, const AscentSettings& settings, const Shape& shape,
              const Numbers& x) {
  stack.forward({x});
  const NaiveStage& stage = stack.stages[aim.layer];
  const Numbers& values = stage.z.empty() ? stage.a[0] : stage.z[0];
  Plain plain;
  for (Index unit = aim.first; unit < aim.first + aim.count; ++unit)
    plain.excited += values[static_cast<std::size_t>(unit)] / static_cast<double>(aim.count);
  plain.reached = plain.excited;
  for (const double value : x) plain.reached -= settings.decay / 2 * value * value;
  const auto at = [&](Index c, Index row, Index column) {
    return x[static_cast<std::size_t>((c * shape.height + row) * shape.width + column)];
  };
  for (Index c = 0; c < shape.channels; ++c)
    for (Index row = 0; row < shape.height; ++row)
      for (Index column = 0; column < shape.width; ++column) {
        const double here = at(c, row, column);
        if (row > 0) plain.reached -= settings.smoothness / 2 * std::pow(here - at(c, row - 1, column), 2);
        if (column > 0) plain.reached -= settings.smoothness / 2 * std::pow(here - at(c, row, column - 1), 2);
      }
  return plain;
}

}  // namespace

class TestAscent : public QObject {
  Q_OBJECT

 private slots:
  void eachStepIsTheFormulas_data() {
    QTest::addColumn<std::size_t>("layer");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("decay");
    QTest::addColumn<double>("smoothness");
    QTest::newRow("a map") << std::size_t{0} << 24 << 12 << 0.0 << 0.0;
    QTest::newRow("a place on a pooled map") << std::size_t{1} << 3 << 1 << 0.02 << 0.0;
    QTest::newRow("a unit") << std::size_t{3} << 1 << 1 << 0.0 << 0.05;
    QTest::newRow("an output, with both") << std::size_t{4} << 2 << 1 << 0.03 << 0.01;
  }

  void eachStepIsTheFormulas() {
    QFETCH(std::size_t, layer);
    QFETCH(int, first);
    QFETCH(int, count);
    QFETCH(double, decay);
    QFETCH(double, smoothness);
    const Shape shape = twoChannels(8)->shape;
    const Experiment experiment = mapsExperiment();
    const auto network = Network::create(experiment.network, shape).value();
    const Vector weights = weightsOf(*network);
    const AscentAim aim = aimAt(layer, first, shape.size(), count);
    const AscentSettings settings{.stepSize = 0.03, .decay = decay, .smoothness = smoothness, .steps = 12};
    NaiveStack stack(experiment.network, maps(shape), numbersOf(weights));
    Ascent ascent = beginAscent(*network, weights, aim, settings, noiseBetween(aim.low, aim.high, 5));
    for (int step = 0; step < 12; ++step) {
      const Numbers before = numbersOf(ascent.x);
      QCOMPARE(ascent.step(), std::int64_t{step});
      const Plain now = plainly(stack, aim, settings, shape, before);
      QVERIFY(isClose(ascent.excited.back(), now.excited));
      QVERIFY(isClose(ascent.reached.back(), now.reached, kSumPrecision));
      // The slope of J by finite differences of plain loops, and where the step leads from it.
      Numbers slope(before.size());
      double squares = 0;
      constexpr double kStep = 1e-5;
      for (std::size_t i = 0; i < before.size(); ++i) {
        Numbers up = before;
        Numbers down = before;
        up[i] += kStep;
        down[i] -= kStep;
        slope[i] = (plainly(stack, aim, settings, shape, up).reached -
                    plainly(stack, aim, settings, shape, down).reached) /
                   (2 * kStep);
        squares += slope[i] * slope[i];
      }
      const double rms = std::sqrt(squares / static_cast<double>(slope.size()));
      climb(*network, weights, aim, settings, ascent);
      for (std::size_t i = 0; i < before.size(); ++i) {
        const double wanted = std::clamp(before[i] + 0.03 * (1 - step / 12.0) * slope[i] / rms, 0.0, 1.0);
        QVERIFY(
            isClose(static_cast<double>(ascent.x[static_cast<Index>(i)]), wanted, kIsDouble ? 1e-7 : 1e-4));
      }
    }
    // All steps have been taken.
    const Vector there = ascent.x;
    climb(*network, weights, aim, settings, ascent);
    QVERIFY(ascent.x == there);
    QCOMPARE(ascent.step(), std::int64_t{12});
    QVERIFY(ascent.reached.back() > ascent.reached.front());
  }

  void theSameSeedGivesTheSameBits() {
    const Shape shape = twoChannels(8)->shape;
    const auto network = Network::create(mapsExperiment().network, shape).value();
    const Vector weights = weightsOf(*network);
    const AscentAim aim = aimAt(3, 0, shape.size());
    const auto run = [&](std::uint64_t seed) {
      Ascent ascent = beginAscent(*network, weights, aim, {}, noiseBetween(aim.low, aim.high, seed));
      for (int step = 0; step < 20; ++step) climb(*network, weights, aim, {}, ascent);
      return ascent;
    };
    QVERIFY(run(1).x == run(1).x);
    QVERIFY(run(1).excited == run(1).excited);
    QVERIFY(run(1).x != run(2).x);
  }

  void noiseLiesAroundTheMiddle() {
    const Vector low = Vector::Constant(500, Scalar(-1));
    const Vector high = Vector::Constant(500, Scalar(2));
    const Vector x = noiseBetween(low, high, 3);
    QVERIFY(x.minCoeff() >= -1e-6F && x.minCoeff() < 0.1F);
    QVERIFY(x.maxCoeff() <= 1 + 1e-6F && x.maxCoeff() > 0.9F);
  }

  void aUnitWithoutSlopeIsLeftAlone() {
    const auto network =
        Network::create({.layers = {dense(2, Activation::Relu), dense(2, Activation::Linear)}}, flatShape(3))
            .value();
    Vector weights = network->initialParameters(1);
    network->bias(weights, 0);
    weights.segment(6, 2).setConstant(-100);  // no ReLU outputs anything
    const AscentAim aim = aimAt(1, 0, 3);
    Ascent ascent = beginAscent(*network, weights, aim, {}, Vector::Constant(3, Scalar(0.5)));
    climb(*network, weights, aim, {}, ascent);
    QVERIFY(ascent.isFlat);
    QCOMPARE(ascent.step(), std::int64_t{0});
    QVERIFY(ascent.x == Vector::Constant(3, Scalar(0.5)));
  }
};

PELLUCID_TEST(tst_ascent, TestAscent)
#include "tst_ascent.moc"

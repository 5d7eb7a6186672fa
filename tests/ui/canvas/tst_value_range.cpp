// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/value_range.h"

#include <QtTest>
#include <limits>

#include "tests/support/moments.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

/// The first of … 0.1, 0.2, 0.5, 1, 2, 5, 10, … that is not less than the value.
float firstNotLess(double value) {
  for (double power = 1e-9; power < 1e9; power *= 10)
    for (const double factor : {1, 2, 5})
      if (factor * power >= value) return static_cast<float>(factor * power);
  return 0;
}

double largestOf(const engine::Matrix& values) {
  double largest = 0;
  for (const engine::Scalar value : values.reshaped())
    largest = std::max(largest, std::abs(static_cast<double>(value)));
  return largest;
}

}  // namespace

class TestValueRange : public QObject {
  Q_OBJECT

 private slots:
  void niceCeilings_data() {
    QTest::addColumn<float>("value");
    QTest::addColumn<float>("ceiling");
    const std::pair<float, float> cases[] = {
        {1, 1},       {1.01F, 2}, {2, 2},       {2.1F, 5},    {5, 5},         {5.1F, 10},     {0.011F, 0.02F},
        {0.5F, 0.5F}, {0.51F, 1}, {1000, 1000}, {1001, 2000}, {3e-7F, 5e-7F}, {6e12F, 1e13F}, {0.1F, 0.1F}};
    for (const auto& [value, ceiling] : cases)
      QTest::newRow(qPrintable(QString::number(value))) << value << ceiling;
  }
  void niceCeilings() {
    QFETCH(float, value);
    QFETCH(float, ceiling);
    QVERIFY2(std::abs(niceCeiling(value) / ceiling - 1) < 1e-5F,
             qPrintable(QString::number(niceCeiling(value))));
  }

  void whatHasNoCeilingGetsOne() {
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    for (const float value : {0.0F, -3.0F, kInfinity, -kInfinity, std::numeric_limits<float>::quiet_NaN()})
      QCOMPARE(niceCeiling(value), 1.0F);
  }

  void layersAgreeAsTheModeSays() {
    using Ranges = std::vector<float>;
    const auto agreed = [](RangeMode mode) {
      Ranges ranges = {0.5F, 20, 2};
      applyRangeMode(mode, ranges);
      return ranges;
    };
    QCOMPARE(agreed(RangeMode::Layer), (Ranges{0.5F, 20, 2}));
    QCOMPARE(agreed(RangeMode::Global), (Ranges{20, 20, 20}));
    QCOMPARE(agreed(RangeMode::Fixed), (Ranges{1, 1, 1}));
    Ranges none;
    applyRangeMode(RangeMode::Global, none);
    QVERIFY(none.empty());
  }

  void unitsHaveTheRangeOfTheirLayer() {
    const auto dataset = tests::squareImages();
    engine::Experiment experiment = tests::experimentFor(*dataset, {6, 5});
    experiment.network.layers[1].activation = engine::Activation::Relu;
    const Moment moment = tests::momentAfter(experiment, dataset, 5);
    const engine::Trace& trace = moment.probe.trace;
    const auto activations = unitRanges(moment, Quantity::Activations, RangeMode::Layer);
    // tanh and softmax are bounded.
    QCOMPARE(activations[0], 1.0F);
    QCOMPARE(activations[1], firstNotLess(largestOf(trace.layers[1].a)));
    QCOMPARE(activations[2], 1.0F);
    const auto gradients = unitRanges(moment, Quantity::Gradients, RangeMode::Layer);
    for (std::size_t i = 0; i < 3; ++i) {
      QCOMPARE(gradients[i], firstNotLess(largestOf(trace.layers[i].delta)));
      QCOMPARE(unitValues(moment, Quantity::Activations, i), engine::Vector(trace.layers[i].a.col(0)));
      QCOMPARE(unitValues(moment, Quantity::Gradients, i), engine::Vector(trace.layers[i].delta.col(0)));
    }
  }

  void withoutAGradientUnitsShowZeros() {
    const auto dataset = tests::squareImages();
    const auto trainer = engine::Trainer::create(tests::experimentFor(*dataset, {6}), dataset).value();
    Input drawing = tests::testInput(*dataset, 0);
    drawing.target.reset();
    const Moment moment = tests::momentOf(trainer, dataset, drawing);
    QCOMPARE(unitValues(moment, Quantity::Gradients, 0), engine::Vector(engine::Vector::Zero(6)));
    QCOMPARE(unitRanges(moment, Quantity::Gradients, RangeMode::Layer), (std::vector<float>{1, 1}));
  }
};

PELLUCID_TEST(tst_value_range, TestValueRange)
#include "tst_value_range.moc"

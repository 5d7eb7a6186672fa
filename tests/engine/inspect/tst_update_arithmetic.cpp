// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/update_arithmetic.h"

#include <QtTest>

#include <cmath>

#include "engine/train/worked_example.h"
#include "tests/support/datasets.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

StepTrace traceAfter(const Experiment& experiment, int steps) {
  const DatasetPtr dataset = syntheticDataset();
  Trainer trainer = Trainer::create(experiment, dataset).value();
  for (int i = 0; i < steps; ++i) trainer.step();
  return traceStep(experiment, dataset, trainer.state()).value();
}

double valueOf(const UpdateArithmetic& update, const char* symbol) {
  for (const FormulaLine& line : update.lines)
    if (line.symbol == symbol) return line.value;
  return std::numeric_limits<double>::quiet_NaN();
}

/// What moves the weight: the last line, and the decay where there is one.
double changeOf(const UpdateArithmetic& update) {
  const double decay = valueOf(update, "−lr λ w");
  return update.lines.back().value + (std::isnan(decay) ? 0 : decay);
}

}  // namespace

class TestUpdateArithmetic : public QObject {
  Q_OBJECT

 private slots:
  void quantitiesLeadFromTheGradientToTheWeight_data() {
    QTest::addColumn<Optimizer>("optimizer");
    for (const auto& entry : kEnumNames<Optimizer>) QTest::newRow(entry.name.data()) << entry.value;
  }

  void quantitiesLeadFromTheGradientToTheWeight() {
    QFETCH(Optimizer, optimizer);
    Experiment plain = withOptimizer(optimizer);
    Experiment rich = plain;
    rich.training.settings.l1 = 0.01;
    rich.training.settings.l2 = 0.02;
    rich.training.settings.weightDecay = 0.03;
    rich.training.clipping = {.norm = 0.05, .value = 0.02};
    for (const Experiment& experiment : {plain, rich})
      for (const int steps : {0, 1, 7}) {
        const StepTrace trace = traceAfter(experiment, steps);
        for (Index from = NetworkPlace::kBias; from < 5; ++from) {
          const NetworkPlace place{.layer = 1, .unit = 2, .from = from};
          const UpdateArithmetic update = updateArithmetic(trace, place);
          const Index at = parameterIndex(*trace.network, place);
          QCOMPARE(update.before, static_cast<double>(trace.before.weights[at]));
          QCOMPARE(update.after, static_cast<double>(trace.after.weights[at]));
          QVERIFY2(std::abs(changeOf(update) - update.change()) < 2e-6 + 1e-4 * std::abs(update.change()),
                   qPrintable(QString("%1 is not %2").arg(changeOf(update)).arg(update.change())));
        }
      }
  }

  void adamByHand() {
    const StepTrace trace = traceAfter(withOptimizer(Optimizer::Adam), 0);
    const UpdateArithmetic update = updateArithmetic(trace, {.layer = 1, .unit = 0, .from = 0});
    const double g = update.gradient;
    QVERIFY(isClose(valueOf(update, "m"), 0.1 * g));
    QVERIFY(isClose(valueOf(update, "s"), 0.001 * g * g));
    QCOMPARE(valueOf(update, "c1"), 1 - 0.9);
    QCOMPARE(valueOf(update, "c2"), 1 - 0.999);
    // In the first step m / 0.1 = g and √(s / 0.001) = |g|: Adam goes the learning rate, downhill.
    QVERIFY(std::abs(std::abs(update.change()) - trace.rule.learningRate) < 1e-6);
  }

  void theWorkedExample() {
    const StepTrace trace = traceStep(workedExample(), byHand(), workedExampleState()).value();
    const UpdateArithmetic weight = updateArithmetic(trace, {.layer = 0, .unit = 0, .from = 0});
    QCOMPARE(weight.gradient, -8.0);
    QCOMPARE(valueOf(weight, "−lr g"), 0.4);
    QVERIFY(isClose(weight.after, 3.4));
    const UpdateArithmetic bias =
        updateArithmetic(trace, {.layer = 0, .unit = 0, .from = NetworkPlace::kBias});
    QCOMPARE(bias.gradient, -4.0);
    QVERIFY(isClose(bias.after, 1.2));
  }

  void aFrozenWeightHasAGradientAndStays() {
    Experiment experiment = smallExperiment();
    experiment.network.layers[1].frozen = true;
    const UpdateArithmetic update =
        updateArithmetic(traceAfter(experiment, 2), {.layer = 1, .unit = 0, .from = 1});
    QVERIFY(update.isFrozen && update.lines.empty());
    QVERIFY(update.gradient != 0);
    QCOMPARE(update.change(), 0.0);
  }

  void belowTheLowestLayerThatLearnsThereIsNone() {
    Experiment experiment = smallExperiment();
    experiment.network.layers[0].frozen = true;
    const UpdateArithmetic update =
        updateArithmetic(traceAfter(experiment, 2), {.layer = 0, .unit = 0, .from = 1});
    QCOMPARE(update.gradient, 0.0);
    QCOMPARE(update.change(), 0.0);
  }
};

PELLUCID_TEST(tst_update_arithmetic, TestUpdateArithmetic)
#include "tst_update_arithmetic.moc"

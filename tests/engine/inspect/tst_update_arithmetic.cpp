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

/// The change of the weight: the last line, and the decay if there is one.
double changeOf(const UpdateArithmetic& update) {
  const double decay = valueOf(update, "−lr λ w");
  return update.lines.back().value + (std::isnan(decay) ? 0 : decay);
}

/// Computes a formula with numbers: + − · / √ ^ ² and parentheses.
class Reader {
 public:
  explicit Reader(const FormulaLine& line) : m_text(line.numbers), m_operands(line.operands) {}
  double sum() {
    double value = 0;
    double sign = takes("−") ? -1 : 1;
    while (true) {
      value += sign * product();
      if (takes("+"))
        sign = 1;
      else if (takes("−"))
        sign = -1;
      else
        return value;
    }
  }

 private:
  double product() {
    double value = power();
    while (true) {
      if (takes("·"))
        value *= power();
      else if (takes("/"))
        value /= power();
      else
        return value;
    }
  }
  double power() {
    if (takes("√")) return std::sqrt(power());
    double value = 0;
    if (takes("(")) {
      value = sum();
      takes(")");
    } else if (takes("{}")) {
      value = m_operands.at(m_next++);
    } else {
      takes("1");
      value = 1;
    }
    if (takes("²")) return value * value;
    return takes("^") ? std::pow(value, power()) : value;
  }
  bool takes(std::string_view token) {
    while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n')) ++m_at;
    if (m_text.compare(m_at, token.size(), token) != 0) return false;
    m_at += token.size();
    return true;
  }
  std::string m_text;
  std::vector<double> m_operands;
  std::size_t m_at = 0;
  std::size_t m_next = 0;
};

/// To a float's digits.
bool isNear(double value, double expected) {
  return std::abs(value - expected) <= 1e-5 * std::abs(expected);
}

double evaluated(const FormulaLine& line) {
  return Reader(line).sum();
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
    Experiment slow = rich;
    slow.network.layers[1].rateFactor = 0.125;
    for (const Experiment& experiment : {plain, rich, slow})
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
    // In the first step m / 0.1 = g and √(s / 0.001) = |g|: Adam moves by the learning rate, downhill.
    QVERIFY(std::abs(std::abs(update.change()) - trace.rule.learningRate) < 1e-6);
  }

  /// Each row's numbers, inserted into its formula, give its value.
  void theNumbersInAFormulaGiveItsValue_data() { quantitiesLeadFromTheGradientToTheWeight_data(); }
  void theNumbersInAFormulaGiveItsValue() {
    QFETCH(Optimizer, optimizer);
    Experiment experiment = withOptimizer(optimizer);
    experiment.training.settings.weightDecay = 0.03;
    experiment.network.layers[1].rateFactor = 0.25;
    for (const int steps : {0, 1, 7}) {
      const UpdateArithmetic update =
          updateArithmetic(traceAfter(experiment, steps), {.layer = 1, .unit = 2, .from = 3});
      int formulas = 0;
      for (const FormulaLine& line : update.lines) {
        if (line.numbers.empty()) continue;
        const double value = evaluated(line);
        ++formulas;
        QVERIFY2(std::abs(value - line.value) <= 1e-9 + 2e-6 * std::abs(line.value),
                 qPrintable(QString("%1: %2 is not %3").arg(line.symbol.c_str()).arg(value).arg(line.value)));
      }
      QVERIFY(formulas >= 3);  // the layer's rate, the optimizer's own and the decay
      QCOMPARE(valueOf(update, "lr"), experiment.training.learningRate * 0.25);
    }
  }

  /// The running means of the gradients of all steps so far, by a plain loop.
  void adamsOldNumbersAreThoseOfTheStepsBefore() {
    const Experiment experiment = withOptimizer(Optimizer::Adam);
    const NetworkPlace place{.layer = 1, .unit = 2, .from = 3};
    double m = 0;
    double s = 0;
    for (int step = 0; step < 9; ++step) {
      const StepTrace trace = traceAfter(experiment, step);
      const UpdateArithmetic update = updateArithmetic(trace, place);
      const double g = static_cast<double>(trace.gradient[parameterIndex(*trace.network, place)]);
      QVERIFY(isNear(valueOf(update, "m₀"), m) && isNear(valueOf(update, "s₀"), s));
      m = 0.9 * m + 0.1 * g;
      s = 0.999 * s + 0.001 * g * g;
      QVERIFY(isNear(valueOf(update, "m"), m) && isNear(valueOf(update, "s"), s));
      QCOMPARE(valueOf(update, "c1"), 1 - std::pow(0.9, step + 1));
      QCOMPARE(valueOf(update, "c2"), 1 - std::pow(0.999, step + 1));
      const double change = trace.rule.learningRate * (m / (1 - std::pow(0.9, step + 1))) /
                            (std::sqrt(s / (1 - std::pow(0.999, step + 1))) + 1e-8);
      QVERIFY(std::abs(valueOf(update, "−η m") + change) < 1e-7);
    }
  }

  void momentumsAndRmspropsOldNumbersAreThoseOfTheStepsBefore() {
    const NetworkPlace place{.layer = 1, .unit = 2, .from = 3};
    double v = 0;
    double s = 0;
    for (int step = 0; step < 6; ++step) {
      const StepTrace momentum = traceAfter(withOptimizer(Optimizer::Momentum), step);
      const StepTrace rmsprop = traceAfter(withOptimizer(Optimizer::RmsProp), step);
      const Index at = parameterIndex(*momentum.network, place);
      QVERIFY(isNear(valueOf(updateArithmetic(momentum, place), "v₀"), v));
      QVERIFY(isNear(valueOf(updateArithmetic(rmsprop, place), "s₀"), s));
      v = 0.9 * v + static_cast<double>(momentum.gradient[at]);
      s = 0.99 * s + 0.01 * std::pow(static_cast<double>(rmsprop.gradient[at]), 2);
      QVERIFY(isNear(valueOf(updateArithmetic(momentum, place), "v"), v));
      QVERIFY(isNear(valueOf(updateArithmetic(rmsprop, place), "s"), s));
    }
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

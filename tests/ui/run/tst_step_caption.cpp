// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/step_caption.h"

#include <QtTest>

#include "tests/support/steps.h"
#include "tests/support/window_test.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;
using namespace pellucid::tests;
using Kind = Beat::Kind;

class TestStepCaption : public QObject {
  Q_OBJECT

 private slots:
  void tellsTheWorkedExample_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QStringList>("numbers");
    const auto row = [](const char* name, Kind kind, const QStringList& numbers) {
      QTest::newRow(name) << static_cast<int>(kind) << numbers;
    };
    row("sample", Kind::Sample, {"sample 0", "the only one"});
    row("terms", Kind::Terms, {"1 term ", "3 · 2 = 6"});
    row("sum", Kind::Sum, {"1 term", "bias 1", "z = 7"});
    row("activation", Kind::Activation, {"linear", "z = 7", "a = 7"});
    row("loss", Kind::Loss, {"mean-squares", "is 4"});
    row("delta", Kind::Delta, {"a = 7", "target 9", "dL/dz = −4"});
    row("gradients", Kind::Gradients, {"−4 · 2 = −8", "mean −8"});
    row("update", Kind::Update, {"sgd", "2 of 2 weights", "0.05", "by 0.4"});
  }

  void tellsTheWorkedExample() {
    QFETCH(int, kind);
    QFETCH(QStringList, numbers);
    const QString text = stepCaption(viewOf(workedTrace(), static_cast<Kind>(kind)), std::nullopt);
    for (const QString& number : numbers) QVERIFY2(text.contains(number), qPrintable(text));
    QVERIFY2(text.endsWith(QLatin1Char('.')), qPrintable(text));
  }

  void speaksOfTheSelectedUnit() {
    const TracePtr trace = traceAfter(smallExperiment(), syntheticDataset(), 3);
    const Place place{.layer = 0, .unit = 3, .from = std::nullopt};
    const QString z = valueText(static_cast<double>(trace->passes.layers[0].z(3, 2)));
    const QString text = stepCaption(viewOf(trace, Kind::Sum, 0, 0, 2), place);
    QVERIFY2(text.contains("unit 4: z = " + z), qPrintable(text));
    // In another layer it speaks of the strongest unit there.
    const StepView view = viewOf(trace, Kind::Activation, 1, 0, 2);
    Index strongest = 0;
    trace->passes.layers[1].a.col(2).maxCoeff(&strongest);
    QCOMPARE(followedUnit(view, 1, place), strongest);
    QCOMPARE(followedUnit(view, 0, place), Index{3});
  }

  void termsComeOneAfterTheOther() {
    const TracePtr trace = traceAfter(smallExperiment(), syntheticDataset(20, 9, 3));
    const Place unit{.layer = 0, .unit = 2, .from = std::nullopt};
    // The nine terms of the sum, the largest first.
    std::vector<std::pair<double, double>> terms;
    for (Index from = 0; from < 9; ++from)
      terms.emplace_back(trace->network->weight(trace->weights(), 0)(2, from), trace->passes.input(from, 0));
    const auto product = [](const auto& term) { return term.first * term.second; };
    std::ranges::sort(terms, std::greater(), [&](const auto& term) { return std::abs(product(term)); });
    const auto text = [&](int stop) {
      return stepCaption(viewOf(trace, Kind::Terms, 0, (stop + 0.5) / 7), unit);
    };
    for (int i = 0; i < 6; ++i) {
      const auto& term = terms[static_cast<std::size_t>(i)];
      const QString expected =
          QString("unit 3, term %1: %2 · %3 = %4.")
              .arg(i + 1)
              .arg(valueText(term.first), valueText(term.second), valueText(product(term)));
      QVERIFY2(text(i).endsWith(expected), qPrintable(text(i) + " / " + expected));
    }
    const double rest = product(terms[6]) + product(terms[7]) + product(terms[8]);
    QVERIFY2(text(6).endsWith("the 3 smaller ones together: " + valueText(rest) + "."), qPrintable(text(6)));
  }

  void aFrozenLayerLetsTheGradientThrough() {
    engine::Experiment experiment = smallExperiment();
    experiment.network.layers[1].frozen = true;
    const QString text =
        stepCaption(viewOf(traceAfter(experiment, syntheticDataset()), Kind::Gradients, 1), std::nullopt);
    QVERIFY2(text.contains("passes through it") && text.contains("update is 0"), qPrintable(text));
  }

  void hiddenLayersTellTheChainRule() {
    const TracePtr trace = traceAfter(smallExperiment(), syntheticDataset());
    const Place place{.layer = 0, .unit = 1, .from = std::nullopt};
    const QString text = stepCaption(viewOf(trace, Kind::Delta, 0), place);
    QVERIFY2(text.contains("times f'(z)"), qPrintable(text));
    QVERIFY2(text.contains("delta = " + valueText(engine::ownDelta(*trace, 0, 1, 0))), qPrintable(text));
  }
};

PELLUCID_WINDOW_TEST(tst_step_caption, TestStepCaption)
#include "tst_step_caption.moc"

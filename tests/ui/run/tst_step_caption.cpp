// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/step_caption.h"

#include <QtTest>

#include "tests/support/steps.h"
#include "tests/support/window_test.h"
#include "ui/run/place_names.h"
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
    row("sample", Kind::Sample, {"sample #0", "the only one"});
    row("terms", Kind::Terms, {"one term", "3 · 2 = 6"});
    row("sum", Kind::Sum, {"1 term", "bias 1", "z = 7"});
    row("activation", Kind::Activation, {"linear turns z = 7 into a = 7"});
    row("loss", Kind::Loss, {"mean-squares", "is 4"});
    row("delta", Kind::Delta, {"a = 7", "target 9", "dL/dz = −4"});
    row("gradients", Kind::Gradients, {"−4 · 2 = −8", "batch is −8"});
    row("update", Kind::Update, {"sgd", "2 of 2 trainable parameters", "0.05", "is 0.4"});
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
    QVERIFY2(text.contains("Hidden 1, unit 4") && text.contains("z = " + z), qPrintable(text));
    // In the output layer it describes the target's unit; in a hidden layer always the same unit.
    const StepView view = viewOf(trace, Kind::Activation, 1, 0, 2);
    Index wanted = 0;
    trace->targets.col(2).maxCoeff(&wanted);
    QCOMPARE(followedUnit(view, 1, place), wanted);
    QCOMPARE(followedUnit(view, 0, place), Index{3});
    const Index followed = followedUnit(view, 0, std::nullopt);
    for (Index sample = 0; sample < trace->batchSize(); ++sample)
      QCOMPARE(followedUnit(viewOf(trace, Kind::Activation, 1, 0, sample), 0, std::nullopt), followed);
  }

  void termsComeOneAfterTheOther() {
    const TracePtr trace = traceAfter(smallExperiment(), syntheticDataset(20, 9, 3));
    const Place unit{.layer = 0, .unit = 2, .from = std::nullopt};
    // The nine terms of the sum, the largest first; the input is 3×3 pixels.
    struct Term {
      double weight;
      double value;
      Index from;
      double product() const { return weight * value; }
    };
    std::vector<Term> terms;
    for (Index from = 0; from < 9; ++from)
      terms.push_back(
          {trace->network->weight(trace->weights(), 0)(2, from), trace->passes.input(from, 0), from});
    std::ranges::sort(terms, std::greater(), [](const Term& term) { return std::abs(term.product()); });
    // Stepping by term stops once at each of them, and then at the rest.
    const StepTimeline timeline(*trace);
    double time = 0;
    const auto next = [&] {
      time = timeline.next(time, Granularity::Term);
      StepView view{.trace = trace, .sample = 0, .beat = timeline.at(time)};
      view.progress = (time - view.beat.begin) / view.beat.duration;
      return view;
    };
    const PlaceNames names(*trace);
    for (int i = 0; i < 6; ++i) {
      const Term& term = terms[static_cast<std::size_t>(i)];
      const StepView view = next();
      const QString expected = QString("From %1: %2 · %3 = %4.")
                                   .arg(names.source(0, term.from), valueText(term.weight),
                                        valueText(term.value), valueText(term.product()));
      const QString text = stepCaption(view, unit);
      QVERIFY2(text.endsWith(expected), qPrintable(text + " / " + expected));
      QCOMPARE(toldPlace(view, unit), (Place{.layer = 0, .unit = 2, .from = term.from}));
    }
    const StepView view = next();
    const double rest = terms[6].product() + terms[7].product() + terms[8].product();
    QVERIFY2(stepCaption(view, unit).endsWith("The 3 smaller ones together: " + valueText(rest) + "."),
             qPrintable(stepCaption(view, unit)));
    QCOMPARE(toldPlace(view, unit), unit);
    QCOMPARE(next().beat.kind, Kind::Sum);
  }

  void anUpdateCountsWhatCanMove() {
    engine::Experiment experiment = smallExperiment();
    experiment.network.layers[0].frozen = true;
    const TracePtr trace = traceAfter(experiment, syntheticDataset());
    const auto trainable = trace->network->layer(1).parameterCount();
    const QString text = stepCaption(viewOf(trace, Kind::Update), std::nullopt);
    QVERIFY2(text.contains(QString("of %1 trainable parameters").arg(trainable)), qPrintable(text));
  }

  void whatABatchNormRemembersIsNotTrained() {
    engine::Experiment experiment = smallExperiment();  // 6-5-3
    auto& layers = experiment.network.layers;
    layers.insert(layers.begin() + 1, engine::batchNorm(engine::Activation::Relu));
    const QString text =
        stepCaption(viewOf(traceAfter(experiment, syntheticDataset()), Kind::Update), std::nullopt);
    // 6·5 + 5 and 5·3 + 3, and for each of 5 units a weight and a bias beside its running mean and variance
    QVERIFY2(text.contains("of 63 trainable parameters"), qPrintable(text));
  }

  void anUpdateSaysWhereTheRateIsNotOne() {
    const auto text = [](const engine::Experiment& experiment) {
      return stepCaption(viewOf(traceAfter(experiment, syntheticDataset()), Kind::Update), std::nullopt);
    };
    engine::Experiment experiment = smallExperiment();
    QVERIFY(!text(experiment).contains("factor"));
    experiment.network.layers[0].rateFactor = 0.5;
    QVERIFY2(text(experiment).contains("factor of their own"), qPrintable(text(experiment)));
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

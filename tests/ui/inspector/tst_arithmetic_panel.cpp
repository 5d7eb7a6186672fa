// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/arithmetic_panel.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/steps.h"
#include "tests/support/window_test.h"
#include "ui/theme/theme.h"

using namespace pellucid;
using namespace pellucid::ui;
using namespace pellucid::tests;

namespace {

struct PanelFixture {
  PanelFixture() {
    panel.resize(290, 900);
    panel.show();
  }
  void select(std::size_t layer, Index unit, std::optional<Index> from = {}) {
    selection.setPlace(Place{.layer = layer, .unit = unit, .from = from});
  }
  template <class Widget>
  Widget* shown() {
    auto* widget = panel.findChild<Widget*>();
    return widget != nullptr && widget->isVisible() ? widget : nullptr;
  }
  Selection selection;
  ArithmeticPanel panel{selection};
};

StepView stepOf(const TracePtr& trace, Index sample = 0) {
  return viewOf(trace, Beat::Kind::Sample, 0, 0, sample);
}

QString valueOf(const ArithmeticPanel& panel, const QString& text) {
  for (const ArithmeticRow& row : panel.view().rows())
    if (row.kind != ArithmeticRow::Kind::Heading && row.text.startsWith(text)) return row.value;
  return {};
}

double number(QString shown) {
  return shown.replace(QChar(0x2212), QLatin1Char('-')).toDouble();
}

bool says(const ArithmeticPanel& panel, const QString& words) {
  for (const QLabel* label : panel.findChildren<QLabel*>())
    if (label->isVisible() && label->text().contains(words)) return true;
  return false;
}

}  // namespace

class TestArithmeticPanel : public QObject {
  Q_OBJECT

 private slots:
  void saysWhatToDoWhileThereIsNothingToShow() {
    PanelFixture f;
    QVERIFY(!f.shown<ArithmeticView>());
    f.panel.showStep(stepOf(workedTrace()));
    QVERIFY(!f.shown<ArithmeticView>());
    f.select(7, 0);  // no such place
    QVERIFY(!f.shown<ArithmeticView>());
    f.select(0, 0);
    QVERIFY(f.shown<ArithmeticView>());
    f.panel.showStep(std::nullopt);
    QVERIFY(!f.shown<ArithmeticView>());
  }

  void aUnitHasItsCurveAndAWeightItsBarsAndItsCheck() {
    PanelFixture f;
    f.panel.showStep(stepOf(workedTrace()));
    f.select(0, 0);
    QVERIFY(f.shown<FunctionPlot>() && !f.shown<BatchBars>() && !f.shown<ErrorCurve>());
    f.select(0, 0, 0);
    QVERIFY(!f.shown<FunctionPlot>() && f.shown<BatchBars>() && f.shown<ErrorCurve>());
    QVERIFY2(f.panel.checkText().contains("backpropagation says −8"), qPrintable(f.panel.checkText()));
  }

  void aWatchedWeightHasItsWayWithoutAStep() {
    PanelFixture f;
    engine::Trainer trainer = engine::Trainer::create(smallExperiment(), syntheticDataset()).value();
    Moment moment = momentOf(trainer, syntheticDataset(), testInput(*syntheticDataset(), 0));
    auto snapshot = std::make_shared<engine::Snapshot>(*moment.snapshot);
    snapshot->watched.emplace(trainer,
                              engine::parameterIndex(*trainer.network(), {.layer = 0, .unit = 2, .from = 1}));
    moment.snapshot = snapshot;
    f.panel.showMoment(share(moment));
    f.select(0, 2);
    QVERIFY(!f.shown<WeightPlot>());
    f.select(0, 2, 3);  // another weight
    QVERIFY(!f.shown<WeightPlot>());
    f.select(0, 2, 1);
    QVERIFY(f.shown<WeightPlot>());
    QVERIFY2(f.shown<WeightPlot>()->text().startsWith("step 0: w "),
             qPrintable(f.shown<WeightPlot>()->text()));
    QVERIFY(f.shown<ArithmeticView>() && !f.shown<BatchBars>());
    f.panel.showStep(stepOf(traceAfter(smallExperiment(), syntheticDataset())));
    QVERIFY(f.shown<WeightPlot>() && f.shown<ArithmeticView>() && f.shown<BatchBars>());
  }

  /// Without slow motion the shown sample is explained: z by a plain loop, and its own loss.
  void aSampleIsExplainedWithoutAStep() {
    PanelFixture f;
    const auto dataset = syntheticDataset();
    engine::Trainer trainer = engine::Trainer::create(smallExperiment(), dataset).value();
    for (int i = 0; i < 3; ++i) trainer.step();
    Input input = testInput(*dataset, 4);
    const auto show = [&] {
      Moment moment = momentOf(trainer, dataset, input);
      moment.probe = probeOf(moment.network(), moment.weights(), moment.experiment().training, input);
      f.panel.showMoment(share(moment));
      return moment;
    };
    const Moment moment = show();
    QVERIFY(!f.shown<ArithmeticView>());
    f.select(0, 2);
    QVERIFY(f.shown<FunctionPlot>());
    QVERIFY(says(f.panel, "Test image #4"));
    const engine::Index units = moment.network().layer(0).outputs();
    const engine::Index inputs = moment.network().inputs();
    double z = moment.weights()[units * inputs + 2];
    for (Index from = 0; from < inputs; ++from)
      z += static_cast<double>(moment.weights()[from * units + 2]) * input.values[from];
    QVERIFY(std::abs(number(valueOf(f.panel, "z")) - z) < 2e-3);
    QVERIFY(std::abs(number(valueOf(f.panel, "delta")) - moment.probe.trace.layers[0].delta(2, 0)) < 1e-3);

    f.select(1, 0);
    QVERIFY(std::abs(number(valueOf(f.panel, "loss")) - *moment.probe.loss) < 1e-3);
    f.select(1, 0, 3);  // a weight: its gradient, and nothing about an update that does not happen
    const double gradient = engine::edgeGradient(moment.probe, 1, 0, 3);
    QVERIFY(std::abs(number(valueOf(f.panel, "of this sample")) - gradient) < 1e-3);
    QVERIFY(valueOf(f.panel, "after").isEmpty());
    QVERIFY(!f.shown<BatchBars>() && !f.shown<ErrorCurve>());

    // Another target has another loss, and without one there is none.
    f.select(1, 0);
    const QString before = valueOf(f.panel, "loss");
    input.chosen.label = static_cast<std::uint8_t>((*input.target + 1) % 3);
    const Moment other = show();
    QVERIFY(valueOf(f.panel, "loss") != before);
    QVERIFY(std::abs(number(valueOf(f.panel, "loss")) - *other.probe.loss) < 1e-3);
    QVERIFY(says(f.panel, "Target chosen by you"));
    input = {.values = input.values, .target = {}, .testIndex = {}};
    show();
    QVERIFY(valueOf(f.panel, "loss").isEmpty() && !valueOf(f.panel, "z").isEmpty());
    QVERIFY(says(f.panel, "Your own image"));
    f.select(0, 2, 1);
    QVERIFY(valueOf(f.panel, "of this sample").isEmpty());
  }

  void theSliderChangesEpsilon() {
    PanelFixture f;
    f.panel.showStep(stepOf(traceAfter(smallExperiment(), syntheticDataset())));
    f.select(0, 0, 1);
    const QString before = f.panel.checkText();
    QVERIFY2(before.contains("ε = 0.01"), qPrintable(before));
    f.panel.findChild<QSlider*>()->setValue(24);
    QVERIFY2(f.panel.checkText().contains("ε = 1 "), qPrintable(f.panel.checkText()));
  }

  void curvesArePainted() {
    PanelFixture f;
    f.panel.showStep(stepOf(traceAfter(smallExperiment(), syntheticDataset())));
    const Theme& theme = themeOf(f.panel);
    f.select(0, 0);
    QVERIFY(countColour(f.shown<FunctionPlot>()->grab().toImage(), theme.forward) > 50);
    QVERIFY(countColour(f.shown<FunctionPlot>()->grab().toImage(), theme.gradient) > 5);
    f.select(0, 0, 1);
    QTRY_VERIFY(countColour(f.shown<ErrorCurve>()->grab().toImage(), theme.gradient) > 20);
  }

  void aBarAsksForItsSample() {
    PanelFixture f;
    f.panel.showStep(stepOf(traceAfter(smallExperiment(), syntheticDataset())));
    f.select(0, 0, 1);
    QSignalSpy chosen(&f.panel, &ArithmeticPanel::sampleChosen);
    auto* bars = f.shown<BatchBars>();
    QTest::mouseClick(bars, Qt::LeftButton, {}, bars->barColumn(5).center().toPoint());
    QCOMPARE(chosen.first().first().value<Index>(), Index{5});
  }

  void anotherSampleHasOtherNumbers() {
    PanelFixture f;
    const TracePtr trace = traceAfter(smallExperiment(), syntheticDataset());
    f.panel.showStep(stepOf(trace, 0));
    f.select(0, 0);
    const QString before = f.panel.view().rows()[1].value + f.panel.view().rows()[2].value;
    f.panel.showStep(stepOf(trace, 1));
    QVERIFY(before != f.panel.view().rows()[1].value + f.panel.view().rows()[2].value);
  }
};

PELLUCID_WINDOW_TEST(tst_arithmetic_panel, TestArithmeticPanel)
#include "tst_arithmetic_panel.moc"

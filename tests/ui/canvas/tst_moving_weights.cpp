// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/moving_weights.h"

#include <QtTest>

#include "tests/support/steps.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;
using namespace pellucid::tests;

class TestMovingWeights : public QObject {
  Q_OBJECT

 private slots:
  void theyGoFromBeforeToAfter() {
    const engine::DatasetPtr dataset = syntheticDataset();
    const TracePtr trace = traceAfter(smallExperiment(), dataset, 2);
    const Moment before = momentAfter(smallExperiment(), dataset, 2);
    const Moment after = momentAfter(smallExperiment(), dataset, 3);
    const Moment first = withMovedWeights(before, *trace, 0);
    const Moment last = withMovedWeights(before, *trace, 1);
    QCOMPARE(first.weights(), before.weights());
    QCOMPARE(first.probe.trace.output(), before.probe.trace.output());
    QCOMPARE(last.weights(), after.weights());
    QCOMPARE(last.probe.trace.output(), after.probe.trace.output());

    const Moment half = withMovedWeights(before, *trace, 0.5);
    const engine::Vector changes = weightChanges(*trace);
    for (Index i = 0; i < changes.size(); ++i) {
      const auto middle =
          (static_cast<double>(before.weights()[i]) + static_cast<double>(after.weights()[i])) / 2;
      QVERIFY(std::abs(static_cast<double>(half.weights()[i]) - middle) < 1e-6);
      QCOMPARE(changes[i], after.weights()[i] - before.weights()[i]);
    }
  }

  void numbersAreAnsweredToo() {
    const TracePtr trace = workedTrace();
    engine::Trainer trainer = engine::Trainer::create(engine::workedExample(), byHand()).value();
    QVERIFY(trainer.restore(engine::workedExampleState()).has_value());
    const Input input{.values = trace->passes.input.col(0),
                      .target = {},
                      .testIndex = {},
                      .numbers = trace->targets.col(0)};
    auto snapshot = std::make_shared<engine::Snapshot>();
    snapshot->network = trainer.network();
    snapshot->experiment = trainer.experiment();
    snapshot->state = trainer.state();
    const Moment before{
        .snapshot = snapshot,
        .dataset = byHand(),
        .input = input,
        .probe = probeOf(*trainer.network(), trainer.state().weights, trainer.experiment().training, input)};
    const Moment half = withMovedWeights(before, *trace, 0.5);
    // w = 3.2, b = 1.1
    QVERIFY(std::abs(static_cast<double>(half.probe.trace.output()(0, 0)) - 7.5) < 1e-5);
    QVERIFY(std::abs(*half.probe.loss - 2.25) < 1e-5);
  }
};

PELLUCID_TEST(tst_moving_weights, TestMovingWeights)
#include "tst_moving_weights.moc"
